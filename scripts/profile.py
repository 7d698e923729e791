"""Where the time goes: ``python -m scripts.profile`` (``make profile``).

Runs the place of :mod:`scripts.benchmark` with a clock around each stage of the week, in seconds of the processor.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from scripts.benchmark import compile_everything, large_place, print_machine
from sim import week
from sim.people.build import build_population
from sim.ties.build import build_ties
from sim.world import World

NOT_STAGES = ("run_week", "_outreach", "_relay", "_be_present")
"""What the module of the week holds besides the functions it calls."""

ACTORS = {
    "recruiters, kin abroad and agencies": ("approach", "adapt"),
    "officers and local actors": (
        *("take_up_posts", "keep_local_actors", "officers_notice", "local_actors_notice", "respond"),
        *("visit", "embed", "transfer"),
    ),
    "officers, local actors in sessions": ("hold_sessions",),
    "villagers": ("talk", "decide", "notice", "report", "send", "arrive", "gates", "depart", "feedback"),
    "counting": ("begin_year", "pay_what_is_promised", "count_stocks", "count_attitudes"),
}
"""Who acts in which function of the week."""


@contextmanager
def clocks() -> Iterator[dict[str, float]]:
    """Seconds of each function that :func:`sim.week.run_week` calls, by name, while the context lasts."""
    seconds: dict[str, float] = defaultdict(float)
    stages = {
        name: function
        for name, function in vars(week).items()
        if callable(function) and name.islower() and str(getattr(function, "__module__", "")).startswith("sim.")
    }
    for name in NOT_STAGES:
        stages.pop(name)
    for name, function in stages.items():
        setattr(week, name, _clocked(function, name, seconds))
    try:
        yield seconds
    finally:
        for name, function in stages.items():
            setattr(week, name, function)


def _clocked(function: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    def clocked(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments)
        finally:
            seconds[name] += time.process_time() - start

    return clocked


def _ready(residents: int, weeks: int) -> World:
    """A world after its first week."""
    settings = large_place(residents, weeks + 1)
    population = build_population(settings)
    world = World(settings, population, build_ties(settings, population))
    week.run_week(world)
    return world


def print_stages(world: World) -> None:
    """Milliseconds a week of each stage, in the order of the week."""
    weeks = world.settings.weeks - world.week
    start = time.process_time()
    with clocks() as seconds:
        for _ in range(weeks):
            week.run_week(world)
    total = time.process_time() - start
    print(f"{'stage':<20}{'ms a week':>12}{'share':>9}")
    for name, spent in [*seconds.items(), ("the rest", total - sum(seconds.values())), ("the week", total)]:
        print(f"{name:<20}{1000 * spent / weeks:>12.3f}{spent / total:>9.1%}")
    print_actors(seconds, weeks)


def print_actors(seconds: dict[str, float], weeks: int) -> None:
    """Milliseconds a week by who acts; in sessions officers and local actors act on many villagers."""
    print(f"\n{'who acts':<36}{'ms a week':>12}")
    for who, stages in ACTORS.items():
        print(f"{who:<36}{1000 * sum(seconds[stage] for stage in stages) / weeks:>12.3f}")


def print_functions(world: World, lines: int) -> None:
    """The functions with the most time of their own; compiled loops count for the Python that calls them."""
    profile = cProfile.Profile()
    profile.enable()
    while world.week < world.settings.weeks:
        week.run_week(world)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m scripts.profile", description=__doc__)
    parser.add_argument("--residents", type=int, default=100_000)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--functions", type=int, default=0, metavar="LINES", help="also list so many functions")
    given = parser.parse_args(arguments)
    print_machine()
    compile_everything()
    print_stages(_ready(given.residents, given.weeks))
    if given.functions:
        print_functions(_ready(given.residents, given.weeks), given.functions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
