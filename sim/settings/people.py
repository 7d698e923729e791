"""How a synthetic population is made from a village's counts."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from sim.settings.quantity import Section, quantity, share

GroupName = Literal["pupil", "homemaker", "farmer", "worker", "official", "teacher", "leader", "returned"]
"""Groups of residents: a worker may be seeking work, a leader is religious or customary."""

BANDS = 18
"""Bands of an age table: 0-4, 5-9, ... 80-84, and 85 or more."""

AGE_BANDS = 3
"""Bands of the shares by age: 15-24, 25-59 and 60 years or more."""


def _by_age(meaning: str) -> Any:
    meaning += ", by age: 15-24, 25-59, 60 or more"
    unit: Any = {"unit": "share"}
    return Field(description=meaning, min_length=AGE_BANDS, max_length=AGE_BANDS, json_schema_extra=unit)


class PeopleSettings(Section):
    """Ages, households, groups and traits; the places give the counts."""

    age_table: tuple[float, ...] = Field(
        description="people by age: 0-4, 5-9, ... 80-84, 85 or more; need not add up to 1",
        min_length=BANDS,
        max_length=BANDS,
        json_schema_extra={"unit": "share"},
    )
    cohort_years: int = quantity(
        "children this close to 15 get a row too, so that new pupils turn up during a run", "years", 0, 14
    )
    hamlet_households: float = quantity("mean size of a hamlet (RT)", "households", 10.0, 300.0)
    hamlet_spread: float = share("how far a hamlet's size lies from the mean at most, as a share of it")
    couple_share: tuple[float, ...] = Field(
        description="heads who live with a spouse, by the head's age: under 25, 25-59, 60-69, 70 or more",
        min_length=4,
        max_length=4,
        json_schema_extra={"unit": "share"},
    )
    share_women_single_heads: float = share("women among the heads who live without a spouse")
    lives_with_head: tuple[float, ...] = Field(
        description=(
            "how much rather people live in another head's household than in their own, by age: "
            "15-19, 20-24, 25-29, 30-34, 35-59, 60-69, 70 or more; scaled to the village's household size"
        ),
        min_length=7,
        max_length=7,
        json_schema_extra={"unit": "ratio"},
    )
    homemakers: float = share("homemakers among women")
    farmers: tuple[float, ...] = _by_age("farmers among those who are no homemakers")
    officials_per_village: int = quantity("village officials (perangkat desa)", "persons per village", 0, 100)
    teachers_per_1000: float = quantity("teachers", "per 1,000 people", 0.0, 50.0)
    leaders_per_1000: float = quantity("religious or customary leaders", "per 1,000 people", 0.0, 50.0)
    in_school: float = share("secondary pupils among those aged 15 to 18")
    phone: tuple[float, ...] = _by_age("residents with a phone of their own")
    need_mean: float = share("mean need of a household, 0 none to 1 hardship")
    need_spread: float = quantity("standard deviation of need between households", "need", 0.0, 0.5)
    need_per_child: float = quantity("need added by each child under 15 beyond the mean", "need", 0.0, 0.3)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if min(self.age_table) < 0 or sum(self.age_table[4:]) <= 0:
            raise ValueError("age_table needs shares of 0 or more, and somebody aged 20 or more")
        if min(self.farmers) < 0 or max(self.farmers) > 1:
            raise ValueError("farmers needs shares from 0 to 1")
        return self
