"""What changes while the model runs: columns of residents, recruiters' posts and villages, and the event tables."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.compiled import columns, rule
from sim.core.table import Table, dtypes_of
from sim.state.codes import ADULT_WEEKS, AWAY_DOCUMENTED, AWAY_UNDOCUMENTED

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""


@columns
class Residents(NamedTuple):
    """``n`` residents, one row each; ``F`` facts, ``K`` attitudes."""

    status: NDArray[np.uint8]
    status_day: NDArray[np.int32]  # departure, end of procedure, return or end of cool-off, by status
    incident: NDArray[np.int32]  # the offer being considered or prepared, NOBODY if none
    returned_week: NDArray[np.int16]
    refusals: NDArray[np.uint8]
    talk_until: NDArray[np.int16]
    spoke_until: NDArray[np.int16]  # tells as often as participants of a session do
    told_how: NDArray[np.uint8]  # at the last session: privately, publicly as one of a few, publicly with all
    fact_until: NDArray[np.int16]  # [n, F] known before this week
    attitude_change: NDArray[np.float32]  # [n, K] departures from the personal levels, as of attitude_week
    attitude_week: NDArray[np.int16]
    warned_of: NDArray[np.int16]  # the recruiter's post one was last warned of
    warned_until: NDArray[np.int16]
    met_post: NDArray[np.int16]  # the recruiter's post whose offers were met last, as one asked or a witness
    met_times: NDArray[np.uint8]  # how many offers of that recruiter
    met_until: NDArray[np.int16]  # remembered before this week
    changed_week: NDArray[np.int16]  # the last in which something changed that a witness weighs
    reported_week: NDArray[np.int16]  # of the last report that others know of
    account: NDArray[np.int32]  # the latest account heard of what came of a report, NOBODY if none
    account_hop: NDArray[np.uint8]  # how many tellings it had gone through, 0 for those involved


@columns
class Posts(NamedTuple):
    """``R`` recruiters' posts and whoever holds them."""

    village: NDArray[np.int64]
    slot: NDArray[np.int64]
    holder: NDArray[np.int64]
    key: NDArray[np.uint64]
    row: NDArray[np.int64]  # the resident who is the recruiter, NOBODY for a stranger
    base: NDArray[np.int64]  # the village in which the recruiter works now
    away_until: NDArray[np.int64]  # week in which one who has moved comes home again
    finders: NDArray[np.int64]  # [R, finders] residents who bring candidates, NOBODY for an empty place
    state: NDArray[np.uint8]
    until: NDArray[np.int64]  # week in which lying low, custody or the vacancy ends
    private_until: NDArray[np.int64]  # offers go to kin only before this week
    pressure: NDArray[np.float64]
    arrest_day: NDArray[np.int64]
    account: NDArray[np.int64]  # of another's arrest, the last that was felt


class Villages(NamedTuple):
    """``V`` villages."""

    pressure: NDArray[np.float64]  # put on recruiters there, which fades
    demand_at_start: NDArray[np.float64]  # what the people of the village drew from a recruiter at the start
    sessions_waiting: NDArray[np.int64]  # sessions of the programme that are due and have not been held
    session_turn: NDArray[np.float64]  # sessions of the programme so far, and a part: whoever has fewest comes first
    hours_had: NDArray[np.float64]  # of officers so far, the way included, and what was given to begin with
    listening_hours: NDArray[np.float64]  # officer hours left for listening in the last week
    search_hours: NDArray[np.float64]  # of the police, left for searching in the last week
    desk_hours: NDArray[np.float64]  # [V, receivers] hours saved up for cases
    spent: NDArray[np.float64]  # rupiah of the programme's budget, this year
    embeddedness: NDArray[np.float64]  # mean standing (0-1) of the officers who serve it


@columns
class Incidents(NamedTuple):
    """Offers, preparations and strangers: whatever may be noticed and reported."""

    key: NDArray[np.uint64]
    kind: NDArray[np.uint8]
    state: NDArray[np.uint8]
    source: NDArray[np.uint8]
    person: NDArray[np.int64]  # who was asked, or who hosts a visitor: the row whose ties may notice
    recruiter: NDArray[np.int64]  # the post, or NOBODY (kin abroad, agencies, visitors)
    holder: NDArray[np.int64]  # which holder of the post made the offer
    asker: NDArray[np.int64]  # the resident who asked: recruiter, finder or kin abroad; NOBODY for strangers, agencies
    village: NDArray[np.int64]
    week: NDArray[np.int64]
    day: NDArray[np.int64]  # on which it began, counted from the start
    until: NDArray[np.int64]  # visible before this week (visitors, legal preparations)
    undocumented: NDArray[np.uint8]
    private: NDArray[np.uint8]  # made to kin, out of sight
    advance: NDArray[np.uint8]
    forged: NDArray[np.uint8]  # with forged papers
    trafficking: NDArray[np.uint8]  # by somebody who means to exploit
    recognised: NDArray[np.uint8]
    advised: NDArray[np.uint8]  # the person asked for advice before answering, and was given it
    settled: NDArray[np.uint8]  # whether somebody of the village has dealt with it
    depart_day: NDArray[np.int64]
    reports: NDArray[np.int64]
    first_report_day: NDArray[np.int64]
    case: NDArray[np.int64]
    first_notice: NDArray[np.int64]  # head of the chain of notices, NOBODY if none
    outcome: NDArray[np.uint8]
    news_week: NDArray[np.int64]


@columns
class Notices(NamedTuple):
    """Who noticed what; the notices of one incident are chained by ``next``."""

    incident: NDArray[np.int64]
    witness: NDArray[np.int64]
    week: NDArray[np.int64]
    next: NDArray[np.int64]
    stand: NDArray[np.uint8]  # whether the witness sees something wrong, and has reported it


class Reports(NamedTuple):
    """Reports that were sent, and what became of them."""

    incident: NDArray[np.int64]
    witness: NDArray[np.int64]
    channel: NDArray[np.uint8]
    receiver: NDArray[np.uint8]
    state: NDArray[np.uint8]
    sent_day: NDArray[np.int64]
    arrive_day: NDArray[np.int64]
    leaked: NDArray[np.uint8]
    heard_back: NDArray[np.uint8]
    case: NDArray[np.int64]


@columns
class Accounts(NamedTuple):
    """What came of reports, and what is claimed to: people tell one another of it. Later ones stand below."""

    what: NDArray[np.uint8]
    receiver: NDArray[np.uint8]  # the authority that it speaks for or against
    village: NDArray[np.int64]
    week: NDArray[np.int64]
    incident: NDArray[np.int64]  # that was reported, NOBODY if it is about none
    post: NDArray[np.int64]  # of a recruiter who was arrested or released, else NOBODY


class Cases(NamedTuple):
    """What desks have taken up, one case an incident."""

    incident: NDArray[np.int64]
    village: NDArray[np.int64]
    holder: NDArray[np.uint8]
    state: NDArray[np.uint8]
    opened_day: NDArray[np.int64]
    waiting_since: NDArray[np.int64]  # the day it was opened, or opened again after it had been dropped
    ready_day: NDArray[np.int64]
    closed_day: NDArray[np.int64]
    referred: NDArray[np.uint8]  # to the police


@dataclass(eq=False)
class State:
    """All that changes."""

    residents: Residents
    posts: Posts
    villages: Villages
    actor_row: Rows  # [A] residents who are trained as local actors and have not given up
    # officers' posts, added when a programme first needs them
    officer_holder: Rows  # which person holds the post, counted from 0
    standing: NDArray[np.float64]  # [officers, V] how embedded (0-1) that person is, NOT_YET where he has not served
    # events
    incidents: Table[Incidents]
    notices: Table[Notices]
    reports: Table[Reports]
    cases: Table[Cases]
    accounts: Table[Accounts]
    open_incidents: Rows
    open_reports: Rows
    open_cases: Rows

    def copy(self) -> State:
        """An independent copy of everything."""
        return State(**{field.name: _copied(getattr(self, field.name)) for field in fields(self)})

    def resident_bytes(self) -> int:
        """Bytes of the columns with one row a resident."""
        return sum(column.nbytes for column in self.residents)

    def at_home(self, rows: Rows) -> NDArray[np.bool_]:
        """Which of some residents are not abroad: [rows]."""
        status = self.residents.status[rows]
        return np.asarray((status != AWAY_UNDOCUMENTED) & (status != AWAY_DOCUMENTED), bool)

    def recruiting(self) -> Rows:
        """Rows of those who recruit, or find candidates for a recruiter; places without one are NOBODY."""
        return np.concatenate((self.posts.row, self.posts.finders.ravel()))


def _copied(value: Any) -> Any:
    return type(value)(*(column.copy() for column in value)) if isinstance(value, tuple) else value.copy()


def fresh[C: tuple[Any, ...]](kind: type[C], rows: int, **values: Any) -> C:
    """Columns of a kind with a number of ``rows``, each in the type that its annotation says.

    Those that are not named are zero; a single value stands in every row, an array [rows, ...] is copied.
    """
    return kind(
        **{
            name: np.array(values[name] if np.ndim(values.get(name, 0)) else np.full(rows, values.get(name, 0)), dtype)
            for name, dtype in dtypes_of(kind).items()
        }
    )


@rule
def takes_part(status: int, age_weeks: int) -> bool:
    """Whether a person can meet others in the village: 15 or older, and not abroad.

    Args:
        status: code of the status.
        age_weeks: age in weeks.
    """
    return age_weeks >= ADULT_WEEKS and status != AWAY_UNDOCUMENTED and status != AWAY_DOCUMENTED
