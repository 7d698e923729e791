"""``kentongan fit-levels``: proposes values for a handful of assumed settings, so that levels come near the evidence.

It writes tables and prints what it proposes; the settings stay as they are until somebody changes them. A value at the
end of its range is flagged: the range, or the model, is then in the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.analysis.results import PlaceResults
from experiments.cli.interrupt import stop_if_asked
from experiments.commands.check_levels.places import gathered, settings_of
from experiments.composing.compose import Composed
from experiments.composing.library import Library
from experiments.composing.meant import misnamed
from experiments.composing.yaml_file import read_checked
from experiments.evidence.fitting.fit import Aim, Fit, Parameter, aims_of, distance, parameters_of
from experiments.evidence.fitting.search import Point, Tried, best, compass
from experiments.evidence.levels import is_share, level
from experiments.evidence.patterns.plan import ONLY, single_units
from experiments.results.output import Output
from experiments.runner.plan import Unit, make_scenario
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.sweeping import new_sweep, progress, tell, warm_up
from experiments.texts import Language, Texts
from sim.core.errors import InputError
from sim.settings.tree import Settings

GROUP = "fit"
EDGE = 0.02
"""How near to an end of its range a value counts as being at it, as a share of the range."""


@dataclass(frozen=True)
class Trial:
    """All that is needed to try a point: what is fitted, to what, where, and how often."""

    parameters: Sequence[Parameter]
    aims: Sequence[Aim]
    settings: dict[str, Settings]
    """Those of each place, before anything is fitted."""
    runs: int
    sweep: Sweep

    def changes(self, point: Point) -> dict[str, float]:
        """The settings at a point."""
        return {one.key: one.at(share) for one, share in zip(self.parameters, point, strict=True)}

    def units(self, changes: dict[str, float]) -> dict[str, tuple[Unit, ...]]:
        """The runs of every place: the same seeds and populations at every point."""
        return {
            place: single_units(make_scenario(ONLY, settings.with_changes(changes)), self.runs)
            for place, settings in self.settings.items()
        }

    def places(self, changes: dict[str, float], shown: Progress) -> list[PlaceResults]:
        """Results of every place."""
        units = self.units(changes)
        self.sweep.run([unit for some in units.values() for unit in some], shown)
        return [gathered(place, some, self.sweep, shown) for place, some in units.items()]

    def fitted(self, fit: Fit, shown: Progress, say: Texts) -> list[Tried]:
        """All points tried."""
        count = 0

        def look(point: Point) -> float:
            nonlocal count
            stop_if_asked()
            count += 1
            value = distance(self.places(self.changes(point), shown), self.aims)
            shown.note(say("fit.tried", count=count, distance=say.number(value)))
            return value

        start = tuple(one.share for one in self.parameters)
        return compass(look, start, fit.first_step, fit.last_step, fit.most)


def run(
    composed: Composed,
    output: Output,
    language: Language = "en",
    *,
    fit: str | None = None,
    runs: int | None = None,
    workers: int = 0,
) -> int:
    """Search, print and write what is proposed; returns the exit code.

    ``runs`` is how many each point of the search gets a place, None for what the file of the fit says; ``workers`` is
    the number of processes, 0 for one a core.
    """
    say, library = Texts(language), Library(composed.config_dir)
    wanted, shown = _read(fit or "default", library)
    trial = Trial(
        parameters_of(wanted, composed.tree, shown),
        aims_of(wanted.targets, shown),
        {target.place: settings_of(target.place, composed) for target in wanted.targets},
        runs or wanted.runs,
        new_sweep(output, "processes", workers),
    )
    before = {one.key: one.value for one in trial.parameters}
    tell(say("fit.running", settings=len(before), levels=len(trial.aims), runs=trial.runs * len(trial.settings)))
    first = next(iter(trial.units(before).values()))[0]
    warm_up(trial.sweep.worker, first, first.baseline.settings, say)
    total = wanted.most * trial.runs * len(trial.settings)
    with Progress(total, 0, lambda done, total, left: progress(done, total, None, say)) as bar:
        tried = trial.fitted(wanted, bar, say)
        after = trial.changes(best(tried).point)
        levels = [trial.places(changes, bar) for changes in (before, after)]
    proposed = proposed_table(trial.parameters, after)
    found = levels_table(trial.aims, *levels)
    output.write_table("fit.csv", proposed)
    output.write_table("levels.csv", found)
    output.write_table("tried.csv", _tried_table(trial, tried))
    print(f"{_proposed_screen(proposed, say)}\n\n{_levels_screen(found, say)}\n")
    print(say("fit.distance", before=say.number(tried[0].distance), after=say.number(best(tried).distance)))
    print(say("fit.try", words=" ".join(f"{key}={value:.4g}" for key, value in after.items())))
    print(say("fit.written", folder=output.folder))
    return 0


def _read(name: str, library: Library) -> tuple[Fit, str]:
    options = library.options(GROUP)
    if name not in options:
        raise InputError([misnamed(GROUP, name, list(options), "choose one of these", "fit={}")])
    shown = library.shown(options[name])
    return read_checked(options[name], shown, Fit, lambda fit: fit), shown


def proposed_table(parameters: Sequence[Parameter], after: dict[str, float]) -> pd.DataFrame:
    """One row a setting: value, range, what is proposed, and whether that lies at an end of the range."""
    return pd.DataFrame([_proposed(one, after[one.key]) for one in parameters])


def _proposed(one: Parameter, value: float) -> dict[str, Any]:
    share = (value - one.low) / (one.high - one.low)
    edge = "low" if share <= EDGE else "high" if share >= 1.0 - EDGE else ""
    return {"setting": one.key, "value": one.value, "low": one.low, "high": one.high, "proposed": value, "edge": edge}


def levels_table(aims: Sequence[Aim], before: list[PlaceResults], after: list[PlaceResults]) -> pd.DataFrame:
    """One row a target: the evidence, and the level before and after."""
    rows = []
    for aim in aims:
        one, other = (next(place for place in places if place.place == aim.place) for places in (before, after))
        levels = [float(level(place, aim.quantity).mean) for place in (one, other)]
        row = {"place": aim.place, "quantity": aim.quantity, "low": aim.low, "high": aim.high}
        rows.append({**row, "before": levels[0], "after": levels[1]})
    return pd.DataFrame(rows)


def _tried_table(trial: Trial, tried: Sequence[Tried]) -> pd.DataFrame:
    return pd.DataFrame([{**trial.changes(one.point), "distance": one.distance} for one in tried])


def _proposed_screen(table: pd.DataFrame, say: Texts) -> str:
    head = [say(f"fit.{key}") for key in ("setting", "value", "range", "proposed")]
    lines = [f"{head[0]:<36} {head[1]:>10} {head[2]:>20} {head[3]:>10}"]
    for _, row in table.iterrows():
        edge = f"  {say('fit.edge.' + row['edge'])}" if row["edge"] else ""
        ends = f"{row['low']:.4g} .. {row['high']:.4g}"
        lines.append(f"{row['setting']:<36} {row['value']:>10.4g} {ends:>20} {row['proposed']:>10.4g}{edge}")
    return "\n".join(lines)


def _levels_screen(table: pd.DataFrame, say: Texts) -> str:
    head = [say("fit.level"), say("levels.evidence"), say("fit.before"), say("fit.after")]
    lines = [f"{head[0]:<60} {head[1]:<16} {head[2]:>8} {head[3]:>8}"]
    for _, row in table.iterrows():
        one, both = (say.percent, say.percents) if is_share(row["quantity"]) else (say.number, say.interval)
        name = f"{row['place']}: {say('levels.of.' + row['quantity'])}"
        known = both(row["low"], row["high"])
        lines.append(f"{name:<60} {known:<16} {one(row['before']):>8} {one(row['after']):>8}")
    return "\n".join(lines)
