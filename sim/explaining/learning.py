"""What people learn, in sessions, as local actors, by talk, on visits and of arrests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.explaining.events import SESSION_BY_OFFICER, What
from sim.explaining.look import Look, Rows
from sim.state.codes import IN_CUSTODY

if TYPE_CHECKING:
    from sim.explaining.recorder import Recorder


def _new_facts(recorder: Recorder, before: Look, after: Look, rows: Rows) -> Rows:
    """Facts that each of some residents knows now and did not before, as bits."""
    week = recorder.world.week
    new = (after.people["fact_until"][rows] > week) & (before.people["fact_until"][rows] <= week)
    return (new.astype(np.int64) << np.arange(new.shape[1])).sum(axis=1)


def sessions(recorder: Recorder, before: Look, after: Look) -> None:
    """Who took part in what session."""
    kinds = list(recorder.world.settings.outreach.values())
    for session, rows in recorder.world.sessions_held:
        detail = kinds.index(session.kind) + (SESSION_BY_OFFICER if session.by_officer else 0)
        recorder.add(What.SESSION, rows, detail=detail, facts=_new_facts(recorder, before, after, rows))


def local_actors(recorder: Recorder, before: Look, after: Look) -> None:
    """Who was trained as a local actor, and who is one no more."""
    new = np.setdiff1d(after.actors, before.actors)
    recorder.add(What.TRAINED, new, facts=_new_facts(recorder, before, after, new))
    recorder.add(What.GAVE_UP, np.setdiff1d(before.actors, after.actors))


def tellings(recorder: Recorder, before: Look, after: Look) -> None:
    """Who told whom what."""
    told = recorder.world.tellings
    if told is not None and recorder.world.settings.stages.talk:
        recorder.add(What.TOLD, told.listener, other=told.teller, facts=told.facts, post=told.warned_of)


def visits(recorder: Recorder, before: Look, after: Look) -> None:
    """Whom officers met, and whom they passed over."""
    for met, passed_over in recorder.world.visits:
        recorder.add(What.MET, met)
        recorder.add(What.PASSED_OVER, passed_over)


def arrests_heard(recorder: Recorder, before: Look, after: Look) -> None:
    """Who heard of an arrest that was made public."""
    caught = (after.posts["recruiter_state"] == IN_CUSTODY) & (before.posts["recruiter_state"] != IN_CUSTODY)
    heard = np.flatnonzero((after.people["mind"] != before.people["mind"]).any(axis=1))
    if not heard.size or not caught.any():
        return
    villages = recorder.world.population.village[heard]
    for post in np.flatnonzero(caught):
        here = heard[villages == before.posts["recruiter_base"][post]]
        recorder.add(What.ARREST_HEARD, here, post=post, holder=before.posts["recruiter_holder"][post])
