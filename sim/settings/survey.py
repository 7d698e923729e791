"""How the survey that the network targets come from is simulated."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity, share


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
