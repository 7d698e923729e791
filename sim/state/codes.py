"""Small whole numbers that stand for names inside columns. One place, so that no loop holds a bare number."""

from __future__ import annotations

from typing import get_args

from sim.settings.channel import Receiver, Users

# status of a resident: exactly one at a time
SETTLED, CONSIDERING, PREPARING, IN_PROCEDURE, AWAY_UNDOCUMENTED, AWAY_DOCUMENTED, STOPPED = range(7)
STATUS_NAMES = (
    "settled",
    "considering",
    "preparing",
    "in_procedure",
    "away_undocumented",
    "away_documented",
    "stopped",
)

# facts a resident may know; the channels follow in the order of the settings
PROCEDURE, WARNING_SIGNS, HELP, FIRST_CHANNEL = range(4)
FACT_NAMES = ("procedure", "warning_signs", "help")

# attitudes; trust in each receiver follows in the order of RECEIVERS
AWARENESS, EXPECTED_EFFECT, FEAR, NEWS, FIRST_TRUST = range(5)
RECEIVERS: tuple[str, ...] = get_args(Receiver)
VILLAGE_OFFICE, POLICE, IMMIGRATION, RELIGIOUS_LEADER, SCHOOL, RESOURCE_CENTRE = range(6)
OF_THE_VILLAGE = (VILLAGE_OFFICE, RELIGIOUS_LEADER, SCHOOL)
"""Receivers who live there: what they do not pass on they settle by themselves."""

# who may use a channel
EVERYBODY, CONTACTS, SCHOOL_PEOPLE = range(3)
USERS: tuple[str, ...] = get_args(Users)

# how an offer came
BY_KIN, BY_FRIEND, BY_FINDER, COLD, BY_KIN_ABROAD, LICENSED = range(6)
SOURCE_NAMES = ("kin", "friend", "finder", "cold", "kin_abroad", "licensed")

# how those were told who now tell others
PRIVATELY, PUBLICLY_SEEDED, PUBLICLY_BROADCAST = range(3)

# kinds of incident: three true ones, then the harmless one that is mistaken for each (a licensed offer is one with
# documents, by an agency or by kin abroad)
RECRUITMENT, PREPARATION, FOREIGNER, LICENSED_OFFER, LEGAL, VISITOR = range(6)
INCIDENT_NAMES = ("recruitment", "preparation", "foreigner", "licensed_offer", "legal", "visitor")
LAST_DEPARTURE, LAST_TRUE = PREPARATION, FOREIGNER  # up to here a departure hangs on it; up to here it is true

# state of an incident; OFFERED ends within its week
OFFERED, REFUSED, ACCEPTED, TURNED_DOCUMENTED, STAYED, GATE_STOPPED, DEPARTED, ONGOING, OVER = range(9)
INCIDENT_STATES = (
    "offered",
    "refused",
    "accepted",
    "turned_documented",
    "stayed",
    "gate_stopped",
    "departed",
    "ongoing",
    "over",
)

# answers to an offer and to counsel
REFUSE, LEAVE, DOCUMENTED = range(3)
ANSWER_NAMES = ("refuse", "leave", "documented")

# where a witness stands to what was noticed
SEES_NOTHING_WRONG, SILENT, HAS_REPORTED = range(3)

# state of a report
TRAVELLING, LOST, FILTERED, CAPTURED, RECEIVED, SETTLED_THERE = range(6)
REPORT_STATES = ("travelling", "lost", "filtered", "captured", "received", "settled")

# state of a case
WAITING, ANSWERED, EXPIRED, FALSE_ALARM, DROPPED = range(5)
CASE_STATES = ("waiting", "answered", "expired", "false_alarm", "dropped")

# how a case was opened
BY_REPORT, BY_OFFICER, BY_LOCAL_ACTOR, BY_ASKING, BY_POLICE = range(5)
OPENED_BY = ("report", "officer", "local_actor", "asking", "police")

# what came of a report, as people tell it: what shows that reports have an effect, and what shows the contrary
WAS_ANSWERED, WAS_CHECKED, WAS_SETTLED, ARRESTED, CLAIMED, IGNORED, LEAKED, RELEASED, CLAIM_EXPOSED = range(9)
FIRST_FAILURE, LAST_FAILURE = IGNORED, RELEASED
ACCOUNT_NAMES = (
    "answered",
    "checked",
    "settled",
    "arrested",
    "claimed",
    "ignored",
    "leaked",
    "released",
    "exposed",
)

# from whom a warning about a recruiter is
IN_TALK, BY_ANSWER, BY_NEWS, BY_VILLAGE = range(4)

# gates, in the order in which a migrant meets them
GATE_NAMES = ("letter", "passport", "border")

# state of a recruiter's post
VACANT, ACTIVE, LYING_LOW, IN_CUSTODY = range(4)
RECRUITER_STATES = ("vacant", "active", "lying_low", "in_custody")

# outcome of an undocumented departure
NO_OUTCOME, EXPLOITED, SMUGGLED, FARED_WELL = range(4)
OUTCOME_NAMES = ("none", "exploited", "smuggled", "fared_well")

ADULT_WEEKS = 15 * 52
"""Age from which a person is a resident of the model."""
KNOWN_FOR_GOOD = 32767
NEVER = -10000  # a week long ago; small enough that differences fit a 16-bit column
DAYS = 7
NOBODY = -1
NOT_YET = -1.0  # the standing of an officer who has not served a village yet

DETAILS: dict[str, tuple[str, ...]] = {
    "answer": ANSWER_NAMES,
    "fate": REPORT_STATES,
    "gate": GATE_NAMES,
    "holder": RECEIVERS,
    "how": OPENED_BY,
    "kind": INCIDENT_NAMES,
    "outcome": OUTCOME_NAMES,
    "source": SOURCE_NAMES,
    "state": CASE_STATES,
    "status": STATUS_NAMES,
    "what": ACCOUNT_NAMES,
}
"""Names of the codes in the details of events, for measures that count some of them only."""
