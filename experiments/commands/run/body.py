"""``kentongan run``: one scenario with one seed, its tables and a short look at them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from experiments.cli.interrupt import stop_if_asked
from experiments.composing.compose import Composed
from experiments.report.names import place_title
from experiments.results.output import Output
from experiments.texts import Language
from sim.agents.built import built
from sim.agents.group_table import by_group_columns
from sim.core.compiled import JIT, is_compiled_before
from sim.measures.catalogue import OFFERS
from sim.start import begin
from sim.week import run_week
from sim.world import World

Columns = dict[str, NDArray[Any]]
"""Equally long columns by name: [rows] each."""
WEEKS_A_YEAR = 52
FIRST_COMPILE_SECONDS = 25

SHOWN = {
    "departures": ("undocumented_departures", "documented_departures"),
    "reports": ("reports_sent", "reports_received", "cases_answered_in_time", "cases_answered_preparing"),
    "sessions": ("sessions_officers", "sessions_local_actors", "sessions_village"),
    "offers": ("sum_offers", "refusals", "stopped_by_counsel", "redirected_documented", "stopped_at_gate"),
}
"""What the short table shows, in parts that are never added up."""
TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "departures": "True departures",
        "reports": "Reports",
        "sessions": "Sessions held",
        "offers": "Offers and what stopped them",
        "sum_offers": "offers and invitations without documents",
        "year": "year",
        "all": "all",
        "part": "the last year has {weeks} weeks",
        "factor": "All recruiting rates are multiplied by {factor:g} here, so levels are not those of a real village.",
        "no_effect": "One run is not an effect: departures averted need paired runs (kentongan compare).",
        "compiling": "The first run after installing or changing the model compiles it: about {seconds} s, once.",
        "written": "Written to {folder}: weekly.csv, summary.csv, groups.csv and manifest.json",
        "villages": ("1 village", "{count} villages"),
        "head": "{place}, {programme}: {villages}, {residents} residents aged 15 and over, {weeks} weeks, seed {seed}",
        "synthetic": "The villages and their people are synthetic.",
    },
    "id": {
        "departures": "Keberangkatan sebenarnya",
        "reports": "Laporan",
        "sessions": "Penyuluhan terlaksana",
        "offers": "Tawaran dan yang menghentikannya",
        "sum_offers": "tawaran dan ajakan tanpa dokumen",
        "year": "tahun",
        "all": "semua",
        "part": "tahun terakhir {weeks} minggu",
        "factor": "Semua laju perekrutan dikalikan {factor:g} di sini, jadi bukan tingkat desa yang sebenarnya.",
        "no_effect": "Satu simulasi bukan pengaruh: keberangkatan yang tercegah memerlukan simulasi "
        "berpasangan (kentongan compare).",
        "compiling": "Simulasi pertama setelah pemasangan atau perubahan model mengompilasi: sekitar "
        "{seconds} detik, sekali.",
        "written": "Ditulis ke {folder}: weekly.csv, summary.csv, groups.csv dan manifest.json",
        "villages": ("1 desa", "{count} desa"),
        "head": "{place}, {programme}: {villages}, {residents} penduduk 15 tahun ke atas, {weeks} minggu, benih {seed}",
        "synthetic": "Desa dan penduduknya sintetis.",
    },
}


def run(composed: Composed, output: Output, language: Language = "en") -> int:
    """Build the place, run its weeks, write ``weekly.csv``, ``summary.csv`` and ``groups.csv``, print a short table."""
    world = simulate(composed.settings, language, by_group=True)
    output.write_columns("weekly.csv", weekly_columns(world))
    output.write_columns("summary.csv", summary_columns(world))
    output.write_columns("groups.csv", by_group_columns(world))
    print(report(world, language))
    print(TEXTS[language]["written"].format(folder=output.folder))
    return 0


def simulate(settings: Any, language: Language = "en", *, by_group: bool = False) -> World:
    """A world that has run all its weeks, with a progress bar in a terminal; counts persons by group if asked to."""
    if JIT and not is_compiled_before():
        print(TEXTS[language]["compiling"].format(seconds=FIRST_COMPILE_SECONDS), file=sys.stderr, flush=True)
    world = begin(settings, *built(settings), by_group=by_group)
    for _ in tqdm(range(settings.weeks), unit="week", leave=False, disable=not sys.stderr.isatty()):
        stop_if_asked()
        run_week(world)
    return world


def weekly_columns(world: World) -> Columns:
    """Every count: columns ``week`` (from 0), ``village`` (code), ``measure``, ``value``."""
    weeks, villages, measures = world.tally.weekly.shape
    names = [measure.name for measure in world.tally.measures]
    return {
        "week": np.repeat(np.arange(weeks), villages * measures),
        "village": np.tile(np.repeat(list(world.population.village_codes), measures), weeks),
        "measure": np.tile(names, weeks * villages),
        "value": world.tally.weekly.reshape(-1),
    }


def summary_columns(world: World) -> Columns:
    """Each measure by year and village, and over all of them.

    Flows are summed, stocks taken at the end. Columns: ``year`` (from 1, or ``all``), ``weeks`` (in that year),
    ``village`` (code, or ``all``), ``measure``, ``unit``, ``kind``, ``value``.
    """
    parts = [_summary_part(world, year, weekly) for year, weekly in _years(world)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _years(world: World) -> list[tuple[str, NDArray[np.float64]]]:
    """The weekly counts of each year by its name, and of all years."""
    weekly = world.tally.weekly
    years = np.split(weekly, range(WEEKS_A_YEAR, len(weekly), WEEKS_A_YEAR))
    return [*((str(year), part) for year, part in enumerate(years, 1)), ("all", weekly)]


def _summary_part(world: World, year: str, weekly: NDArray[np.float64]) -> Columns:
    measures, villages = world.tally.measures, [*world.population.village_codes, "all"]
    by_village = _summed(world, weekly)
    values = np.vstack([by_village, by_village.sum(axis=0)]).reshape(-1)
    return {
        "year": np.full(values.size, year),
        "weeks": np.full(values.size, len(weekly)),
        "village": np.repeat(villages, len(measures)),
        "measure": np.tile([measure.name for measure in measures], len(villages)),
        "unit": np.tile([measure.unit for measure in measures], len(villages)),
        "kind": np.tile([measure.kind for measure in measures], len(villages)),
        "value": values,
    }


def _summed(world: World, weekly: NDArray[np.float64]) -> NDArray[np.float64]:
    """Several weeks [weeks, V, measures] as one: flows are summed, of stocks the last stands: [V, measures]."""
    is_flow = np.array([measure.kind == "flow" for measure in world.tally.measures])
    return np.where(is_flow, weekly.sum(axis=0), weekly[-1])


def report(world: World, language: Language = "en") -> str:
    """The short table for the terminal: what happened in all villages, year by year."""
    texts, settings = TEXTS[language], world.settings
    values = {year: _overall(world, weekly) for year, weekly in _years(world)}
    lines = [
        texts["head"].format(
            place=place_title(settings.place, language),
            programme=getattr(settings.programme.title, language),
            villages=texts["villages"][world.villages > 1].format(count=world.villages),
            residents=_figure(values["all"]["residents"], language),
            weeks=settings.weeks,
            seed=settings.seed,
        ),
        texts["synthetic"],
    ]
    if settings.place.rate_factor != 1:
        lines.append(texts["factor"].format(factor=settings.place.rate_factor))
    lines += ["", *_rows(world, values, language)]
    rest = settings.weeks % WEEKS_A_YEAR
    if rest and settings.weeks > WEEKS_A_YEAR:
        lines.append(f"({texts['part'].format(weeks=rest)})")
    return "\n".join([*lines, "", texts["no_effect"]])


def _overall(world: World, weekly: NDArray[np.float64]) -> dict[str, float]:
    """Each measure over all villages, by its name, and the sum of all offers."""
    names = [measure.name for measure in world.tally.measures]
    found = dict(zip(names, _summed(world, weekly).sum(axis=0).tolist(), strict=True))
    return {**found, "sum_offers": sum(found[name] for name in OFFERS)}


def _rows(world: World, values: Mapping[str, Mapping[str, float]], language: Language) -> list[str]:
    texts = TEXTS[language]
    labels = {measure.name: getattr(measure, language) for measure in world.tally.measures}
    labels["sum_offers"] = texts["sum_offers"]
    width = max(len(labels[row]) for rows in SHOWN.values() for row in rows)
    heads = [texts["all"] if year == "all" else f"{texts['year']} {year}" for year in values]
    lines = [" " * (width + 2) + "".join(f"{head:>10}" for head in heads)]
    for part, rows in SHOWN.items():
        lines.append(texts[part])
        for row in rows:
            counts = [_figure(values[year][row], language) for year in values]
            lines.append(f"  {labels[row]:<{width}}" + "".join(f"{count:>10}" for count in counts))
    return lines


def _figure(count: float, language: Language) -> str:
    """A count with its thousands apart, as the language writes them."""
    return f"{count:,.0f}".replace(",", "." if language == "id" else ",")
