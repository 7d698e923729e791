"""A compass search: from where one stands, a step up or down along each setting; shorter steps once none helps.

It needs no slopes, stays within the ranges, tries the same points every time, and is easy to follow by eye. With common
random numbers (the same seeds at every point) the distance it lowers is a plain function of the point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Point = tuple[float, ...]
"""Where each setting stands in its range, from 0 to 1."""


@dataclass(frozen=True)
class Tried:
    """A point that was tried, and how far its levels are from the evidence."""

    point: Point
    distance: float


def compass(distance: Callable[[Point], float], start: Point, first: float, last: float, most: int) -> list[Tried]:
    """All points tried, in order; the best of them is :func:`best`.

    Steps are shares of the ranges: ``first`` at the beginning, halved down to ``last``. ``most`` is how many points
    there may be.
    """
    tried: dict[Point, float] = {}

    def look(point: Point) -> float:
        if point not in tried:
            tried[point] = distance(point)
        return tried[point]

    here, step = start, first
    look(here)
    while step >= last and len(tried) < most:
        better = _first_better(look, here, step, tried[here], lambda: len(tried) < most)
        here, step = (here, step / 2) if better is None else (better, step)
    return [Tried(point, value) for point, value in tried.items()]


def best(tried: list[Tried]) -> Tried:
    """The nearest of the points tried, the earliest of equals."""
    return min(tried, key=lambda one: one.distance)


def _first_better(
    look: Callable[[Point], float], here: Point, step: float, now: float, may_go_on: Callable[[], bool]
) -> Point | None:
    """After a look along every setting in turn, the point that all helpful steps lead to; None if none helps."""
    point, lowest = here, now
    for axis in range(len(here)):
        for side in (step, -step):
            if not may_go_on():
                break
            moved = min(max(point[axis] + side, 0.0), 1.0)
            there = (*point[:axis], moved, *point[axis + 1 :])
            if there != point and look(there) < lowest:
                point, lowest = there, look(there)
                break
    return None if point == here else point
