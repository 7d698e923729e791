"""Holding sessions: each is paid for as it is held, and those of a week are attended together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.outreach.attendance import seat
from sim.outreach.publicity import announce
from sim.outreach.session import Session, as_columns
from sim.outreach.teaching import teach
from sim.world import World


class Held:
    """The sessions of a week, in the order in which they are held.

    Money and hours are settled one after the other, since they run out; who comes, and what people take home, is
    worked out for many at once. Where officers tell what came of reports, how many came decides what that costs, so
    that each of their sessions is attended before the next is held.
    """

    def __init__(self, world: World) -> None:
        self._world, self._kinds = world, world.arrays.session_kinds
        self._announces = world.settings.programme.announces != "nothing"
        self._to_attend: list[Session] = []

    def cost(self, session: Session) -> float:
        """Rupiah that a session costs."""
        return float(self._kinds.cost[session.kind])

    def takes(self, session: Session) -> float:
        """Officer hours that a session takes, travel apart."""
        return float(self._kinds.officer_hours[session.kind])

    def add(self, session: Session) -> None:
        """Hold a session and pay for it."""
        world = self._world
        self._to_attend.append(session)
        if session.by_officer and self._announces:
            announce(world, session.village, self.end())
        world.count("sessions_held", session.village)
        world.pay("sessions", session.village, self.cost(session))

    def end(self) -> NDArray[np.int64]:
        """Let people attend what has been held since the last time; rows of who sat in the last session: [rows]."""
        if not self._to_attend:
            return np.empty(0, np.int64)
        sessions = as_columns(self._to_attend)
        self._to_attend.clear()
        seated = seat(self._world, sessions)
        teach(self._world, sessions, seated)
        kind, by_officer = sessions.kind[seated.of], sessions.by_officer[seated.of]
        self._world.happened("attended", seated.rows, session_kind=kind, by_officer=by_officer)
        return np.asarray(seated.rows[seated.of == sessions.kind.size - 1], np.int64)
