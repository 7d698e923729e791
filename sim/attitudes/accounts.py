"""What came of reports is told: who was involved knows it, tells it along ties, and those who hear it tell it on.

Only people who know something fresh are looked at. A person remembers the latest account and takes an older one for no
news, so that nobody hears the same twice. What it changes is less with each telling.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import change_attitudes
from sim.attitudes.rules import retold, tell_chance
from sim.core.compiled import columns, loop, rule
from sim.core.draws import Word, draw
from sim.state import codes
from sim.state.columns import takes_part
from sim.ties.ties import Ties
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Memory(NamedTuple):
    """What listeners make of accounts: which are still remembered, what each changes, and by how much."""

    oldest: int
    """row of the oldest account that is remembered"""
    counts_from: int
    """week in which listeners think again as witnesses"""
    retold: float
    gains: NDArray[np.float64]
    """[accounts, 3] by what came of a report"""
    what: NDArray[np.uint8]
    """of each account"""
    receiver: NDArray[np.uint8]
    """of each account"""


@columns
class Around(NamedTuple):
    """Who may tell whom: people, where they are and what they heard, their ties, how readily they tell, luck."""

    key: NDArray[np.uint64]
    birth_week: NDArray[np.int16]
    status: NDArray[np.uint8]
    account: NDArray[np.int32]
    account_hop: NDArray[np.uint8]
    ties: Ties
    tell_chance: float
    factor: float
    """how many times as often something fresh is told"""
    draws: Word
    week: int


@columns
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

    Household and kin who are at home hear it from them. Witnesses have decided this week: all think of it in the next.
    """
    if not rows.size:
        return
    involved = np.unique(rows)
    around = [world.kin(row) for row in involved.tolist()]
    tellers = np.repeat(involved, [kin.size for kin in around])
    kin = np.concatenate(around)
    home = world.state.at_home(kin)
    tellers, kin = tellers[home], kin[home]
    told = Tellings(
        np.concatenate((np.full(involved.size, codes.NOBODY), tellers)),
        np.concatenate((involved, kin)),
        np.full(involved.size + kin.size, account),
        np.concatenate((np.zeros(involved.size, np.int64), np.ones(kin.size, np.int64))),
    )
    _take_in(world, told, world.week + 1)


def hear(world: World, account: int, rows: Rows, hop: int, *, too_late: bool = False) -> None:
    """Let some residents hear of one account from nobody in particular.

    Args:
        world: the world.
        account: its row.
        rows: of those who hear it, [rows].
        hop: how many tellings it has gone through (0 for those involved).
        too_late: whether witnesses have decided this week, so that they think of it in the next.
    """
    tellers, accounts, hops = (np.full(rows.size, one, np.int64) for one in (codes.NOBODY, account, hop))
    _take_in(world, Tellings(tellers, rows, accounts, hops), world.week + too_late)


def tell_accounts(world: World) -> None:
    """Everybody who knows of something fresh may tell it along ties; whoever knows of nothing newer takes it in."""
    accounts, learning = world.state.accounts, world.settings.learning
    people, residents = world.population, world.state.residents
    first = int(np.searchsorted(accounts["week"], world.week - learning.talk_weeks))
    tellers = np.flatnonzero(residents.account >= first)
    if first < len(accounts) and tellers.size:
        around = Around(
            people.key,
            people.birth_week,
            residents.status,
            residents.account,
            residents.account_hop,
            world.ties,
            learning.tell_chance,
            learning.participant_factor,
            world.stream("tell what came of a report"),
            world.week,
        )
        _take_in(world, Tellings(*_tellings(tellers, around)), world.week)


@loop
def _tellings(tellers: Rows, around: Around) -> tuple[Rows, Rows, Rows, Rows]:
    """Tellings by teller and then by tie, as things stood before any of them; only what is news to the listener."""
    ties, account, status = around.ties, around.account, around.status
    room = 0
    for i in tellers:
        room += ties.start[i + 1] - ties.start[i]
    out = np.empty((4, room), np.int64)
    count = 0
    for i in tellers:
        if status[i] == codes.AWAY_UNDOCUMENTED or status[i] == codes.AWAY_DOCUMENTED:
            continue
        for t in range(ties.start[i], ties.start[i + 1]):
            j = np.int64(ties.other[t])
            if account[j] >= account[i]:
                continue
            chance = tell_chance(around.tell_chance, ties.strength[t] / 255.0, around.factor, True)
            if draw(around.draws, around.key[i], around.key[j], 0) >= chance:
                continue
            if takes_part(status[j], around.week - around.birth_week[j]):
                out[0, count], out[1, count] = i, j
                out[2, count], out[3, count] = account[i], around.account_hop[i] + 1
                count += 1
    return out[0, :count].copy(), out[1, :count].copy(), out[2, :count].copy(), out[3, :count].copy()


def _take_in(world: World, told: Tellings, counts_from: int) -> None:
    """Let listeners take in, one after the other, what is new to them, and see reports otherwise.

    As witnesses they think again in the week ``counts_from``.
    """
    if not told.listener.size:
        return
    state, learning = world.state, world.settings.learning
    memory = Memory(
        int(np.searchsorted(state.accounts["week"], world.week - learning.warning_weeks)),
        counts_from,
        world.settings.responding.retold,
        world.arrays.account_gains,
        state.accounts["what"],
        state.accounts["receiver"],
    )
    residents = state.residents
    new, attitudes, gains = _take_each(told, memory, residents.account, residents.account_hop, residents.changed_week)
    if not new.size:
        return
    told = Tellings(*(column[new] for column in told))
    change_attitudes(world, np.repeat(told.listener, attitudes.shape[1]), attitudes.ravel(), gains.ravel())
    what = state.accounts["what"][told.account]
    world.happened("account_heard", told.listener, teller=told.teller, account=told.account, what=what, hop=told.hop)


@loop
def _take_each(
    told: Tellings,
    memory: Memory,
    latest: NDArray[np.int32],
    hop: NDArray[np.uint8],
    changed_week: NDArray[np.int16],
) -> tuple[Rows, Rows, NDArray[np.float64]]:
    """Which tellings are news to the listener then; the attitudes these change, and by what gains: [news, 3]."""
    count = told.listener.size
    new = np.empty(count, np.int64)
    attitudes = np.empty((count, memory.gains.shape[1]), np.int64)
    gains = np.empty((count, memory.gains.shape[1]), np.float64)
    found = 0
    for n in range(count):
        j, account = told.listener[n], told.account[n]
        before = latest[j]
        if before >= account:
            continue
        what, receiver = int(memory.what[account]), int(memory.receiver[account])
        if before >= memory.oldest and exposes(memory.what[before], what):
            what, receiver = codes.CLAIM_EXPOSED, codes.IMMIGRATION
        left = retold(memory.retold, told.hop[n])
        attitudes[found, 0] = codes.FIRST_TRUST + receiver
        attitudes[found, 1], attitudes[found, 2] = codes.EXPECTED_EFFECT, codes.FEAR
        for k in range(gains.shape[1]):
            gains[found, k] = memory.gains[what, k] * left
        latest[j], hop[j], changed_week[j] = account, min(told.hop[n], 255), memory.counts_from
        new[found] = n
        found += 1
    return new[:found].copy(), attitudes[:found].copy(), gains[:found].copy()


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
