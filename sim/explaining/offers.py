"""Why a recruiter worked differently, and why an offer was made in one run only."""

from __future__ import annotations

import numpy as np

from sim.explaining.both_runs import BothRuns
from sim.explaining.events import NEVER_APART, What
from sim.explaining.links import (
    PERSON,
    RECRUITER,
    Goal,
    Link,
    Node,
    Step,
    from_other,
    from_person,
    from_programme,
    from_recruiter,
)
from sim.explaining.lives import Happening
from sim.state.codes import ANSWERED as CASE_ANSWERED
from sim.state.codes import BY_KIN_ABROAD, EXPIRED, NOBODY


def offer(runs: BothRuns, one: Happening) -> Step:
    """Why an offer was made in one run only."""
    if one.detail & 255 == BY_KIN_ABROAD and runs.twins.reachable_apart[one.other] < one.time:
        others = runs.other(one).of(one.person)
        both = any(two.what == What.ASKED and two.incident == one.incident for two in others)
        return from_other("kin_road" if both else "kin_abroad", one)
    if runs.recruiter_differs(one):
        return from_recruiter("recruiter", one, _how_else(runs, one))
    rival = _rival(runs, one)
    return from_programme("untold", one) if rival == NOBODY else from_person(rival, "places", one)


def _how_else(runs: BothRuns, one: Happening) -> dict[str, int]:
    """A recruiter's post in the run without the offer, with what sets it apart from the run with it."""
    now, asks = (lives.post_at(one.post, one.time) for lives in (runs.other(one), runs.own(one)))
    return {
        **now,
        "replaced": int(now["holder"] != asks["holder"]),
        "moved": int(now["base"] != asks["base"]),
        "private": int(now["private_until"] > one.week >= asks["private_until"]),
    }


def _rival(runs: BothRuns, one: Happening) -> int:
    """Somebody who differed before and could be asked in place of this one: the asker's visits are limited."""
    apart = runs.twins.reachable_apart
    asked = [
        two.person
        for two in runs.other(one).at(one.time, What.ASKED)
        if two.only_here and two.post == one.post and (two.post != NOBODY or two.other == one.other)
    ]
    people, ties = runs.run.world.population, runs.run.world.ties
    hamlet = people.household_hamlet[people.household[one.person]]
    lo, hi = people.hamlet_first_row[hamlet : hamlet + 2]
    known = ties.of(one.other).tolist() if one.other != NOBODY else []
    for some in (asked, known, range(lo, hi)):
        earlier = [row for row in some if apart[row] < one.time and row != one.person]
        if earlier:
            return int(min(earlier, key=lambda row: apart[row]))
    return NOBODY


def acts(runs: BothRuns, goal: Goal) -> Step | None:
    """The last answered case before a recruiter first worked differently."""
    post = goal.node.number
    apart = runs.acts_apart.get(post, NEVER_APART)
    found: list[Happening] = []
    for lives in (runs.run, runs.pair):
        table = lives.table
        which = lives.only_here & (table["what"] == What.CASE_CLOSED) & (table["post"] == post)
        which &= (table["time"] <= apart) & np.isin(table["detail"] & 255, (CASE_ANSWERED, EXPIRED))
        found += lives.where(which)
    if not found:
        return None
    one = max(found, key=lambda one: one.time)
    source = Node(PERSON, one.person)
    link = Link("case", one.time, source, Node(RECRUITER, post, one.holder), one)
    return link, Goal("case", source, one.time, one.incident) if one.here else Goal("life", source, one.time)
