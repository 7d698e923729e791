"""One kind of outreach session: a YAML file under ``configs/outreach/`` becomes one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.settings.channel import Need
from sim.settings.people import GroupName
from sim.settings.quantity import Section, limit, own, quantity, share
from sim.settings.text import Text

Topic = Literal["procedure", "warning_signs", "help", "channels"]
"""What a session may be about: three facts, and the open channels."""

TEACHES = "chance that a participant takes home each fact that a session is about"


class OutreachKind(Section):
    """Who comes to a session, what it takes, and what it leaves behind."""

    title: Text
    description: Text
    meant_for: list[GroupName] | None = Field(
        min_length=1, description="groups that it is meant for, by name; null: everybody alike"
    )
    others_come: bool = Field(
        description="whether others come too, less readily (learning.others_readiness), where it is meant for some"
    )
    women_readiness: float = quantity(
        "how readily women come, against men of the same group", "ratio", 0, 1000, usually=1.0
    )
    customary_readiness: float = quantity(
        "how readily members of the customary community come, against others of the same group",
        "ratio",
        0,
        1000,
        usually=1.0,
    )
    needs: Need = Field(description="what the village must have for this kind of session")
    gathers: Literal["hamlet", "village"] = Field(description="whether one hamlet or the whole village is invited")
    seating: Literal["open", "leaders", "central", "nominated", "random"] = Field(
        description="who gets a seat: whoever comes (a broadcast); or, to seed, leaders first; people with many ties; "
        "those whom others would name; anybody alike"
    )
    public: bool = Field(description="whether everybody comes to know who was told")
    seats: int | None = limit("people who can take part", "persons", 1)
    turnout: float = share("share of those invited who would come, where the village is fully open")
    officer_hours: float = quantity("officer hours a session takes, travel apart", "hours", 0, 100)
    cost: float = quantity("money a session takes", "rupiah", 0, 1e9)
    topics: list[Topic] = Field(
        description="what it is about: the legal procedure, the warning signs, where help is, the open channels"
    )
    teaches: float | None = own(TEACHES, "learning.teaches", "share", 0.0, 1.0)
