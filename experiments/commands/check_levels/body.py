"""``kentongan check-levels``: what places show without any programme, beside what is known of such places.

Each run lives in a population of its own, so intervals are between populations. The share by which reports are said to
have fallen in one village is no level and never among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Interval, mean_interval
from experiments.analysis.networks import built
from experiments.analysis.results import PlaceResults
from experiments.cli.interrupt import stop_if_asked
from experiments.composing.compose import Composed, load_settings
from experiments.composing.design import NO_PROGRAMME
from experiments.evidence.levels import evidence, is_share, levels
from experiments.evidence.patterns.plan import ONLY, single_units
from experiments.report.figures import levels as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.report.names import place_title
from experiments.results.output import Output
from experiments.runner.plan import Unit, make_scenario
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.sweeping import all_run, new_sweep, tell
from experiments.texts import LANGUAGES, Language, Texts
from sim.core.errors import InputError, Mistake
from sim.settings.tree import Settings
from sim.ties.survey.counts import count_contacts

RUNS = 24
FIRST_WEEKS = 52
POPULATIONS = 4
"""Not counted: a run needs some weeks to find its level."""


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

    ``runs`` is how many each place gets, None for the usual number; ``workers`` is the number
    of processes, 0 for one a core.
    """
    say, runs = Texts(language), runs or RUNS
    settings = {name: settings_of(name, composed) for name in place or places_with_evidence()}
    sweep = new_sweep(output, "processes", workers)
    tell(say("levels.running", places=len(settings), runs=runs))
    found = without_programme(settings, sweep, runs, say)
    stop_if_asked()
    own = [name for name, one in settings.items() if one.place.villages_csv]
    table = levels(
        found, own, {name: {"share_kin_contacts": kin_contacts(one, runs)} for name, one in settings.items()}
    )
    _write(table, settings, output)
    for one in found:
        title = place_title(settings[one.place].place, language)
        print(say("levels.runs", place=title, runs=runs, years=say.number(one.years, 1)))
        print(f"{screen(table[table['place'] == one.place], say)}\n")
    print(say("levels.written", folder=output.folder))
    return 0


def places_with_evidence() -> tuple[str, ...]:
    """The places of which levels are known."""
    return tuple(dict.fromkeys(place for row in evidence() for place in row["places"]))


def settings_of(place: str, composed: Composed) -> Settings:
    """The settings of a place without a programme, with what the user changed.

    Raises:
        InputError: if they do not fit together, or a run is too short to have a level.
    """
    given = {"place": place, "programme": NO_PROGRAMME}
    settings = load_settings(*composed.overrides, config_dir=composed.config_dir, **given)
    insist_on_weeks(settings)
    return settings


def insist_on_weeks(settings: Settings) -> None:
    """See to it that something is left of a run after the first weeks.

    Raises:
        InputError: if a run is too short for that.
    """
    if settings.weeks <= FIRST_WEEKS:
        allowed = f"more than {FIRST_WEEKS}, since the first {FIRST_WEEKS} weeks are not counted"
        raise InputError([Mistake("weeks", settings.weeks, allowed, "make the run longer")])


def kin_contacts(settings: Settings, runs: int) -> Interval:
    """Share of the contacts of households that are kin, over the first populations of ``runs`` runs of a place.

    It hardly differs between populations, so that a few are enough.
    """
    seeds = np.arange(min(runs, POPULATIONS))
    shares = []
    for seed in seeds.tolist():
        stop_if_asked()
        one = built(settings, seed)
        shares.append(count_contacts(one.population, one.ties, one.kin).share_kin)
    return mean_interval(np.array(shares), seeds)


def without_programme(settings: Mapping[str, Settings], sweep: Sweep, runs: int, say: Texts) -> list[PlaceResults]:
    """Results of places that only ever run without a programme, each of ``runs`` runs in a population of its own."""
    units = {place: single_units(make_scenario(ONLY, one), runs) for place, one in settings.items()}
    every = [unit for some in units.values() for unit in some]
    with all_run(sweep, every, say) as shown:
        return [gathered(place, units[place], sweep, shown) for place in settings]


def gathered(place: str, units: Sequence[Unit], sweep: Sweep, shown: Progress) -> PlaceResults:
    """The totals of a place's runs after the first weeks."""
    settings = units[0].baseline.settings
    weekly = np.stack([found[ONLY].weekly.sum(axis=1) for found in sweep.whole(units, [ONLY], shown)])
    series = tuple(sweep.worker.model.measures(settings))
    stock = np.array([one.kind == "stock" for one in series])
    window = weekly[:, FIRST_WEEKS:]
    return PlaceResults(
        place=place,
        rate_factor=settings.place.rate_factor,
        villages=len(settings.place.villages),
        people=sum(village.people for village in settings.place.villages),
        start_week=FIRST_WEEKS,
        weeks=settings.weeks,
        cells={},
        seeds=np.arange(len(units)),
        populations=np.arange(len(units)),
        series=series,
        totals={NO_PROGRAMME: np.where(stock, window.mean(axis=1), window.sum(axis=1))},
    )


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
        model = f"{one(row['model'])} ({both(row['model_low'], row['model_high'])})"
        lines.append(f"{say('levels.of.' + row['quantity']):<44} {model:<26} {known:<18} {near}".rstrip())
    head = f"{say('levels.quantity'):<44} {say('levels.model'):<26} {say('levels.evidence'):<18} {say('levels.near')}"
    return "\n".join([head, *lines])
