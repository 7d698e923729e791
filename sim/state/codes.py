"""Small whole numbers that stand for names inside columns. One place, so that no loop holds a bare number."""

from __future__ import annotations

from sim.people.groups import ADULT_WEEKS as ADULT_WEEKS

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
RECEIVERS = ("village_office", "police", "immigration", "religious_leader", "school", "resource_centre")
VILLAGE_OFFICE, POLICE, IMMIGRATION, RELIGIOUS_LEADER, SCHOOL, RESOURCE_CENTRE = range(6)

# who may use a channel
EVERYBODY, CONTACTS, SCHOOL_PEOPLE = range(3)
USERS = ("everybody", "contacts", "school")

# how an offer came
BY_KIN, BY_FRIEND, BY_FINDER, COLD, BY_KIN_ABROAD, LICENSED = range(6)
SOURCE_NAMES = ("kin", "friend", "finder", "cold", "kin_abroad", "licensed")

# how those were told who now tell others
PRIVATELY, PUBLICLY_SEEDED, PUBLICLY_BROADCAST = range(3)

# kinds of incident: three true ones, then the harmless one that is mistaken for each
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

# state of a report
TRAVELLING, LOST, FILTERED, CAPTURED, RECEIVED = range(5)
REPORT_STATES = ("travelling", "lost", "filtered", "captured", "received")

# state of a case
WAITING, ANSWERED, EXPIRED, FALSE_ALARM, DROPPED = range(5)
CASE_STATES = ("waiting", "answered", "expired", "false_alarm", "dropped")

# state of a recruiter's post
VACANT, ACTIVE, LYING_LOW, IN_CUSTODY = range(4)
RECRUITER_STATES = ("vacant", "active", "lying_low", "in_custody")

# outcome of an undocumented departure
NO_OUTCOME, EXPLOITED, SMUGGLED, FARED_WELL = range(4)
OUTCOME_NAMES = ("none", "exploited", "smuggled", "fared_well")

KNOWN_FOR_GOOD = 32767
NEVER = -10000  # a week long ago; small enough that differences fit a 16-bit column
DAYS = 7
NOBODY = -1
NOT_YET = -1.0  # the standing of an officer who has not served a village yet
