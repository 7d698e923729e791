"""``kentongan run``: one scenario with one seed, its tables and a short look at them."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from experiments.cli.interrupt import stop_if_asked
from experiments.composing.compose import Composed
from experiments.report.names import place_title
from experiments.results.output import Output
from sim.agents.group_table import by_group_table
from sim.core.compiled import JIT, is_compiled_before
from sim.people.build import build_population
from sim.start import begin
from sim.ties.build import build_ties
from sim.week import run_week
from sim.world import World

WEEKS_A_YEAR = 52
FIRST_COMPILE_SECONDS = 25

SHOWN = {
    "departures": ("undocumented_departures", "documented_departures"),
    "reports": ("reports_sent", "reports_received", "cases_answered_in_time"),
    "offers": (
        ("offers_kin", "offers_friend", "offers_cold", "offers_kin_abroad"),
        "refusals",
        "stopped_by_counsel",
        "redirected_documented",
        "stopped_at_gate",
    ),
}
"""What the short table shows, in three parts that are never added up; a tuple of measures is summed."""

TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "departures": "True departures",
        "reports": "Reports",
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


def run(composed: Composed, output: Output, language: str = "en") -> int:
    """Build the place, run its weeks, write ``weekly.csv``, ``summary.csv`` and ``groups.csv``, print a short table."""
    world = simulate(composed.settings, language, by_group=True)
    weekly = weekly_table(world)
    summary = summary_table(world)
    output.write_table("weekly.csv", weekly)
    output.write_table("summary.csv", summary)
    output.write_table("groups.csv", by_group_table(world))
    print(report(world, summary, language))
    print(TEXTS[language]["written"].format(folder=output.folder))
    return 0


def simulate(settings: Any, language: str = "en", *, by_group: bool = False) -> World:
    """A world that has run all its weeks, with a progress bar in a terminal; counts persons by group if asked to."""
    if JIT and not is_compiled_before():
        print(TEXTS[language]["compiling"].format(seconds=FIRST_COMPILE_SECONDS), file=sys.stderr, flush=True)
    population = build_population(settings)
    world = begin(settings, population, build_ties(settings, population), by_group=by_group)
    for _ in tqdm(range(settings.weeks), unit="week", leave=False, disable=not sys.stderr.isatty()):
        stop_if_asked()
        run_week(world)
    return world


def weekly_table(world: World) -> pd.DataFrame:
    """Every count: columns ``week`` (from 0), ``village`` (code), ``measure``, ``value``."""
    weeks, villages, measures = world.tally.weekly.shape
    names = [measure.name for measure in world.tally.measures]
    return pd.DataFrame(
        {
            "week": np.repeat(np.arange(weeks), villages * measures),
            "village": np.tile(np.repeat(list(world.population.village_codes), measures), weeks),
            "measure": np.tile(names, weeks * villages),
            "value": world.tally.weekly.reshape(-1),
        }
    )


def summary_table(world: World) -> pd.DataFrame:
    """Each measure by year and village, and over all of them.

    Flows are summed, stocks taken at the end. Columns: ``year`` (from 1, or ``all``), ``weeks`` (in that year),
    ``village`` (code, or ``all``), ``measure``, ``unit``, ``kind``, ``value``.
    """
    weekly = world.tally.weekly
    parts = [(str(year + 1), part) for year, part in enumerate(_years(weekly))]
    tables = [_summary_part(world, year, part) for year, part in [*parts, ("all", weekly)]]
    return pd.concat(tables, ignore_index=True)


def _years(weekly: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
    return np.split(weekly, range(WEEKS_A_YEAR, len(weekly), WEEKS_A_YEAR))


def _summary_part(world: World, year: str, weekly: np.ndarray[Any, Any]) -> pd.DataFrame:
    is_flow = np.array([measure.kind == "flow" for measure in world.tally.measures])
    by_village = np.where(is_flow, weekly.sum(axis=0), weekly[-1])
    values = np.vstack([by_village, by_village.sum(axis=0)])
    villages = [*world.population.village_codes, "all"]
    return pd.DataFrame(
        {
            "year": year,
            "weeks": len(weekly),
            "village": np.repeat(villages, len(world.tally.measures)),
            "measure": [measure.name for measure in world.tally.measures] * len(villages),
            "unit": [measure.unit for measure in world.tally.measures] * len(villages),
            "kind": [measure.kind for measure in world.tally.measures] * len(villages),
            "value": values.reshape(-1),
        }
    )


def report(world: World, summary: pd.DataFrame, language: str = "en") -> str:
    """The short table for the terminal: what happened in all villages, year by year."""
    texts, settings = TEXTS[language], world.settings
    overall = summary[summary["village"] == "all"]
    years = list(overall["year"].unique())
    values = overall.pivot(index="measure", columns="year", values="value")
    residents = float(overall.query("measure == 'residents' and year == 'all'")["value"].iloc[0])
    lines = [
        texts["head"].format(
            place=place_title(settings.place, "id" if language == "id" else "en"),
            programme=_in(settings.programme.title, language),
            villages=texts["villages"][world.villages > 1].format(count=world.villages),
            residents=_figure(residents, language),
            weeks=settings.weeks,
            seed=settings.seed,
        ),
        texts["synthetic"],
    ]
    if settings.place.rate_factor != 1:
        lines.append(texts["factor"].format(factor=settings.place.rate_factor))
    lines += ["", *_rows(world, values, years, language)]
    rest = settings.weeks % WEEKS_A_YEAR
    if rest and settings.weeks > WEEKS_A_YEAR:
        lines.append(f"({texts['part'].format(weeks=rest)})")
    return "\n".join([*lines, "", texts["no_effect"]])


def _rows(world: World, values: pd.DataFrame, years: list[str], language: str) -> list[str]:
    texts = TEXTS[language]
    labels = {measure.name: getattr(measure, language) for measure in world.tally.measures}
    heads = [texts["all"] if year == "all" else f"{texts['year']} {year}" for year in years]
    sums = {
        part: {
            labels[row] if isinstance(row, str) else texts["sum_offers"]: values.loc[
                [row] if isinstance(row, str) else list(row)
            ].sum()
            for row in rows
        }
        for part, rows in SHOWN.items()
    }
    width = max(len(label) for rows in sums.values() for label in rows)
    lines = [" " * (width + 2) + "".join(f"{head:>10}" for head in heads)]
    for part, counts in sums.items():
        lines.append(texts[part])
        for label, count in counts.items():
            lines.append(f"  {label:<{width}}" + "".join(f"{_figure(count[year], language):>10}" for year in years))
    return lines


def _figure(count: float, language: str) -> str:
    """A count with its thousands apart, as the language writes them."""
    return f"{count:,.0f}".replace(",", "." if language == "id" else ",")


def _in(text: Any, language: str) -> str:
    return str(getattr(text, language))
