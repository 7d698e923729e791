"""How the policy reached somebody: link by link, from what the programme does itself to the person.

A chain is walked backwards. Each step asks of one person or recruiter what made a difference to them: a session, a
telling along a tie, an offer that a recruiter's limited visits did or did not leave room for, a case, an open channel.
"""

from __future__ import annotations

from sim.explaining.both_runs import BothRuns
from sim.explaining.carried import case, fact, warning
from sim.explaining.differences import life
from sim.explaining.events import NEVER_APART
from sim.explaining.links import PERSON, THE_PROGRAMME, Goal, Link, Node
from sim.explaining.offers import acts

_STEPS = {"life": life, "wariness": life, "fact": fact, "warning": warning, "case": case, "acts": acts}
"""How each kind of goal is explained."""


class Chains(BothRuns):
    """Walks back from persons and recruiters to the programme."""

    def parting(self, person: int) -> list[Link]:
        """The chain to the first difference in the life of ``person``, a row; empty if there is none."""
        time = int(self.twins.apart[person])
        return [] if time == NEVER_APART else self.walk(Goal("life", Node(PERSON, person), time))

    def walk(self, goal: Goal | None) -> list[Link]:
        """The links that lead to a goal, the programme's own doing first."""
        links: list[Link] = []
        seen: set[Goal] = set()
        while goal is not None:
            # what was told, forgotten and told back is met again, but earlier; the very same goal would go in circles
            step = None if goal in seen else _STEPS[goal.kind](self, goal)
            seen.add(goal)
            if step is None:  # it cannot be told further
                links.append(Link("untold", goal.time, THE_PROGRAMME, goal.node))
                break
            link, goal = step
            links.append(link)
        return links[::-1]
