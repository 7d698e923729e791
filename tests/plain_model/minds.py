"""Attitudes: a personal level for life, and changes that fade by halves.

How they are stored is part of the rules: a change is a 32-bit number as of the week of the person's last event, all
changes of a person are brought up to date (and rounded) by the next event of any kind, and computing is in 64 bits.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from sim.attitudes.rules import level, personal_base, shift
from tests.plain_model.chance import name_key, uniform

if TYPE_CHECKING:
    from tests.plain_model.things import Villager

RECEIVERS = ("village_office", "police", "immigration", "religious_leader", "school", "resource_centre")
ATTITUDES = ("awareness", "expected_effect", "fear", "news", *(f"trust {name}" for name in RECEIVERS))


def as_32_bits(value: float) -> float:
    """The nearest 32-bit number."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


class Minds:
    """Reads and changes attitudes by the settings."""

    def __init__(self, settings: Any) -> None:
        self.learning = settings.learning
        self.seed = settings.population_seed
        self.weeks = settings.weeks

    def _about(self, name: str) -> tuple[float, float, float, float]:
        """Mean, spread, half-life and lower end of an attitude."""
        if name == "news":
            return 0.0, 0.0, self.learning.news_half_life, -1.0
        one = getattr(self.learning, name.split(" ")[0])
        if name.startswith("trust "):
            mean = one.community if name[6:] in ("religious_leader", "school") else getattr(one, name[6:])
            return mean, one.spread, one.half_life, 0.0
        return one.mean, one.spread, one.half_life, 0.0

    def read(self, one: Villager, name: str, week: int) -> float:
        """Where a person stands this week."""
        mean, spread, half_life, low = self._about(name)
        base = mean
        if spread > 0:
            u = uniform(self.seed, "personal level", one.key, name_key("attitude", name))
            base = personal_base(mean, spread, u)
        left = one.changes[name] * 0.5 ** ((week - one.changes_week) / half_life)
        return level(base, left, low)

    def change(self, one: Villager, name: str, gain: float, week: int) -> None:
        """An event: a share of the room above (gain > 0) or below (gain < 0) is taken."""
        if gain == 0:
            return
        low = self._about(name)[3]
        value = self.read(one, name, week)
        if week > one.changes_week:
            for each in ATTITUDES:
                half_life = self._about(each)[2]
                faded = one.changes[each] * 0.5 ** ((week - one.changes_week) / half_life)
                one.changes[each] = as_32_bits(faded)
            one.changes_week = week
        one.changes[name] = as_32_bits(one.changes[name] + shift(value, gain, low))
