"""How recruiters react to pressure: one small class each, chosen by name in ``recruiting.strategy``.

A class of the user's own is chosen as ``module:ClassName`` (:mod:`sim.core.user_code`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sim.core.own_methods import method_named, wrong_answer
from sim.recruiters.recruiter import Recruiter
from sim.recruiters.rules import reaction_chance
from sim.state.codes import NOBODY


class Strategy(Protocol):
    """Decides, once a week, what a recruiter at work does about the pressure felt."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Change the recruiter's state, or leave it."""


class ReactToPressure:
    """Carry on, or lie low, ask kin only, move to a quieter neighbour, or quit, the likelier the more pressure."""

    def adapt(self, recruiter: Recruiter) -> None:
        """React with chance pressure / (pressure + half point); the weights of the settings choose how."""
        if not feels_too_much(recruiter):
            return
        reaction = recruiter.choose("reaction", _possible(recruiter))
        if reaction is not None:
            REACTIONS[reaction](recruiter)


class LieLowUnderPressure:
    """Lie low (tiarap) for some weeks, the likelier the more pressure is felt, and nothing else."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Lie low with chance pressure / (pressure + half point)."""
        if feels_too_much(recruiter):
            _lie_low(recruiter)


class Ignore:
    """Take no notice: recruiters that do not adapt, for comparisons that isolate what reaches villagers."""

    def adapt(self, recruiter: Recruiter) -> None:
        """Do nothing."""


def feels_too_much(recruiter: Recruiter) -> bool:
    """Whether the recruiter does something about the pressure this week."""
    half_point = recruiter.world.settings.recruiting.react_pressure
    return recruiter.chance("react to pressure") < reaction_chance(recruiter.pressure, half_point)


def _possible(recruiter: Recruiter) -> dict[str, float]:
    """Weights of the reactions that are open to this recruiter now."""
    weights = {str(name): weight for name, weight in recruiter.world.settings.recruiting.reactions.items()}
    if recruiter.is_private:
        weights.pop("go_private")
    if recruiter.quieter_neighbour() == NOBODY:
        weights.pop("move")
    return weights


def _lie_low(recruiter: Recruiter) -> None:
    mean = recruiter.world.settings.recruiting.lie_low_weeks
    recruiter.lie_low(recruiter.world.week + 2 + recruiter.weeks("how long to lie low", mean - 1.0))


def _go_private(recruiter: Recruiter) -> None:
    mean = recruiter.world.settings.recruiting.private_weeks
    recruiter.go_private(recruiter.world.week + 2 + recruiter.weeks("how long to stay private", mean - 1.0))


def _move(recruiter: Recruiter) -> None:
    mean = recruiter.world.settings.recruiting.away_weeks
    until = recruiter.world.week + 2 + recruiter.weeks("how long to stay away", mean - 1.0)
    recruiter.move(recruiter.quieter_neighbour(), until)


def _quit(recruiter: Recruiter) -> None:
    recruiter.leave_post()


REACTIONS: dict[str, Callable[[Recruiter], None]] = {
    "lie_low": _lie_low,
    "go_private": _go_private,
    "move": _move,
    "quit": _quit,
}

STRATEGIES: dict[str, type[Strategy]] = {
    "react_to_pressure": ReactToPressure,
    "lie_low_under_pressure": LieLowUnderPressure,
    "ignore": Ignore,
}


def reaction_named(name: str) -> Callable[[Recruiter], None]:
    """What the strategy of that name, or of the user's own, does about a recruiter.

    Raises:
        InputError: if there is no such strategy; and, when it is called, if a user's own raises or gives back anything.
    """
    setting = "recruiting.strategy"
    adapt = method_named(name, STRATEGIES, setting)

    def react(recruiter: Recruiter) -> None:
        if (answer := adapt(recruiter)) is not None:
            raise wrong_answer(name, STRATEGIES, setting, answer, "nothing, and changes the recruiter instead")

    return react
