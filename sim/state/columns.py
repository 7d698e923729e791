"""What changes while the model runs: columns of residents and recruiters' posts, and the event tables."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sim.core.table import Table

INCIDENT_COLUMNS = {
    "key": np.uint64,
    "kind": np.uint8,
    "state": np.uint8,
    "source": np.uint8,
    "person": np.int64,  # who was asked, or who hosts a visitor: the row whose ties may notice
    "recruiter": np.int64,  # the post, or NOBODY (kin abroad, agencies, visitors)
    "holder": np.int64,  # which holder of the post made the offer
    "asker": np.int64,  # the resident who asked: recruiter, finder or kin abroad; NOBODY for strangers and agencies
    "village": np.int64,
    "week": np.int64,
    "until": np.int64,  # visible before this week (visitors, legal preparations)
    "undocumented": np.uint8,
    "private": np.uint8,  # made to kin, out of sight
    "advance": np.uint8,
    "forged": np.uint8,  # with forged papers
    "trafficking": np.uint8,  # by somebody who means to exploit
    "recognised": np.uint8,
    "depart_day": np.int64,
    "reports": np.int64,
    "first_report_day": np.int64,
    "case": np.int64,
    "first_notice": np.int64,  # head of the chain of notices, NOBODY if none
    "outcome": np.uint8,
    "news_week": np.int64,
}
NOTICE_COLUMNS = {"incident": np.int64, "witness": np.int64, "week": np.int64, "next": np.int64}
REPORT_COLUMNS = {
    "incident": np.int64,
    "witness": np.int64,
    "channel": np.uint8,
    "receiver": np.uint8,
    "state": np.uint8,
    "sent_day": np.int64,
    "arrive_day": np.int64,
    "leaked": np.uint8,
    "heard_back": np.uint8,
    "case": np.int64,
}
CASE_COLUMNS = {
    "incident": np.int64,
    "village": np.int64,
    "holder": np.uint8,
    "state": np.uint8,
    "opened_day": np.int64,
    "waiting_since": np.int64,  # the day it was opened, or opened again after it had been dropped
    "ready_day": np.int64,
    "closed_day": np.int64,
}


@dataclass(eq=False)
class State:
    """All that changes. ``n`` residents, ``F`` facts, ``K`` attitudes, ``R`` recruiters' posts, ``V`` villages."""

    # residents, one row each
    status: NDArray[np.uint8]
    status_day: NDArray[np.int32]  # departure, end of procedure, return or end of cool-off, by status
    incident: NDArray[np.int32]  # the offer being considered or prepared, NOBODY if none
    returned_week: NDArray[np.int16]
    refusals: NDArray[np.uint8]
    talk_until: NDArray[np.int16]
    spoke_until: NDArray[np.int16]  # tells as often as participants of a session do
    told_how: NDArray[np.uint8]  # at the last session: privately, publicly as one of a few, publicly with all
    fact_until: NDArray[np.int16]  # [n, F] known before this week
    mind: NDArray[np.float32]  # [n, K] departures from the personal level of each attitude, as of mind_week
    mind_week: NDArray[np.int16]
    warned_of: NDArray[np.int16]  # the recruiter's post one was last warned of
    warned_until: NDArray[np.int16]
    # recruiters' posts
    recruiter_village: NDArray[np.int64]
    recruiter_slot: NDArray[np.int64]
    recruiter_holder: NDArray[np.int64]
    recruiter_key: NDArray[np.uint64]
    recruiter_row: NDArray[np.int64]  # the resident who is the recruiter, NOBODY for a stranger
    recruiter_base: NDArray[np.int64]  # the village in which the recruiter works now
    recruiter_away_until: NDArray[np.int64]  # week in which one who has moved comes home again
    recruiter_finders: NDArray[np.int64]  # [R, finders] residents who bring candidates, NOBODY for an empty place
    recruiter_state: NDArray[np.uint8]
    recruiter_until: NDArray[np.int64]  # week in which lying low, custody or the vacancy ends
    recruiter_private_until: NDArray[np.int64]  # offers go to kin only before this week
    recruiter_pressure: NDArray[np.float64]
    recruiter_arrest_day: NDArray[np.int64]
    # local actors, by row
    actor_row: NDArray[np.int64]  # [A] residents who are trained and have not given up
    # villages
    village_pressure: NDArray[np.float64]  # pressure put on recruiters there, which fades
    demand_at_start: NDArray[np.float64]  # what the people of the village drew from a recruiter at the start
    listening_hours: NDArray[np.float64]  # officer hours left for listening in the last week
    desk_hours: NDArray[np.float64]  # [V, receivers] hours saved up for cases
    spent: NDArray[np.float64]  # rupiah of the programme's budget, this year
    embeddedness: NDArray[np.float64]  # mean standing (0-1) of the officers who serve it
    # officers' posts, added when a programme first needs them
    officer_holder: NDArray[np.int64]  # which person holds the post, counted from 0
    standing: NDArray[np.float64]  # [officers, V] how embedded (0-1) that person is, NOT_YET where he has not served
    # events
    incidents: Table
    notices: Table
    reports: Table
    cases: Table
    open_incidents: NDArray[np.int64]
    open_reports: NDArray[np.int64]
    open_cases: NDArray[np.int64]

    def copy(self) -> State:
        """An independent copy of everything."""
        return State(**{field.name: getattr(self, field.name).copy() for field in fields(self)})

    def resident_bytes(self) -> int:
        """Bytes of the columns with one row a resident."""
        return sum(
            getattr(self, field.name).nbytes
            for field in fields(self)
            if isinstance(getattr(self, field.name), np.ndarray)
            and getattr(self, field.name).shape[:1] == self.status.shape
        )
