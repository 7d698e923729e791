"""A programme: what is done, where, from when until when. One YAML file under ``configs/programme/``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sim.settings.quantity import Section, Weight, quantity, share
from sim.settings.text import Text

Continued = Literal["sessions", "channels", "local_actors", "route_help", "coordination"]

TRIAGES = ("urgent_first", "oldest_first")
"""Names of the orders in which officers may take cases, of classes in sim/officers/triage.py."""

MOST_SESSIONS = 60
"""Sessions per village and month: two a day."""


class Phase(Section):
    """Some villages, from a first week until the week before the last."""

    villages: list[str] | None = Field(description="codes of the villages; null: all of the place")
    start_week: int = quantity("first week of the phase, counted from 0", "week", 0, 100000)
    end_week: int | None = Field(description="first week without it again; null: it goes on (week)", ge=0)

    def runs_at(self, week: int) -> bool:
        """Whether ``week`` lies in the phase."""
        return self.start_week <= week and (self.end_week is None or week < self.end_week)

    def covers(self, village: str) -> bool:
        """Whether a village, by its code, is among those of the phase."""
        return self.villages is None or village in self.villages


class Programme(Section):
    """The levers a policy analyst turns."""

    title: Text
    description: Text
    start_week: int = quantity("first week of the programme, counted from 0", "week", 0, 100000)
    end_week: int | None = Field(description="first week without the programme again; null: it goes on (week)", ge=0)
    villages: list[str] | None = Field(description="codes of the assisted villages; null: all of the place")
    schedule: tuple[Phase, ...] | None = Field(
        description="phases {villages, start_week, end_week}, instead of the one phase of the three settings of the "
        "same names; the programme works in a village in a week if any phase says so"
    )
    channels_open_always: list[str] = Field(description="channels that exist anyway, by name")
    channels_open: list[str] = Field(description="channels the programme opens while it runs, by name")
    outreach_intensity: float = quantity(
        "sessions planned for officers and partners", "per village and month", 0, MOST_SESSIONS
    )
    outreach_mix: dict[str, Weight] = Field(description="how often each kind of session is held (ratio)")
    local_actors: int = quantity("residents trained and supported as local actors", "persons per village", 0, 200)
    local_actor_skill: float = share("skill of local actors as educators: multiplies what their sessions teach")
    local_actor_sessions: float = quantity("sessions each local actor holds", "per local actor and month", 0, 8)
    local_actor_mix: dict[str, Weight] = Field(
        description="how often local actors, or village people, hold each kind of session (ratio)"
    )
    local_actor_hours: float = quantity("time a local actor listens to people", "hours per week", 0, 60)
    local_actor_training: int = quantity("time from one training of local actors to the next", "weeks", 1, 520)
    budget: float | None = Field(
        description="most that the programme spends in a year, in the order of sim/programme/budget.py; null: no limit "
        "(rupiah per village and year)",
        ge=0,
        le=1e12,
    )
    officers: int = quantity("officers (PIMPASA) of the district", "persons", 0, 1000)
    officer_hours: float = quantity("hours an officer has for the villages", "per officer and week", 0, 60)
    officer_skill: float = share("skill as an educator: multiplies what sessions teach")
    officer_kin_share: float = share("chance that an officer has kin in a village served")
    officer_transfer: float = quantity("transfers of an officer", "per year", 0, 12)
    indicator: Literal["none", "sessions", "reports", "cases_answered"] = Field(
        description="what officers are judged by: sessions held, reports heard while listening, or cases answered"
    )
    incentive: float = share("officers' hours kept for what they are judged by")
    partners: list[Literal["manpower_office", "ngo"]] = Field(
        description="agencies that may take part in answers: manpower_office (Dinas Tenaga Kerja), ngo"
    )
    joint_answers: float = share("chance that a partner takes part in an answer")
    officer_triage: str = Field(
        description="which case comes first: a name in sim/officers/triage.py, or module:ClassName"
    )
    gate_effort: float = quantity(
        "multiplies the shares stopped at letter, passport desk and border, in the programme's villages",
        "factor",
        0,
        100,
    )
    police_effort: float = quantity(
        "multiplies the hours and the referrals of the police in the programme's villages", "factor", 0, 100
    )
    publicity: float = share("residents of the recruiter's village who hear of an arrest")
    announces: Literal["nothing", "outcomes", "success"] = Field(
        description="what officers tell in sessions of what came of reports: nothing, the latest outcome in the "
        "village whether good or bad, or always a success, claimed where there was none"
    )
    coordination: float = share("chance that a village office or police post passes a case on to immigration")
    coordination_before: float = share("the same chance where and while the programme does not run")
    continued: list[Continued] = Field(
        description="what a village's own funding carries on after the programme's end there"
    )
    route_help: bool = Field(description="whether the village helps with papers for the documented route")

    @property
    def phases(self) -> tuple[Phase, ...]:
        """When the programme works where: as scheduled, or one phase."""
        if self.schedule is not None:
            return self.schedule
        return (Phase(villages=self.villages, start_week=self.start_week, end_week=self.end_week),)

    @property
    def first_week(self) -> int:
        """First week in which the programme works anywhere, counted from 0."""
        return min(phase.start_week for phase in self.phases)

    def runs_at(self, week: int) -> bool:
        """Whether the programme works anywhere in ``week``."""
        return any(phase.runs_at(week) for phase in self.phases)

    def everywhere(self) -> Programme:
        """The same at the same times, in all villages of whatever place: codes are those of one place only."""
        phases = self.schedule and tuple(phase.model_copy(update={"villages": None}) for phase in self.schedule)
        return self.model_copy(update={"villages": None, "schedule": phases})
