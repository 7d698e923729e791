"""Places without any programme, run in batches until their levels have narrow intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from experiments.analysis.intervals import Interval, mean_interval
from experiments.analysis.networks import built
from experiments.analysis.results import PlaceResults
from experiments.cli.interrupt import stop_if_asked
from experiments.composing.compose import Composed, load_settings
from experiments.composing.design import NO_PROGRAMME
from experiments.evidence.levels import evidence, levels
from experiments.evidence.patterns.plan import ONLY, single_units
from experiments.runner.plan import Unit, make_scenario
from experiments.runner.sweep import Progress, Sweep, seeds_needed
from experiments.runner.sweeping import all_run, run_more
from experiments.texts import Texts
from sim.core.errors import InputError, Mistake
from sim.settings.tree import Settings
from sim.ties.survey.counts import count_contacts

FIRST_WEEKS = 52
"""Not counted: a run needs some weeks to find its level."""


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


@dataclass
class Places:
    """Runs places as far as the stopping rule asks: until every level with evidence has a narrow interval."""

    settings: Mapping[str, Settings]
    sweep: Sweep
    say: Texts
    kin: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By place, the share of households' contacts that are kin in each population, which no week changes."""

    def levels(self, seeds: tuple[int, int, int]) -> pd.DataFrame:
        """Model beside evidence; ``seeds`` are the first runs of each place, how many are added, and the most."""
        least = dict.fromkeys(self.settings, seeds[0])
        with all_run(self.sweep, self._units(least), self.say) as shown:
            runs = seeds_needed(
                dict.fromkeys(self.settings, seeds),
                lambda place, count: not self._table({place: count}, shown)["narrow"].eq(False).any(),
                lambda lacking: self._run(lacking, shown),
            )
            return self._table(runs, shown)

    def _units(self, runs: Mapping[str, int]) -> list[Unit]:
        return [unit for place, count in runs.items() for unit in self._of(place, count)]

    def _of(self, place: str, runs: int) -> tuple[Unit, ...]:
        return single_units(make_scenario(ONLY, self.settings[place]), runs)

    def _run(self, runs: Mapping[str, int], shown: Progress) -> None:
        run_more(
            self.sweep, self._units(runs), shown, lambda more: self.say("levels.more", places=len(runs), runs=more)
        )

    def _table(self, runs: Mapping[str, int], shown: Progress) -> pd.DataFrame:
        found = [gathered(place, self._of(place, count), self.sweep, shown) for place, count in runs.items()]
        own = [place for place in runs if self.settings[place].place.villages_csv]
        of_ties = {place: {"share_kin_contacts": self._kin_contacts(place, count)} for place, count in runs.items()}
        return levels(found, own, of_ties)

    def _kin_contacts(self, place: str, runs: int) -> Interval:
        have = self.kin[place]
        for seed in range(len(have), runs):
            stop_if_asked()
            one = built(self.settings[place], seed)
            have.append(count_contacts(one.population, one.ties, one.kin).share_kin)
        return mean_interval(np.array(have[:runs]), np.arange(runs))


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
