"""Settings of local actors: who is chosen, and for how long they go on (the part ``learning.local_actors``)."""

from __future__ import annotations

from sim.settings.outreach import GroupName
from sim.settings.quantity import Section, Weight, quantity, share


class LocalActorSettings(Section):
    """Residents who are trained to hold sessions, to notice and to relay: what holds whatever the programme."""

    group_weight: dict[GroupName, Weight]
    contact_weight: float = quantity("what being an official or RT head adds to the group weight", "ratio", 0, 1000)
    centrality: float = quantity("power of the number of ties by which the weight is multiplied", "exponent", 0, 4)
    dropout: float = share("local actors who give up in a week while the programme works in their village")
    dropout_alone: float = share("local actors who give up in a week where nobody supports them")
    lay_skill: float = share("skill as educators of village people who hold sessions without training")
