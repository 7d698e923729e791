"""What can happen in the life of a person, as rows of a table."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.week import STAGES


class What(IntEnum):
    """Kinds of happenings. ``person`` is whose life it is in, ``other`` who else was part of it."""

    SESSION = 0  # took part; detail: kind of session, facts: new ones
    TRAINED = 1  # as a local actor; facts: new ones
    GAVE_UP = 2  # being a local actor
    TOLD = 3  # by other; facts: taken up, post: the recruiter warned of
    RECRUITS = 4  # became a recruiter
    RECRUITS_NO_MORE = 5
    FINDS = 6  # became a recruiter's finder
    FINDS_NO_MORE = 7
    HOSTED = 8  # a stranger; detail: kind of incident
    ASKED = 9  # other: resident who asked; detail: source, private, advance, forged, papers
    ASKS = 10  # asked other on behalf of a recruiter, or invited from abroad
    ANSWERED = 11  # an offer; detail: state of the incident, recognised, warned, advised; facts: known; felt: awareness
    NOTICED = 12  # other noticed what this person was up to; detail: kind of incident
    SAW = 13  # noticed what other was up to, or saw through an offer
    REPORTED = 14  # other reported it; detail: fate, leaked; channel
    SENT = 15  # reported other's incident
    ARRIVED = 16  # a report about this person's incident arrived; channel
    CASE_OPENED = 17  # detail: holder, how
    CASE_CLOSED = 18  # detail: state of the case, holder
    COUNSELLED = 19  # detail: state of the incident afterwards
    LETTER_REFUSED = 20  # by the village, for the documented route
    WARNED = 21  # of a recruiter, by an answer or news about other
    MET = 22  # by an officer on a visit
    PASSED_OVER = 23  # on a visit, without ties to a contact person
    STOPPED = 24  # at a gate; detail: which
    LEFT = 25  # without documents; detail: outcome
    LEFT_DOCUMENTED = 26
    PROCEDURE_FAILED = 27
    RETURNED = 28  # detail: status before
    FREE_AGAIN = 29  # a cool-off ended
    NEWS = 30  # of other abroad; detail: outcome
    HEARD_OTHERWISE = 31  # of an arrest or release, as one concerned or as it is made public; or in a session; detail
    LEAKED = 32  # that this person reported other's incident
    HEARD_BACK = 33  # an answer to the own report
    HEARD_AROUND = 34  # other told what came of a report; detail: what
    NO_ANSWER = 35  # gave up waiting
    KIN_SPOKE = 37  # other, kin, spoke to this person who prepared; detail: state of the incident afterwards
    ADVISED = 36  # asked for advice before answering; detail: holder, facts: new ones


SESSION_BY_OFFICER = 1 << 16
EXTRAS = {"private": 1 << 8, "advance": 1 << 9, "forged": 1 << 10}
PAPERS = 1 << 11
"""Bits of the detail of ASKED, above the source; extras by the column of the incident."""
RECOGNISED, WARNED_BEFORE, ADVISED_BEFORE = 1 << 8, 1 << 9, 1 << 10
"""Bits of the detail of ANSWERED, above the state of the incident."""
LEAKED_OUT = 1 << 8
"""Bit of the detail of REPORTED and SENT, above the fate of the report."""
PER_WEEK = len(STAGES)
"""Stages of a week: a time is ``week * PER_WEEK + stage``."""
NEVER_APART = np.iinfo(np.int64).max
"""Later than any time."""


class Happenings(NamedTuple):
    """What happened to whom, in order."""

    time: NDArray[np.int64]
    what: NDArray[np.uint8]
    person: NDArray[np.int64]
    other: NDArray[np.int64]
    incident: NDArray[np.uint64]  # key
    post: NDArray[np.int64]  # of the recruiter, NOBODY if none
    holder: NDArray[np.int64]
    detail: NDArray[np.int64]
    facts: NDArray[np.int64]  # bits in the order of ParameterArrays.fact_names
    channel: NDArray[np.int64]
    day: NDArray[np.int64]
    felt: NDArray[np.float64]  # own wariness at an answer
    around: NDArray[np.float64]  # wariness of kin around


SAME = ("time", "what", "person", "other", "incident", "post", "holder", "detail", "facts", "channel", "day")
"""Columns in which happenings of two runs must agree to be the same."""


def time_of(week: int, stage: str) -> int:
    """The time of a stage of a week: whole stages since the start of the run."""
    return week * PER_WEEK + STAGES.index(stage)


def week_of(time: int) -> int:
    """The week of a time."""
    return time // PER_WEEK


def stage_of(time: int) -> str:
    """The stage of a time, as :func:`time_of` counts it."""
    return STAGES[time % PER_WEEK]
