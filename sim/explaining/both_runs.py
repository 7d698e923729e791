"""Both runs of a pair as lives, and where they differ."""

from __future__ import annotations

from sim.explaining.events import NEVER_APART
from sim.explaining.lives import Happening, Lives
from sim.explaining.twins import Twins
from sim.state.codes import NOBODY


class BothRuns:
    """The lives with the programme (``run``) and without it (``pair``).

    Attributes:
        acts_apart: first time at which a recruiter's post works differently in the two runs, for posts that ever do.
    """

    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        mine, theirs = twins.only_here
        self.run, self.pair = Lives(twins.run, mine, here=True), Lives(twins.pair, theirs, here=False)
        changes = (set(zip(*lives.recorder.posts.columns, strict=True)) for lives in (self.run, self.pair))
        apart = sorted(set.symmetric_difference(*changes), reverse=True)
        self.acts_apart = {int(post): int(time) for time, post, *_ in apart}  # the first time comes last, and stays

    def own(self, one: Happening) -> Lives:
        """The run in which something happened."""
        return self.run if one.here else self.pair

    def other(self, one: Happening) -> Lives:
        """The other run."""
        return self.pair if one.here else self.run

    def recruiter_differs(self, one: Happening) -> bool:
        """Whether the recruiter of a happening worked differently in the two runs before it."""
        return one.post != NOBODY and self.acts_apart.get(one.post, NEVER_APART) < one.time

    def route_help_differs(self) -> bool:
        """Whether one of the two programmes helps with papers and the other does not."""
        mine, theirs = (lives.world.settings.programme for lives in (self.run, self.pair))
        return mine.route_help != theirs.route_help
