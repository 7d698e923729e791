"""How fast the model is: ``python -m scripts.benchmark`` (``make benchmark``).

Measures PIMPASA with every channel open from the first week, in places made of as many villages like those of
Kalibawang as the wanted number of residents takes. All times are seconds of the processor, so that other work on the
machine disturbs them little; on an idle machine they are seconds of the clock. What the numbers mean and how they came
out stands in ``experiments/performance.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.composing.compose import load_settings
from sim.agents.built import built
from sim.agents.model import EarlyWarningModel
from sim.people.build import build_population
from sim.settings.tree import Settings
from sim.start import begin
from sim.ties.build import build_ties
from sim.week import run_week
from sim.world import World

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PEOPLE_PER_RESIDENT = 1.32
PEOPLE_OF_VILLAGES = (3_300, 5_000, 6_800, 8_500)
PEOPLE_PER_HOUSEHOLD = 2.8
VILLAGES_PER_OFFICER = 2
BLOCKS = 5
EVENTS = (
    *("offers_kin", "offers_friend", "offers_cold", "offers_kin_abroad", "invitations_documented", "offers_licensed"),
    *("noticed_true", "noticed_false", "reports_sent", "tellings", "session_participants"),
)

START = """
from time import process_time
t0 = process_time()
from sim.people.build import build_population
from sim.ties.build import build_ties
from sim.week import run_week
from sim.start import begin
from sim.world import World
from experiments.composing.compose import load_settings
t1 = process_time()
settings = load_settings(place="kalibawang", programme="pimpasa")
t2 = process_time()
population = build_population(settings)
ties = build_ties(settings, population)
t3 = process_time()
run_week(begin(settings, population, ties))
t4 = process_time()
print(t1 - t0, t2 - t1, t3 - t2, t4 - t3)
"""


class Speed(NamedTuple):
    """One row of the table."""

    residents: int
    villages: int
    people_seconds: float
    ties_seconds: float
    degree: float
    bytes_per_resident: float
    first_week_seconds: float
    week_seconds: float
    events_per_1000: float

    @property
    def per_second(self) -> float:
        """Villager-weeks in a second of one core."""
        return self.residents / self.week_seconds


def large_place(residents: int, weeks: int) -> Settings:
    """Settings of a place of about so many residents, with officers in proportion to its villages."""
    packaged = load_settings(place="kalibawang", programme="pimpasa")
    typical = packaged.place.villages[0].model_dump()
    villages = []
    for number, people in enumerate(_village_sizes(round(residents * PEOPLE_PER_RESIDENT))):
        name, households = f"B{number:04d}", max(1, round(people / PEOPLE_PER_HOUSEHOLD))
        villages.append({**typical, "code": name, "name": name, "people": people, "households": households})
    always = packaged.programme.channels_open_always
    return packaged.with_changes(
        {
            "place.villages": villages,
            "weeks": weeks,
            "programme.start_week": 0,
            "programme.channels_open": [name for name in packaged.channels if name not in always],
            "programme.officers": max(1, round(len(villages) / VILLAGES_PER_OFFICER)),
        }
    )


def _village_sizes(people: int) -> list[int]:
    """People of villages of usual sizes that add up to ``people``."""
    sizes: list[int] = []
    while people > 0:
        size = PEOPLE_OF_VILLAGES[len(sizes) % len(PEOPLE_OF_VILLAGES)]
        sizes.append(people if people < size + PEOPLE_OF_VILLAGES[0] else size)
        people -= sizes[-1]
    return sizes


def measure(residents: int) -> Speed:
    """Build a place and run its weeks."""
    block = int(np.clip(400_000 / residents, 8, 52))
    settings = large_place(residents, 1 + BLOCKS * block)
    population, people_seconds = _timed(lambda: build_population(settings))
    ties, ties_seconds = _timed(lambda: build_ties(settings, population))
    world = begin(settings, population, ties)
    _, first = _timed(lambda: run_week(world))
    blocks = [sum(_timed(lambda: run_week(world))[1] for _ in range(block)) / block for _ in range(BLOCKS)]
    count = int(population.residents().sum())
    return Speed(
        residents=count,
        villages=world.villages,
        people_seconds=people_seconds,
        ties_seconds=ties_seconds,
        degree=ties.other.size / population.size,
        bytes_per_resident=_bytes(world) / count,
        first_week_seconds=first,
        week_seconds=statistics.median(blocks),
        events_per_1000=1000 * _events(world) / (count * settings.weeks),
    )


def _timed[T](action: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    result = action()
    return result, time.process_time() - start


def _bytes(world: World) -> int:
    """Bytes of people, ties and what changes about residents (not of the tables of events)."""
    kept = [*(getattr(world.population, field.name) for field in fields(world.population)), *world.ties]
    return sum(array.nbytes for array in kept if isinstance(array, np.ndarray)) + world.state.resident_bytes()


def _events(world: World) -> float:
    return float(world.tally.weekly[:, :, [world.tally.index[name] for name in EVENTS]].sum())


def compile_everything() -> float:
    """Seconds until a small place has run a few weeks: so that compiling is not measured as running."""
    return _timed(lambda: measure(SIZES[0]))[1]


def start(cache: Path) -> tuple[float, ...]:
    """Seconds of a fresh process in Kalibawang: imports, settings, people and ties, first week.

    ``cache`` is a folder for all compiled code, numba's and Python's own; empty for a first start ever.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(cache / "python"),
        "NUMBA_CACHE_DIR": str(cache / "numba"),
    }
    command = [sys.executable, "-c", START]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


def print_machine() -> None:
    """Versions and kind of machine, which every number depends on."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "mesa"))
    print(f"Python {platform.python_version()}, {versions}")
    print(f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, one of them used\n")


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if not listed.is_file():
        return platform.processor() or "processor not known"
    named = re.search(r"^model name\s*: *(.+)", listed.read_text(encoding="utf-8"), flags=re.M)
    return named[1].strip() if named else "processor not known"


def print_starts() -> None:
    """The table of starts."""
    with tempfile.TemporaryDirectory() as folder:
        rows = {name: start(Path(folder)) for name in ("never compiled", "compiled before")}
    heads = ("imports", "settings", "people, ties", "first week", "after imports", "all")
    print(f"{'seconds of a start in Kalibawang':<34}" + "".join(f"{head:>15}" for head in heads))
    for name, parts in rows.items():
        values = (*parts, sum(parts[1:]), sum(parts))
        print(f"{name:<34}" + "".join(f"{value:>15.2f}" for value in values))
    print()


def print_speeds(sizes: Sequence[int]) -> None:
    """The table of speeds, a row as soon as it is measured."""
    heads = ("villages", "people s", "ties s", "degree", "bytes/res.", "week 1 ms", "week ms", "mio/s", "events")
    print(f"{'residents':>10}" + "".join(f"{head:>11}" for head in heads))
    for size in sizes:
        one = measure(size)
        line = f"{one.residents:>10,}{one.villages:>11}{one.people_seconds:>11.2f}{one.ties_seconds:>11.2f}"
        line += f"{one.degree:>11.1f}{one.bytes_per_resident:>11.0f}{1000 * one.first_week_seconds:>11.2f}"
        line += f"{1000 * one.week_seconds:>11.2f}{one.per_second / 1e6:>11.1f}{one.events_per_1000:>11.2f}"
        print(line, flush=True)
    print("\nmio/s: million villager-weeks in a second of one core, median of five blocks of weeks")
    print("events: offers, notices, reports, talks and session participants in 1,000 villager-weeks")


def print_mesa() -> None:
    """What it costs to step the Mesa model, with its data collector, instead of the bare world."""
    settings = load_settings(place="kalibawang", programme="pimpasa")
    bare, model = begin(settings, *built(settings)), EarlyWarningModel(settings)
    steps: dict[str, Callable[[], None]] = {"bare": lambda: run_week(bare), "mesa": model.step}
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(settings.weeks):  # the two take turns, so that both meet the machine in the same mood
        for name, step in steps.items():
            seconds[name].append(_timed(step)[1])
    plain, mesa = (1000 * statistics.median(seconds[name]) for name in steps)
    print(f"\na week of Kalibawang, {len(model.villagers):,} residents: {plain:.3f} ms")
    print(f"the same as a Mesa model: {mesa:.3f} ms ({mesa / plain - 1:+.0%})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m scripts.benchmark", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="residents, about")
    parser.add_argument("--no-starts", action="store_true", help="leave out the starts of fresh processes")
    parser.add_argument("--no-mesa", action="store_true", help="leave out the Mesa model")
    given = parser.parse_args(arguments)
    print_machine()
    compile_everything()
    if not given.no_starts:
        print_starts()
    print_speeds(given.sizes)
    if not given.no_mesa:
        print_mesa()
    return 0


if __name__ == "__main__":
    sys.exit(main())
