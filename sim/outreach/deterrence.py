"""Deterrence: recruiters who hear of another's arrest feel it as pressure, less with each telling."""

from __future__ import annotations

import numpy as np

from sim.attitudes.rules import retold
from sim.recruiters.pressure import press
from sim.state.codes import ARRESTED, NOBODY
from sim.world import World


def feel_arrests_of_others(world: World) -> None:
    """Press recruiters who, or whose finders, have just heard that another was arrested: once for each arrest."""
    posts, residents, accounts = world.state.posts, world.state.residents, world.state.accounts
    if not len(accounts):
        return
    near = np.column_stack((posts.row, posts.finders))
    heard = np.where(near == NOBODY, NOBODY, residents.account[near])
    new = (heard > posts.account[:, np.newaxis]) & (accounts["what"][heard] == ARRESTED)
    for post, place in np.argwhere(new & (accounts["post"][heard] != np.arange(near.shape[0])[:, np.newaxis])).tolist():
        if heard[post, place] > posts.account[post]:
            left = retold(world.settings.responding.retold, int(residents.account_hop[near[post, place]]))
            press(world, post, world.settings.recruiting.pressure_referred * left)
            posts.account[post] = heard[post, place]
