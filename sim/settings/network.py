"""How ties come about: families, contact among kin, and what fills a household's contacts up."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from sim.settings.quantity import Section, quantity, share

TieName = Literal["household", "parent", "sibling", "in-law", "cousin", "neighbour", "friend", "group", "institution"]
"""Kinds of ties, closest first."""
KINDS = get_args(TieName)


class SurveySettings(Section):
    """Who is asked in a hamlet and what they name."""

    asked: int = quantity("households asked in each hamlet, the RT head's among them", "households", 1, 500)
    names_kin_in_contact: float = share("relatives in the hamlet whom a household names if they have contact")
    names_other_kin: float = share("relatives in the hamlet whom a household names without contact")
    names_group_members: float = quantity(
        "households of members of the own groups in the hamlet that a household names, on average",
        "households",
        0.0,
        50.0,
    )


class NetworkSettings(Section):
    """Ties of persons. ``household_degree`` is the one to sweep; how families are made decides the shape."""

    kind: Literal["kinship", "watts_strogatz"] = Field(
        description="families and groups, or a small world without families to compare with"
    )
    household_degree: float = quantity(
        "other households of the village with which a household has a tie, on average, without ties of offices",
        "households",
        2.0,
        40.0,
    )
    degree_spread: float = share("how far a household's own number lies from that at most, as a share of it")
    # families
    children_per_couple: float = quantity(
        "grown children living in the village or a neighbouring one, of couples that have any",
        "persons",
        2.0,
        8.0,
    )
    mother_youngest: float = quantity("age of the youngest mothers at a birth", "years", 14.0, 25.0)
    mother_oldest: float = quantity("age of the oldest mothers at a birth", "years", 30.0, 50.0)
    marriage_in_hamlet: float = share("couples of whom both come from the hamlet they live in")
    marriage_in_village: float = share("couples of whom one comes from another hamlet of the village")
    marriage_in_neighbouring: float = share(
        "couples of whom one comes from a neighbouring village; the rest marry somebody from elsewhere"
    )
    # contact among kin
    contact_parent: float = share("households of parents and grown children that have contact")
    contact_sibling: float = share("households of siblings that have contact")
    contact_in_law: float = share("households whose children married each other that have contact")
    contact_cousin: float = share("households of cousins, uncles and aunts that have contact")
    further_kin_pairs: float = share("of two households in contact: other kin pairs tied besides the closest")
    # what fills up
    neighbour_share: float = share("neighbours among the contacts that are not kin")
    friend_share: float = share("friends among the contacts that are not kin; the rest are group members")
    neighbour_reach: int = quantity("houses to either side that count as neighbours", "households", 1, 20)
    friend_in_hamlet: float = share("friends found in the own hamlet, the others in the village")
    second_pair: float = share("contacts outside kin in which a second pair of persons is tied too")
    women_group: float = share("women aged 20 to 64 in the women's group (PKK) of the hamlet")
    youth_group: float = share("those aged 15 to 29 and not in school in the youth group (Karang Taruna)")
    circle_households: float = quantity("households in a circle of a congregation", "households", 2.0, 200.0)
    # institutions
    teachers_per_class: int = quantity("teachers tied to each pupil of a class", "persons", 0, 10)
    leader_reach: float = share("households tied to a religious or customary leader of the village")
    # strength
    strength: dict[str, float] = Field(description="mean strength of each kind of tie, 0 to 1")
    strength_spread: float = share("how far a tie's own strength lies from that at most")
    survey: SurveySettings
    # the small world
    rewired: float = share("ties of the Watts-Strogatz graph that lead anywhere in the hamlet")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.marriage_in_hamlet + self.marriage_in_village + self.marriage_in_neighbouring > 1.0:
            raise ValueError("the three shares of marriages (marriage_in_...) add up to more than 1")
        if self.neighbour_share + self.friend_share > 1.0:
            raise ValueError("neighbour_share and friend_share add up to more than 1")
        if set(self.strength) != set(KINDS) or not all(0 <= s <= 1 for s in self.strength.values()):
            raise ValueError(f"strength needs a number from 0 to 1 for each of {', '.join(KINDS)}")
        return self
