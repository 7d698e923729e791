"""What is known or assumed about one village."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sim.settings.quantity import Section, quantity, share


class VillageTraits(Section):
    """What describes a village besides its name and its counts."""

    men: float = share("men among the people")
    travel_hours: float = quantity("one way from the immigration office to the village", "hours", 0.0, 72.0)
    signal: float = share("residents reached by mobile signal")
    school: bool = Field(description="has a secondary school")
    church: bool = Field(description="has a church")
    mosque: bool = Field(description="has a mosque")
    adat: bool = Field(description="has a customary council")
    pocket_intensity: float = quantity(
        "how many times as much recruiting as in an ordinary village", "factor", 0.0, 100.0
    )
    agency_intensity: float = quantity(
        "how many times as much recruiting by licensed agencies as in an ordinary village", "factor", 0.0, 100.0
    )
    openness: float = share("openness to outsiders: 0 closed community, 1 open")
    own_funding: float = share("how much of a programme the village's own money carries on after its end")
    share_customary: float = share("households that belong to the customary community")

    def has(self, need: str) -> bool:
        """Whether there is what a channel or session needs: a school, or a church, mosque or customary council."""
        return {"none": True, "school": self.school, "congregation": self.church or self.mosque or self.adat}[need]


RESERVED = ("all",)
"""Codes that results use for something else."""
MOST_PEOPLE, MOST_HOUSEHOLDS = 200_000, 100_000


class Village(VillageTraits):
    """One village (desa or kalurahan). The two counts are met exactly by the synthetic population."""

    code: str = Field(
        pattern=r"^[^/\s\p{C}=+\-@#][^/\s\p{C}]*$", description="administrative or own code, without slash or blank"
    )
    name: str = Field(min_length=1, description="name of the village")
    people: int = quantity("people of all ages", "persons", 1, MOST_PEOPLE)
    households: int = quantity("households; never more than people", "households", 1, MOST_HOUSEHOLDS)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.code in RESERVED:
            raise ValueError(f"the code {self.code!r} stands for all villages in results; give another one")
        if self.households > self.people:
            raise ValueError(
                f"village {self.code} has more households ({self.households}) than people ({self.people}); "
                "correct one of the two"
            )
        return self
