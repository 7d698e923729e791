"""Deterrence: recruiters who hear of another's arrest feel it as pressure, less with each telling."""

from __future__ import annotations

import numpy as np

from sim.attitudes.rules import retold
from sim.recruiters.pressure import press
from sim.state.codes import ARRESTED, NOBODY
from sim.world import World


def feel_arrests_of_others(world: World, post: int) -> None:
    """Press the recruiter at a ``post``, by number, who or whose finders have just heard that another was arrested.

    Each arrest is felt once, as what the first of them heard.
    """
    posts, residents, accounts = world.state.posts, world.state.residents, world.state.accounts
    near = np.append(posts.row[post], posts.finders[post])
    near = near[near != NOBODY]
    heard = residents.account[near]
    for n in np.flatnonzero(heard > posts.account[post]).tolist():
        account = int(heard[n])
        if (
            accounts["what"][account] == ARRESTED
            and accounts["post"][account] != post
            and account > posts.account[post]
        ):
            left = retold(world.settings.responding.retold, int(residents.account_hop[near[n]]))
            press(world, post, world.settings.recruiting.pressure_referred * left)
            posts.account[post] = account
