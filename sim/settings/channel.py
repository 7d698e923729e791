"""One reporting channel: a YAML file under ``configs/channel/`` becomes one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.settings.quantity import Section, limit, own, quantity, share
from sim.settings.text import Text

Receiver = Literal["village_office", "police", "immigration", "religious_leader", "school", "resource_centre"]
Users = Literal["everybody", "contacts", "school"]
Need = Literal["none", "school", "congregation"]
Way = Literal["none", "village", "town", "office"]

ANONYMITY = "how well a channel hides who reported (1 = fully)"
FILTERING = "reports set aside as not serious by whoever takes them, of those not lost"
LEAK = "reports whose author becomes known to the accused (before anonymity)"


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
    way: Way = Field(
        description="the way to it: none (by phone, or those who use it are there); in the village; to the town of the "
        "subdistrict; to the immigration office"
    )
    formal: bool = Field(description="whether a report is a statement to an authority (warning.formality)")
    anonymity: float | None = own(ANONYMITY, "warning.anonymity", "share", 0.0, 1.0)
    filtering: float | None = own(FILTERING, "warning.filtering", "share", 0.0, 1.0)
    leak: float | None = own(LEAK, "warning.leak", "share", 0.0, 1.0)
    capacity: int | None = limit("reports that can be taken", "per village and week", 0)
    cost: float = quantity("running cost of its own while open", "rupiah per village and week", 0, 1e9, usually=0.0)
