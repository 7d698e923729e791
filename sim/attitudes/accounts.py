"""What came of reports is told: who was involved knows it, tells it along ties, and those who hear it tell it on.

Only people who know something fresh are looked at. A person remembers the latest account and takes an older one for no
news, so that nobody hears the same twice. What it changes is less with each telling.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.rules import retold, tell_chance
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw
from sim.people.population import Persons
from sim.state import codes
from sim.state.columns import Accounts, Residents, takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Around(NamedTuple):
    """Who may tell whom: people, where they are and what they heard, their ties, how readily they tell, luck."""

    persons: Persons
    residents: Residents
    ties: Ties
    accounts: Accounts
    tell_chance: float
    factor: float
    """how many times as often something fresh is told"""
    draws: Word
    week: int


class Tellings(NamedTuple):
    """Who tells whom of which account, and how many tellings it has then gone through; equally long columns."""

    teller: Rows
    listener: Rows
    account: Rows
    hop: Rows


def open_account(
    world: World, what: int, receiver: int, village: int, incident: int = codes.NOBODY, post: int = codes.NOBODY
) -> int:
    """Write down that something came of a report, or that somebody claims so; returns its row.

    Args:
        world: the world.
        what: code of what came of it, of ACCOUNT_NAMES.
        receiver: code of the authority that it speaks for or against.
        village: where it happened, by number.
        incident: row of the one that was reported, NOBODY if it is about none.
        post: number of the post of a recruiter who was arrested or released, else NOBODY.
    """
    rows = world.state.accounts.append(
        1, what=what, receiver=receiver, village=village, week=world.week, incident=incident, post=post
    )
    return int(rows[0])


def involve(world: World, account: int, rows: Rows) -> None:
    """Let those who were part of it, ``rows`` [rows], know of an account at first hand, and those around them at once.

    Household and kin who are at home hear it from them.
    """
    involved = np.unique(rows)
    hear(world, account, involved, 0, too_late=True)
    for row in involved.tolist():
        kin = world.kin(row)
        hear(world, account, kin[world.state.at_home(kin)], 1, row, too_late=True)


def hear(
    world: World, account: int, rows: Rows, hop: int, teller: int = codes.NOBODY, *, too_late: bool = False
) -> None:
    """Let some residents hear of one account.

    Args:
        world: the world.
        account: its row.
        rows: of those who hear it, [rows].
        hop: how many tellings it has gone through (0 for those involved).
        teller: row of who tells it, NOBODY if it is known otherwise.
        too_late: whether witnesses have decided this week, so that they think of it in the next.
    """
    each = (np.full(rows.size, one, np.int64) for one in (teller, account, hop))
    tellers, accounts, hops = each
    _take_in(world, Tellings(tellers, rows, accounts, hops), world.week + too_late)


def tell_accounts(world: World) -> None:
    """Everybody who knows of something fresh may tell it along ties; whoever knows of nothing newer takes it in."""
    accounts, learning = world.state.accounts, world.settings.learning
    first = int(np.searchsorted(accounts["week"], world.week - learning.talk_weeks))
    tellers = np.flatnonzero(world.state.residents.account >= first) if first < len(accounts) else np.empty(0, np.int64)
    if tellers.size:
        around = Around(
            world.population.persons,
            world.state.residents,
            world.ties,
            accounts.columns,
            learning.tell_chance,
            learning.participant_factor,
            world.stream("tell what came of a report"),
            world.week,
        )
        _take_in(world, Tellings(*_tellings(tellers, around)), world.week)


@loop
def _tellings(tellers: Rows, around: Around) -> tuple[Rows, Rows, Rows, Rows]:
    """Tellings by teller and then by tie, as things stood before any of them; only what is news to the listener."""
    residents, ties = around.residents, around.ties
    room = 0
    for i in tellers:
        room += ties.start[i + 1] - ties.start[i]
    out = np.empty((4, room), np.int64)
    count = 0
    for i in tellers:
        if residents.status[i] == codes.AWAY_UNDOCUMENTED or residents.status[i] == codes.AWAY_DOCUMENTED:
            continue
        for t in range(ties.start[i], ties.start[i + 1]):
            j = np.int64(ties.other[t])
            if residents.account[j] >= residents.account[i]:
                continue
            chance = tell_chance(around.tell_chance, ties.strength[t] / 255.0, around.factor, True)
            if draw(around.draws, around.persons.key[i], around.persons.key[j], 0) >= chance:
                continue
            if takes_part(residents.status[j], around.week - around.persons.birth_week[j]):
                out[0, count], out[1, count] = i, j
                out[2, count], out[3, count] = residents.account[i], residents.account_hop[i] + 1
                count += 1
    return out[0, :count].copy(), out[1, :count].copy(), out[2, :count].copy(), out[3, :count].copy()


def _take_in(world: World, told: Tellings, counts_from: int) -> None:
    """Let listeners take in, one after the other, what is new to them, and see reports otherwise.

    As witnesses they think again in the week ``counts_from``.
    """
    state, memory = world.state, world.settings.learning.warning_weeks
    oldest = int(np.searchsorted(state.accounts["week"], world.week - memory))
    new, against = _take_each(told, state.residents, state.accounts.columns, oldest, counts_from)
    told, against = Tellings(*(column[new] for column in told)), against[new]
    if not told.listener.size:
        return
    what = state.accounts["what"][told.account]
    receiver = np.where(against, codes.IMMIGRATION, state.accounts["receiver"][told.account]).astype(np.int64)
    left = retold_each(world.settings.responding.retold, told.hop)
    gains = world.arrays.account_gains[np.where(against, codes.CLAIM_EXPOSED, what)] * left[:, np.newaxis]
    changed = np.empty(gains.shape, np.int64)
    changed[:, 0] = codes.FIRST_TRUST + receiver
    changed[:, 1:] = codes.EXPECTED_EFFECT, codes.FEAR, codes.AWARENESS
    change_attitudes(world, np.repeat(told.listener, gains.shape[1]), changed.ravel(), gains.ravel())
    world.happened("account_heard", told.listener, teller=told.teller, account=told.account, what=what, hop=told.hop)


@loop
def _take_each(
    told: Tellings, residents: Residents, accounts: Accounts, oldest: int, counts_from: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tellings are news to the listener then, and which of these expose a claim by what else is remembered."""
    new = np.zeros(told.listener.size, np.bool_)
    against = np.zeros(told.listener.size, np.bool_)
    for n in range(told.listener.size):
        j, account = told.listener[n], told.account[n]
        before = residents.account[j]
        if before >= account:
            continue
        new[n] = True
        against[n] = before >= oldest and exposes(accounts.what[before], accounts.what[account])
        residents.account[j], residents.account_hop[j] = account, min(told.hop[n], 255)
        residents.changed_week[j] = counts_from
    return new, against


@rule
def exposes(one: int, other: int) -> bool:
    """Whether of two accounts that a person knows one is a claim of success and the other a failure.

    Args:
        one: code of what came of it.
        other: code of the other.
    """
    bad_one = codes.FIRST_FAILURE <= one <= codes.LAST_FAILURE
    bad_other = codes.FIRST_FAILURE <= other <= codes.LAST_FAILURE
    return (one == codes.CLAIMED and bad_other) or (other == codes.CLAIMED and bad_one)


def retold_each(share: float, hops: ArrayLike) -> NDArray[np.float64]:
    """[tellings] part of the gains that is left after so many ``hops`` (0 and above) at a ``share`` (0-1) for each."""
    return np.array([retold(share, int(hop)) for hop in np.atleast_1d(hops)], np.float64)
