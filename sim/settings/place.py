"""A district to simulate: its villages, who is abroad at the start, and what is only assumed about it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Self, get_args

from pydantic import Field, field_validator, model_validator

from sim.core.sheets.readings import Locale
from sim.settings.quantity import Section, quantity
from sim.settings.text import Text
from sim.settings.village import Village, VillageTraits
from sim.settings.villages_file import read_villages


class PlaceSettings(Section):
    """One district. Villages are synthetic: they share totals with a real place, never its persons."""

    title: Text = Field(description="name of the place for reports")
    note: Text = Field(description="what the place is and how much of it is known")
    assumed: tuple[Text, ...] = Field(description="plain sentences, each something that is assumed about the place")
    rate_factor: float = quantity(
        "multiplies every recruiting rate, so that a small class village shows something; printed with every result",
        "factor",
        0.0,
        1000.0,
    )
    abroad_undocumented_per_1000: float = quantity(
        "residents working abroad without documents at the start", "per 1,000 residents", 0.0, 500.0
    )
    abroad_documented_per_1000: float = quantity(
        "residents working abroad with documents at the start", "per 1,000 residents", 0.0, 400.0
    )
    csv_village: VillageTraits = Field(
        description="properties of the villages of villages_csv for which that file has no column or an empty cell"
    )
    villages: tuple[Village, ...] = Field(
        min_length=1, description="the villages; kept, numbered and written in the order of their codes"
    )
    villages_csv: str | None = Field(min_length=1, description="path of a CSV that replaces the list of villages")
    table_locale: Locale | None = Field(
        description="language in which numbers are written in villages_csv and ties_csv; none given: found out"
    )
    neighbours: tuple[tuple[str, str], ...] | None = Field(
        description="pairs of village codes that are neighbours; none given: each village and the next by code"
    )
    ties_csv: str | None = Field(
        min_length=1, description="path of an edge list of persons that replaces the generated ties"
    )
    ties_graphml: str | None = Field(
        min_length=1, description="path of a GraphML file that replaces the generated ties"
    )

    @model_validator(mode="before")
    @classmethod
    def _take_csv(cls, data: Any) -> Any:
        """Take the villages from the CSV if one is named."""
        if not isinstance(data, dict) or not data.get("villages_csv"):
            return data
        missing = data.get("csv_village")
        missing = missing if isinstance(missing, dict) else {}
        locale = data.get("table_locale")
        villages = read_villages(data["villages_csv"], locale if locale in get_args(Locale) else None)
        return {**data, "villages": [{**missing, **given} for given in villages]}

    @field_validator("villages", mode="after")
    @classmethod
    def _in_order(cls, villages: tuple[Village, ...]) -> tuple[Village, ...]:
        """By code, so that the order in which somebody lists them changes nothing."""
        return tuple(sorted(villages, key=lambda village: village.code))

    @model_validator(mode="after")
    def _check(self) -> Self:
        codes = [village.code for village in self.villages]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"village code {', '.join(twice)} stands more than once; give each village its own code")
        unknown = sorted({code for pair in self.neighbours or () for code in pair} - set(codes))
        if unknown:
            raise ValueError(f"neighbours names unknown village codes: {', '.join(unknown)}")
        if self.ties_csv and self.ties_graphml:
            raise ValueError("ties_csv and ties_graphml are both given; give one of them")
        return self

    @property
    def neighbour_pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of codes of neighbouring villages, as given or each village with the next by code."""
        if self.neighbours is not None:
            return self.neighbours
        return tuple(pairwise(village.code for village in self.villages))
