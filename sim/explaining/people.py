"""Who recruits and who finds candidates, and who was refused the village's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.explaining.events import What
from sim.explaining.look import Look
from sim.state.codes import NOBODY, SETTLED, TURNED_DOCUMENTED

if TYPE_CHECKING:
    from sim.explaining.recorder import Recorder


def recruits(recorder: Recorder, before: Look, after: Look) -> None:
    """Who came to recruit or to find candidates, and who stopped."""
    holder = after.posts["recruiter_holder"]
    for name, begin, end in (
        ("recruiter_row", What.RECRUITS, What.RECRUITS_NO_MORE),
        ("recruiter_finders", What.FINDS, What.FINDS_NO_MORE),
    ):
        old, new = (look.posts[name].reshape(holder.size, -1) for look in (before, after))
        for post in np.flatnonzero((old != new).any(axis=1)):
            came, went = np.setdiff1d(new[post], old[post]), np.setdiff1d(old[post], new[post])
            recorder.add(begin, came[came != NOBODY], post=post, holder=holder[post])
            recorder.add(end, went[went != NOBODY], post=post, holder=before.posts["recruiter_holder"][post])


def letters(recorder: Recorder, before: Look, after: Look) -> None:
    """Who turned to the documented route and was refused the village's letter."""
    table = recorder.world.state.incidents
    size = before.incidents.size
    rows = np.flatnonzero((before.incidents != TURNED_DOCUMENTED) & (after.incidents[:size] == TURNED_DOCUMENTED))
    persons = table["person"][rows]
    refused = recorder.world.state.status[persons] == SETTLED
    recorder.add(What.LETTER_REFUSED, persons[refused], incident=table["key"][rows[refused]])
