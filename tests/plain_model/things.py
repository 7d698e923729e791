"""The things of the model as plain objects that refer to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KIN = ("household", "parent", "sibling", "in-law", "cousin")
ADULT_WEEKS = 15 * 52
LEAVES_SCHOOL_WEEKS = 19 * 52
FOR_GOOD = 32767
OFFICE = ("official", "teacher", "leader")
AWAY = ("away_undocumented", "away_documented")
DEPARTURE_KINDS = ("recruitment", "preparation")
TRUE_KINDS = (*DEPARTURE_KINDS, "foreigner")


@dataclass(eq=False)
class Village:
    """A village with its hamlets; ``about`` are its settings."""

    number: int
    code: str
    key: int
    about: Any
    hamlets: list[list[Villager]] = field(default_factory=list)
    near: list[Village] = field(default_factory=list)
    pressure: float = 0.0
    demand_at_start: float = 0.0
    sessions_waiting: int = 0
    session_turn: float = 0.0
    hours_had: float = 0.0  # of officers
    listening_hours: float = 0.0
    embeddedness: float = 0.0
    desk_hours: dict[str, float] = field(default_factory=dict)
    search_hours: float = 0.0  # of the police
    spent: float = 0.0  # of this year's budget

    @property
    def people(self) -> list[Villager]:
        """Everybody with a row, hamlet after hamlet."""
        return [one for hamlet in self.hamlets for one in hamlet]

    @property
    def residents_at_start(self) -> float:
        """How many are 15 or older before the first week."""
        return float(sum(one.is_grown(0) for one in self.people))


@dataclass(eq=False)
class Tie:
    """A contact, seen from one side. ``strength`` lies in 0..1."""

    other: Villager
    kind: str
    strength: float

    @property
    def is_kin(self) -> bool:
        """Whether household or kin."""
        return self.kind in KIN


@dataclass(eq=False)
class Villager:
    """A person. What changes comes after the ties."""

    row: int
    key: int
    village: Village
    need: float
    others_at_home: int
    birth_week: int
    adult_group: str
    in_school: bool
    has_phone: bool
    is_contact: bool
    is_woman: bool
    is_customary: bool
    ties: list[Tie] = field(default_factory=list)

    status: str = "settled"
    status_day: int = 0
    incident: Incident | None = None
    returned_week: int = -10000
    refusals: int = 0
    talk_until: int = 0
    speaks_until: int = 0  # as a participant of a session
    told_how: str = "privately"  # at the last session
    known_until: dict[str, int] = field(default_factory=dict)
    changes: dict[str, float] = field(default_factory=dict)  # of attitudes, stored as 32-bit numbers
    changes_week: int = 0
    warned_of: Post | None = None
    warned_until: int = 0
    met: Post | None = None  # whose offers were met last
    met_times: int = 0
    met_until: int = 0
    changed_week: int = -10000  # the last in which a witness learnt or heard something
    reported_week: int = -10000  # of the last report that others know of
    account: Account | None = None  # the latest heard
    account_hop: int = 0
    times_left: int = 0
    times_left_documented: int = 0

    def age_weeks(self, week: int) -> int:
        """Age in weeks."""
        return week - self.birth_week

    def group(self, week: int, returned_weeks: int) -> str:
        """Returned migrants for a while after coming back; pupils take up their adult group at 19."""
        if 0 <= week - self.returned_week < returned_weeks:
            return "returned"
        if self.in_school and ADULT_WEEKS <= self.age_weeks(week) < LEAVES_SCHOOL_WEEKS:
            return "pupil"
        return self.adult_group

    def is_grown(self, week: int) -> bool:
        """Whether 15 or older."""
        return self.age_weeks(week) >= ADULT_WEEKS

    @property
    def is_away(self) -> bool:
        """Whether abroad."""
        return self.status in AWAY

    def is_around(self, week: int) -> bool:
        """Whether a resident who is at home."""
        return self.is_grown(week) and not self.is_away

    def knows(self, fact: str, week: int) -> bool:
        """Whether a fact is known this week."""
        return self.known_until[fact] > week

    def kin(self, week: int) -> list[Villager]:
        """Household and kin with whom there is contact, children under 15 left out."""
        return [tie.other for tie in self.ties if tie.is_kin and tie.other.is_grown(week)]

    def strength_to(self, other: Villager) -> float:
        """Strength of the tie to somebody, 0 without one."""
        for tie in self.ties:
            if tie.other is other:
                return tie.strength
        return 0.0


@dataclass(eq=False)
class Post:
    """A place for a recruiter, and who holds it. ``resident`` is None for a stranger."""

    number: int
    village: Village
    slot: int
    holder: int = -1
    key: int = 0
    resident: Villager | None = None
    base: Village | None = None  # where the recruiter works now
    finders: list[Villager | None] = field(default_factory=list)
    private_until: int = 0
    away_until: int = 0
    state: str = "vacant"
    until: int = 0
    pressure: float = 0.0
    arrest_day: int | None = None
    account: int = -1  # of another's arrest, the last that was felt


@dataclass(eq=False)
class Incident:
    """Something that can be noticed."""

    key: int
    kind: str
    state: str
    source: str
    person: Villager
    post: Post | None
    week: int
    day: int
    undocumented: bool = False
    advance: bool = False
    private: bool = False
    forged: bool = False
    trafficking: bool = False
    asked_by: Villager | None = None
    until: int = 0
    recognised: bool = False
    settled: bool = False
    advised_by: str | None = None  # the receiver asked before the answer, if that one had time
    depart_day: int | None = None
    reports: int = 0
    first_report_day: int | None = None
    case: Case | None = None
    notices: list[Notice] = field(default_factory=list)
    outcome: str = "none"
    news_week: int | None = None
    asker: int = -1  # which holder of the post made the offer

    @property
    def witnesses(self) -> list[Villager]:
        """Who noticed, in order."""
        return [one.witness for one in self.notices]

    @property
    def recruiter(self) -> Post | None:
        """The recruiter behind it, unless that one is gone."""
        post = self.post
        return post if post and post.holder == self.asker and post.state != "vacant" else None

    @property
    def accused(self) -> Villager | None:
        """The recruiter if a resident; who prepares a legal departure or hosts a stranger."""
        if self.kind in ("foreigner", "legal", "visitor"):
            return self.person
        if self.recruiter is None:
            return None
        return self.asked_by if self.source == "finder" else self.recruiter.resident

    @property
    def village(self) -> Village:
        """Where it happens."""
        return self.person.village

    @property
    def is_departure(self) -> bool:
        """Whether a departure without documents hangs on it."""
        return self.kind in DEPARTURE_KINDS

    @property
    def is_true(self) -> bool:
        """Whether somebody is at risk, or a foreigner has no papers."""
        return self.kind in TRUE_KINDS


@dataclass(eq=False)
class Notice:
    """Somebody noticed something."""

    incident: Incident
    witness: Villager
    week: int
    stand: str = "sees nothing wrong"


@dataclass(eq=False)
class Report:
    """A report on its way, or arrived, or not."""

    incident: Incident
    witness: Villager
    channel: str
    receiver: str
    state: str
    sent_day: int
    arrive_day: int
    leaked: bool
    heard_back: bool = False
    case: Case | None = None


@dataclass(eq=False)
class Account:
    """What came of a report, as people tell it; ``number`` counts them in the order of time."""

    number: int
    what: str
    receiver: str
    village: Village
    week: int
    incident: Incident | None = None
    post: Post | None = None


@dataclass(eq=False)
class Case:
    """What a receiver makes of reports about one incident."""

    incident: Incident
    holder: str
    opened_day: int
    ready_day: int
    waiting_since: int
    state: str = "waiting"
    closed_day: int | None = None
    referred: bool = False

    @property
    def village(self) -> Village:
        """Where it happens."""
        return self.incident.village
