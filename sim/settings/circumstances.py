"""How far a place is, or is made to be, from what its villages are described as."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity, share


class Circumstances(Section):
    """Factors on the villages of the place: they hold with and without a programme."""

    travel_factor: float = quantity("multiplies the travel hours of every village", "factor", 0, 20)
    signal_factor: float = quantity("multiplies the share of residents with mobile signal", "factor", 0, 1)
    openness_factor: float = quantity("multiplies the openness to outsiders", "factor", 0, 1)
    desks_answer: float = share("cases that desks ever take up; programme officers take up all")
    own_funding_floor: float = share("least own funding of every village")
