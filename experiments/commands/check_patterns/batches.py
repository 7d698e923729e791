"""Patterns run in batches, side by side, until each interval is narrow enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from experiments.evidence.patterns.finding import Counted, Finding, count, find
from experiments.evidence.patterns.plan import ONLY, Planned, all_units
from experiments.runner.plan import Unit
from experiments.runner.sweep import Progress, Sweep, seeds_needed
from experiments.runner.sweeping import run_more
from experiments.texts import Texts
from sim.measures.catalogue import Measure


@dataclass
class Batches:
    """Runs patterns as far as the stopping rule asks. A pattern's number of runs is the size of its batches."""

    planned: Sequence[Planned]
    sweep: Sweep
    measures: Sequence[Measure]
    say: Texts
    counted: dict[tuple[str, str], list[Counted]] = field(default_factory=lambda: defaultdict(list))
    """By pattern and scenario, what its runs came to: each is read from the store once and not kept."""

    def units(self, runs: Mapping[str, int]) -> list[Unit]:
        """Every unit once of the patterns named, with so many ``runs`` each."""
        some = [replace(one, runs=runs[one.name]) for one in self.planned if one.name in runs]
        return all_units(some, lambda unit: self.sweep.worker.key(unit, unit.baseline))

    def findings(self, most: int, shown: Progress) -> list[Finding]:
        """What is found once no interval is wide or all runs are used up.

        Args:
            most: at most so many runs of each scenario; 0 lets each have one batch.
            shown: says how far it is.
        """
        seeds = {one.name: (one.runs, one.runs, max(one.runs, most)) for one in self.planned}
        by_name = {one.name: one for one in self.planned}
        runs = seeds_needed(
            seeds,
            lambda name, count: self._find(by_name[name], count, shown).is_narrow,
            lambda lacking: self._run(lacking, shown),
        )
        return [self._find(one, runs[one.name], shown) for one in self.planned]

    def _run(self, runs: Mapping[str, int], shown: Progress) -> None:
        run_more(
            self.sweep, self.units(runs), shown, lambda more: self.say("patterns.more", patterns=len(runs), runs=more)
        )

    def _find(self, planned: Planned, runs: int, shown: Progress) -> Finding:
        one = replace(planned, runs=runs)
        return find(one, {name: self._counted(one, name, shown) for name in one.scenarios})

    def _counted(self, planned: Planned, scenario: str, shown: Progress) -> list[Counted]:
        have = self.counted[planned.name, scenario]
        for unit in planned.units(scenario)[len(have) :]:
            (found,) = self.sweep.whole([unit], [ONLY], shown)
            have.append(count(planned, scenario, found[ONLY], self.measures))
        return have
