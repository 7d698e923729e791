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

from scripts.benchmark import compile_everything, large_place, print_machine
from sim import week
from sim.people.build import build_population
from sim.start import begin
from sim.ties.build import build_ties
from sim.world import World

ACTORS = {
    "recruiters, kin abroad and agencies": ("approach", "adapt"),
    "officers and local actors": (
        *("assign_officers", "take_up_posts", "relay", "respond", "listen", "visit", "embed", "transfer"),
    ),
    "officers, local actors in sessions": ("outreach",),
    "villagers": ("talk", "decide", "notice", "report", "gates", "depart", "feedback"),
    "counting": ("begin_year", "pay_what_is_promised", "count_stocks", "count_attitudes", "count_by_group"),
}
"""Who acts in which step of the week; in *relay* those who listen, the reports themselves take next to nothing."""


@contextmanager
def clocks() -> Iterator[dict[str, float]]:
    """Seconds of each step of :data:`sim.week.WEEK`, by name, while the context lasts."""
    seconds: dict[str, float] = defaultdict(float)
    steps = week.WEEK
    week.WEEK = tuple(step._replace(run=_clocked(step, seconds)) for step in steps)
    try:
        yield seconds
    finally:
        week.WEEK = steps


def _clocked(step: week.Step, seconds: dict[str, float]) -> Callable[[World], None]:
    def clocked(world: World) -> None:
        start = time.process_time()
        try:
            step.run(world)
        finally:
            seconds[step.name] += time.process_time() - start

    return clocked


def _ready(residents: int, weeks: int) -> World:
    """A world after its first week."""
    settings = large_place(residents, weeks + 1)
    population = build_population(settings)
    world = begin(settings, population, build_ties(settings, population))
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
