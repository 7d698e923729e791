"""What things cost (the section ``prices``); sessions and channels have their cost beside them."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity


class Prices(Section):
    """Prices in rupiah, with and without a programme."""

    officer_hour: float = quantity("an hour of an officer, used or not", "rupiah per hour", 0, 1e9)
    officer_training: float = quantity("keeping an officer's skill as an educator at 1", "rupiah per year", 0, 1e12)
    local_actor_hour: float = quantity("allowance of a local actor who is supported", "rupiah per hour", 0, 1e9)
    local_actor_training: float = quantity("training a local actor to a skill of 1", "rupiah per participant", 0, 1e9)
    desk_hour: float = quantity("an hour of an office, police post or other desk", "rupiah per hour", 0, 1e9)
    gates_week: float = quantity(
        "letter, passport desk and border at their usual effort", "rupiah per 1,000 people and week", 0, 1e9
    )
    coordination_week: float = quantity(
        "agencies that pass on every case (coordination 1)", "rupiah per village and week", 0, 1e9
    )
    joint_answer: float = quantity("a partner's part in an answer", "rupiah per partner and answer", 0, 1e9)
    route_help: float = quantity("helping somebody with papers", "rupiah per person", 0, 1e9)
    publicity: float = quantity(
        "making an arrest known, or in a session what came of reports", "rupiah per person who hears", 0, 1e9
    )
