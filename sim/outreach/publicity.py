"""What becomes known of recruiters' arrests and releases, and what officers announce of what came of reports."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.accounts import hear, involve, open_account
from sim.core.draws import Word, uniforms
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


def recruiter_is_told_of(world: World, post: int, village: int, recruiter_key: Word, what: int) -> None:
    """Let an arrest or a release be known to those who have to do with it, and an arrest where it is made public.

    Args:
        world: the world.
        post: number of the recruiter's post.
        village: in which the recruiter works, by number.
        recruiter_key: stable key of the recruiter, the subject of the draws.
        what: code of what happened, ARRESTED or RELEASED.
    """
    account = open_account(world, what, codes.POLICE, village, post=post)
    involve(world, account, _concerned(world, post))
    share = world.settings.programme.publicity
    if what == codes.ARRESTED and share and world.policy.works[village]:
        rows = _who_hears(world, village, share, recruiter_key)
        if _pay_to_make_known(world, village, rows):
            hear(world, account, rows, 0, too_late=True)


def announce(world: World, village: int, seated: Rows) -> None:
    """Tell those who sit in an officer's session what came of reports, as far as there is money.

    Either the latest that did, good or bad, while it is remembered; or always a success: the latest, and without one a
    claim. Whoever remembers a failure sees through a claim.

    Args:
        world: the world.
        village: in which the session is held, by number.
        seated: rows of the participants, [rows].
    """
    announces = world.settings.programme.announces
    if announces == "nothing" or not _can_make_known(world, village, seated):
        return
    account = _latest(world, village, only_success=announces == "success")
    if account == codes.NOBODY and announces == "success":
        account = open_account(world, codes.CLAIMED, codes.IMMIGRATION, village)
    if account != codes.NOBODY and _pay_to_make_known(world, village, seated):
        hear(world, account, seated, 1)


def _can_make_known(world: World, village: int, rows: Rows) -> bool:
    return rows.size > 0 and world.can_pay(village, rows.size * world.settings.prices.publicity)


def _pay_to_make_known(world: World, village: int, rows: Rows) -> bool:
    """Pay for making something known to some people, if there is money for all of them; whether there is."""
    can = _can_make_known(world, village, rows)
    if can:
        world.pay("publicity", village, rows.size * world.settings.prices.publicity)
    return can


def _latest(world: World, village: int, only_success: bool) -> int:
    """Row of the latest account of the village that is still remembered, NOBODY if there is none."""
    accounts = world.state.accounts
    known = (accounts["village"] == village) & (accounts["week"] >= world.week - world.settings.learning.warning_weeks)
    known &= accounts["what"] != codes.CLAIMED
    if only_success:
        known &= accounts["what"] < codes.FIRST_FAILURE
    rows = np.flatnonzero(known)
    return int(rows[-1]) if rows.size else codes.NOBODY


def _concerned(world: World, post: int) -> Rows:
    """Rows of those at home who reported what the recruiter did, and of the recruiter and the finders if residents."""
    reports, incidents, posts = world.state.reports, world.state.incidents, world.state.posts
    about = reports["incident"]
    mine = (incidents["recruiter"][about] == post) & (incidents["holder"][about] == posts.holder[post])
    near = np.append(posts.finders[post], posts.row[post])
    rows = np.concatenate((reports["witness"][mine], near[near != codes.NOBODY]))
    return np.asarray(rows[world.state.at_home(rows)], np.int64)


def _who_hears(world: World, village: int, share: float, recruiter_key: Word) -> Rows:
    """Rows of those who are 15 or older, at home, and hear of it."""
    rows = world.population.rows_of_village(village)
    hears = uniforms(world.stream("hears of an arrest"), world.population.key[rows], recruiter_key) < share
    return np.asarray(rows[world.grown(rows) & world.state.at_home(rows) & hears], np.int64)
