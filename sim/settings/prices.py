"""What things cost (the section ``prices``); sessions and channels have their cost beside them."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity


class Prices(Section):
    """Prices in rupiah, with and without a programme."""

    officer_hour: float = quantity("an hour of an officer, used or not", "rupiah per hour", 0, 1e9)
    local_actor_week: float = quantity("allowance of a local actor who is supported", "rupiah per week", 0, 1e9)
    local_actor_training: float = quantity("training of local actors", "rupiah per participant", 0, 1e9)
    arrest_publicity: float = quantity("making an arrest known in a village", "rupiah per arrest", 0, 1e9)
