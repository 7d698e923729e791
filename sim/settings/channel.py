"""One reporting channel: a YAML file under ``configs/channel/`` becomes one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.settings.quantity import Section, quantity, share
from sim.settings.text import Text

Receiver = Literal["village_office", "police", "immigration", "religious_leader", "school", "resource_centre"]
Users = Literal["everybody", "contacts", "school"]
Need = Literal["none", "school", "congregation"]


class Channel(Section):
    """How a warning travels: who can use it, what it costs, and what may happen to it on the way."""

    title: Text
    description: Text
    receiver: Receiver = Field(description="who takes the report, and in whom the witness must trust")
    officer_only: bool = Field(description="exists only where the programme has officers")
    needs_phone: bool = Field(description="usable only by people with a phone, where there is a signal")
    users: Users = Field(
        description="who may use it: everybody; contacts (officials, RT heads and people tied to one of them); "
        "school (pupils and teachers)"
    )
    needs: Need = Field(description="what the village must have for it")
    known: float = share("residents who know the channel without a programme")
    taught: float = share("chance that a session's participant learns of the channel")
    effort: float = quantity("effort and cost of using it", "utility", -10, 10)
    travel_hours: float = quantity("hours of travel to use it", "hours", 0, 48)
    distance_share: float = share("part of the way to the immigration office that its user must travel")
    anonymity: float = share("how well it hides who reported (1 = fully)")
    delay_days: float = quantity("time until the receiver knows, mean", "days", 0, 365)
    loss: float = share("reports that never reach whoever takes them")
    filtering: float = share("true reports set aside as not serious by whoever takes them, of those not lost")
    filtering_harmless: float = share("reports about something harmless set aside in the same way")
    leak: float = share("reports whose author becomes known to the accused (before anonymity)")
    capacity: int = quantity("reports that can be taken", "per village and week", 0, 100000)
    feedback: float = share("answered reports whose author hears of the answer")
    cost: float = quantity("running cost while open", "rupiah per village and week", 0, 1e9)
