"""``kentongan check-levels``: what places show without any programme, beside what is known of such places.

Each run lives in a population of its own, so intervals are between populations. The share by which reports are said to
have fallen in one village is no level and never among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from experiments.analysis.results import WEEKS_A_YEAR
from experiments.cli.interrupt import stop_if_asked
from experiments.commands.check_levels.places import FIRST_WEEKS, Places, places_with_evidence, settings_of
from experiments.composing.compose import Composed
from experiments.evidence.levels import is_share
from experiments.evidence.stopping import MOST
from experiments.report.figures import levels as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.report.names import place_title
from experiments.results.output import Output
from experiments.runner.sweeping import new_sweep, tell
from experiments.texts import LANGUAGES, Language, Texts
from sim.settings.tree import Settings

BATCH = 24
"""Runs of each place at first, and added at a time."""


def run(
    composed: Composed,
    output: Output,
    language: Language = "en",
    *,
    place: tuple[str, ...] | None = None,
    runs: int | None = None,
    workers: int = 0,
) -> int:
    """Run what is not stored yet, print and write model beside evidence; returns the exit code.

    ``runs`` is how many each place gets, None for as many as the stopping rule asks
    (:mod:`experiments.evidence.stopping`); ``workers`` is the number of processes, 0 for one a core.
    """
    say = Texts(language)
    settings = {name: settings_of(name, composed) for name in place or places_with_evidence()}
    sweep = new_sweep(output, "processes", workers)
    tell(say("levels.running", places=len(settings), runs=runs or BATCH))
    places = Places(settings, sweep, say)
    table = places.levels((runs, runs, runs) if runs else (BATCH, BATCH, MOST))
    stop_if_asked()
    _write(table, settings, output)
    for name, rows in table.groupby("place", sort=False):
        one = settings[str(name)]
        years = say.number((one.weeks - FIRST_WEEKS) / WEEKS_A_YEAR, 1)
        print(say("levels.runs", place=place_title(one.place, language), runs=rows["runs"].iloc[0], years=years))
        print(f"{screen(rows, say)}\n")
    if table["near"].eq("undecided").any() or table["narrow"].eq(False).any():
        print(f"{say('levels.rule', most=MOST)}\n")
    print(say("levels.written", folder=output.folder))
    return 0


def _write(table: pd.DataFrame, settings: Mapping[str, Settings], output: Output) -> None:
    output.write_table("levels.csv", table)
    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records", force_ascii=False))
    output.write_text("levels.json", json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    for language in LANGUAGES:
        titles = {place: place_title(one.place, language) for place, one in settings.items()}
        with styled():
            picture = figure.draw(table, titles, Texts(language))
            if picture is not None:
                write_numbers(picture, language)
                save(picture, output / "figures", f"levels_{language}")


def screen(rows: pd.DataFrame, say: Texts) -> str:
    """Model beside evidence of one place, for the screen."""
    lines = []
    for _, row in rows.iterrows():
        one, both = (say.percent, say.percents) if is_share(row["quantity"]) else (say.number, say.interval)
        unknown = pd.isna(row["evidence_low"])
        known = say("levels.none") if unknown else both(row["evidence_low"], row["evidence_high"])
        near = "" if unknown else say(f"levels.near.{row['near']}")
        near += "" if unknown or row["narrow"] else f", {say('levels.wide')}"
        model = f"{one(row['model'])} ({both(row['model_low'], row['model_high'])})"
        lines.append(f"{say('levels.of.' + row['quantity']):<44} {model:<26} {known:<18} {near}".rstrip())
    head = f"{say('levels.quantity'):<44} {say('levels.model'):<26} {say('levels.evidence'):<18} {say('levels.near')}"
    return "\n".join([head, *lines])
