"""Settings of recruiters, invitations and offers (the section ``recruiting``)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.settings.quantity import Section, Weight, quantity, share

STRATEGIES = ("react_to_pressure", "lie_low_under_pressure", "ignore")
"""Names of the ways in which recruiters may react, of classes in sim/recruiters/reactions.py."""


class RecruitingSettings(Section):
    """Who makes offers, to whom, how often, and how recruiters (calo) react to pressure."""

    strategy: str = Field(
        description="how recruiters react to pressure: a name in sim/recruiters/reactions.py, or module:ClassName"
    )
    recruiters_per_village: float = quantity("posts for recruiters where intensity is 1", "per village", 0, 50)
    local_share: float = share("recruiters who are residents of their home village, with kin there")
    offers_per_week: float = quantity("offers an active recruiter makes", "offers per week", 0, 50)
    full_village: int = quantity(
        "people of a village that keeps a recruiter busy; in a smaller one the rate falls in proportion",
        "persons",
        1,
        200000,
    )
    tie_share: float = share("offers a local recruiter makes along own ties, the rest are cold")
    finders: int = quantity("villagers who bring a recruiter candidates for a fee", "per recruiter", 0, 20)
    finder_share: float = share("offers made through a finder, while there is one at home")
    finder_quit_pressure: float = quantity(
        "pressure on the recruiter at which half of the finders quit in a week", "pressure", 0.01, 1000
    )
    finder_weeks: float = quantity("time until an empty place for a finder is filled, mean", "weeks", 1, 1000)
    travel_share: float = share("cold rounds made in a neighbouring village instead of the home village")
    kin_weight: float = quantity("weight of a kin tie against another tie when choosing whom to ask", "ratio", 0, 50)
    women_weight: float = quantity(
        "weight of a woman against a man of the same group, need and age when choosing whom to ask", "ratio", 0, 50
    )
    need_weight: float = quantity("how much visible need draws a recruiter", "log weight per unit of need", -5, 10)
    refusal_weight: float = share("weight left to a person for each past refusal, and chance that a tie is asked again")
    refusals_before: int = quantity("past refusals of a resident recruiter's ties at the start", "refusals", 0, 20)
    refusal_memory: int = quantity("time after which half of past refusals are forgotten", "weeks", 1, 5000)
    salaried_weight: float = quantity(
        "weight of an official, teacher or leader against anybody else when choosing whom to ask", "ratio", 0, 50
    )
    min_age: float = quantity("youngest person asked", "years", 15, 100)
    max_age: float = quantity("oldest person asked", "years", 15, 100)
    closed_door: float = share("cold offers by strangers that come to nothing in a village fully closed to outsiders")
    promise_spread: float = quantity(
        "promised wages lie evenly within the wage ratio times 1 plus or minus this", "share", 0, 0.9
    )
    trafficker_share: float = share("recruiters who mean to exploit those they recruit (TPPO)")
    advance_share: float = share("offers by recruiters that come with a cash advance")
    forged_share: float = share("offers by recruiters that come with forged papers")
    kin_invitations: float = quantity("invitations a migrant abroad sends to kin", "per migrant and week", 0, 1)
    kin_same_road: float = share(
        "invitations by the road that the migrant took, with or without documents; the others are by the other road"
    )
    licensed_offers: float = quantity("offers by licensed agencies", "per 1,000 residents and week", 0, 50)
    pressure_fade: float = share("pressure on a recruiter that is left after a week")
    pressure_answered: float = quantity("pressure felt when a case about the recruiter is answered", "pressure", 0, 10)
    pressure_referred: float = quantity("pressure felt when the recruiter is referred to the police", "pressure", 0, 10)
    react_pressure: float = quantity("pressure at which half of the recruiters react in a week", "pressure", 0.01, 100)
    reactions: dict[Literal["lie_low", "go_private", "move", "quit"], Weight] = Field(
        description="how often each reaction is chosen (ratio, 0 = never): lie low (tiarap) for a while, ask kin only "
        "and out of sight for a while, move to a neighbouring village with less pressure, quit"
    )
    lie_low_weeks: float = quantity("how long a recruiter lies low, mean", "weeks", 1, 260)
    private_weeks: float = quantity("how long a recruiter asks kin only, mean", "weeks", 1, 260)
    away_weeks: float = quantity("how long a recruiter who moved works elsewhere, mean", "weeks", 1, 1000)
    entry_weeks: float = quantity(
        "how long a vacant post waits for a new recruiter where demand is as at the start, mean", "weeks", 1, 1000
    )
