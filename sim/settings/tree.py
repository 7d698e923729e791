"""The tree of all settings, checked once at the border and plain numbers inside.

The values themselves stand in the YAML under ``configs/``, beside their sources; there are no defaults here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from sim.core.errors import InputError, Mistake
from sim.settings.channel import Channel
from sim.settings.circumstances import Circumstances
from sim.settings.consistency import Parts, mistakes_between
from sim.settings.deciding import DecidingSettings
from sim.settings.learning import LearningSettings
from sim.settings.leaving import LeavingSettings
from sim.settings.network import NetworkSettings
from sim.settings.outreach import OutreachKind
from sim.settings.people import PeopleSettings
from sim.settings.place import PlaceSettings
from sim.settings.prices import Prices
from sim.settings.programme import Programme
from sim.settings.quantity import Section, quantity
from sim.settings.recruiting import RecruitingSettings
from sim.settings.responding import RespondingSettings
from sim.settings.warning import WarningSettings

BUILT_FROM: dict[str, Any] = {
    "place": True,
    "people": True,
    "network": True,
    "leaving": {"stay_undocumented", "stay_documented", "returned_weeks"},
}
"""The settings that, with ``population_seed``, decide people and ties, as ``model_dump(include=...)`` takes them."""


class Stages(Section):
    """Switches of the weekly stages: for tests and for teaching, never for policy."""

    outreach: bool
    talk: bool
    approach: bool
    decide: bool
    notice: bool
    report: bool
    relay: bool
    respond: bool
    gates: bool
    depart: bool
    adapt: bool
    feedback: bool


class Settings(Section):
    """Everything a run depends on, besides the code."""

    seed: int = quantity("seed of all chance in the weeks", "number", 0, 2**63 - 1)
    population_seed: int = quantity("seed of people and ties", "number", 0, 2**63 - 1)
    placebo: int = quantity("other draws for capacity and targeting only, for the placebo pair", "number", 0, 2**31)
    weeks: int = quantity("length of a run", "weeks", 1, 3000)
    place: PlaceSettings
    people: PeopleSettings
    network: NetworkSettings
    recruiting: RecruitingSettings
    deciding: DecidingSettings
    learning: LearningSettings
    warning: WarningSettings
    responding: RespondingSettings
    leaving: LeavingSettings
    channels: dict[str, Channel]
    outreach: dict[str, OutreachKind]
    circumstances: Circumstances
    prices: Prices
    programme: Programme
    stages: Stages = Field(description="which stages of the week are on")

    def with_changes(self, changes: Mapping[str, Any]) -> Settings:
        """A checked copy with some settings changed, named by dotted keys (``programme.outreach_intensity``).

        Raises:
            pydantic.ValidationError: if a changed value is not allowed.
            InputError: if a key does not exist, or settings do not fit together.
        """
        tree = self.model_dump()
        for key, value in changes.items():
            *path, last = key.split(".")
            node = tree
            for part in path:
                node = node.get(part) if isinstance(node, dict) else None  # type: ignore[assignment]
            if not isinstance(node, dict) or last not in node:
                raise InputError([Mistake(key, "this key", "an existing setting", "check the spelling")])
            node[last] = value
        return check_together(Settings.model_validate(tree))


def check_together(settings: Settings) -> Settings:
    """Return the settings if their parts fit together.

    Raises:
        InputError: with all mistakes, if they do not.
    """
    parts = Parts(*(getattr(settings, name) for name in Parts._fields))
    mistakes = mistakes_between(parts)
    if mistakes:
        raise InputError(mistakes)
    return settings
