"""Runs a pair again with everything looked at, for stories and causes."""

from __future__ import annotations

from sim.explaining.chain import Chains
from sim.explaining.choosing import check_person, find_person
from sim.explaining.story import Story
from sim.explaining.twins import Tick, Twins
from sim.people.population import Population
from sim.settings.counterfactual import without_programme
from sim.settings.programme import Programme
from sim.settings.tree import Settings
from sim.start import begin
from sim.ties.ties import Ties


def trace(settings: Settings, nothing: Programme, built: tuple[Population, Ties], tick: Tick | None = None) -> Chains:
    """Run under the settings and, beside it, without programme; looks at every stage of both.

    Args:
        settings: with the programme.
        nothing: the programme ``no_programme``.
        built: people and ties.
        tick: called before each week.
    """
    world = begin(without_programme(settings, nothing), *built)
    return Chains(Twins(world, settings, tick))


def explain(
    settings: Settings,
    nothing: Programme,
    built: tuple[Population, Ties],
    person: str,
    tick: Tick | None = None,
) -> Story:
    """The story of one person, by id or by one of :data:`sim.explaining.choosing.WORDS`.

    Raises:
        InputError: if there is no such person.
    """
    row = check_person(built[0], person)
    chains = trace(settings, nothing, built, tick)
    return Story(chains, find_person(chains, person) if row is None else row)
