"""A comparison from plan to results: all places, as many runs as the answer needs, a first look on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.analysis.intervals import mean_interval
from experiments.analysis.results import DEPARTURES, PlaceResults, empty_results, gather
from experiments.composing.design import NO_PROGRAMME, Design
from experiments.runner.plan import PlacePlan, Unit
from experiments.runner.store import Result
from experiments.runner.sweep import Progress, Sweep, Wording, seeds_needed

FirstLook = Callable[[list[PlaceResults]], str]
"""Puts the results of the first few runs into words."""


@dataclass
class Comparison:
    """Runs the plans of all places and gathers their results.

    ``say_more`` is called with the half-width when runs are added.
    """

    design: Design
    plans: Sequence[PlacePlan]
    sweep: Sweep
    first_look: FirstLook
    say_more: Callable[[float], str]
    wording: Wording

    def results(self) -> list[PlaceResults]:
        """Results of every place, from the store or run now."""
        least = [self._least(plan) for plan in self.plans]
        units = [unit for plan, count in zip(self.plans, least, strict=True) for unit in plan.units(range(count))]
        total, done = self.sweep.count(units)
        with Progress(total, done, self.wording) as progress:
            if done < total:
                self._look_first(progress)
            self.sweep.run(units, progress)
            chosen = [self._main_units(progress), *self._beside()]
            return [self._gather(plan, units, progress) for plan, units in zip(self.plans, chosen, strict=True)]

    def _least(self, plan: PlacePlan) -> int:
        beside = self.design.beside
        return self.design.seeds if plan is self.plans[0] or beside is None else beside.seeds

    def _look_first(self, progress: Progress) -> None:
        """A first table after a few runs of each place."""
        count = min(self.design.interim_seeds, *(self._least(plan) for plan in self.plans))
        if count < 2:
            return
        chosen = [plan.units(range(count)) for plan in self.plans]
        self.sweep.run([unit for units in chosen for unit in units], progress)
        places = [self._gather(plan, units, progress) for plan, units in zip(self.plans, chosen, strict=True)]
        progress.note(self.first_look(places))

    def _main_units(self, progress: Progress) -> tuple[Unit, ...]:
        design, plan = self.design, self.plans[0]

        def run(counts: Mapping[str, int]) -> None:
            units = plan.units(range(counts[plan.place]))
            progress.more(*self.sweep.count([*units, *(unit for some in self._beside() for unit in some)]))
            self.sweep.run(units, progress)

        def enough(_: str, count: int) -> bool:
            half = self.half_width(plan, plan.units(range(count)), progress)
            if half > design.precision:
                progress.note(self.say_more(half))
            return half <= design.precision

        counts = seeds_needed({plan.place: (design.seeds, design.batch, design.max_seeds)}, enough, run)
        return plan.units(range(counts[plan.place]))

    def _beside(self) -> list[tuple[Unit, ...]]:
        return [plan.units(range(self._least(plan))) for plan in self.plans[1:]]

    def half_width(self, plan: PlacePlan, units: Sequence[Unit], progress: Progress) -> float:
        """Half of the reference scenario's interval, departures averted per village and year."""
        place = self._empty(plan, units)
        window, column = slice(plan.start_week - plan.weeks, None), place.column(DEPARTURES)
        without, with_it = (
            np.array([result.weekly[window, :, column].sum() for result in self._load(name, units, progress)])
            for name in (NO_PROGRAMME, self.design.reference.name)
        )
        return float(mean_interval(without - with_it, place.populations).half_width) / place.village_years

    def _gather(self, plan: PlacePlan, units: Sequence[Unit], progress: Progress) -> PlaceResults:
        return gather(self._empty(plan, units), lambda name: self._load(name, units, progress))

    def _load(self, name: str, units: Sequence[Unit], progress: Progress) -> list[Result]:
        return [results[name] for results in self.sweep.whole(units, [name], progress)]

    def _empty(self, plan: PlacePlan, units: Sequence[Unit]) -> PlaceResults:
        measures = self.sweep.worker.model.measures(plan.with_programme)
        return empty_results(plan, units, measures)
