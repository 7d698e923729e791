"""How recruiters react to pressure: one small class each, chosen by name in ``recruiting.strategy``.

A class of the user's own is chosen as ``module:ClassName`` (:mod:`sim.own_code`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sim.draws import exponential
from sim.own_code import class_named

if TYPE_CHECKING:
    from sim.recruiting.recruiter import Recruiter


class Strategy(Protocol):
    """Decides, once a week, what a recruiter at work does about the pressure felt."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Change the recruiter's state, or leave it."""


class LieLowUnderPressure:
    """Lie low (tiarap) for some weeks, the likelier the more pressure is felt."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Lie low with chance pressure / (pressure + half point)."""
        settings = recruiter.world.settings.recruiting
        chance = recruiter.pressure / (recruiter.pressure + settings.lie_low_pressure)
        if recruiter.chance("lie low") < chance:
            weeks = 1 + int((settings.lie_low_weeks - 1) * exponential(recruiter.chance("how long to lie low")))
            recruiter.lie_low(recruiter.world.week + 1 + weeks)


class Ignore:
    """Take no notice: recruiters that do not adapt, for comparisons that isolate what reaches villagers."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Do nothing."""


STRATEGIES: dict[str, type[Strategy]] = {
    "lie_low_under_pressure": LieLowUnderPressure,
    "ignore": Ignore,
}


def strategy_named(name: str) -> Strategy:
    """The strategy of that name, or of the user's own. Raises InputError if there is none."""
    return class_named(name, STRATEGIES, "recruiting.strategy")()
