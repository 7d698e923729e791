"""Puts a plain world and the real one side by side; every difference is named."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from tests.plain_model.minds import ATTITUDES, RECEIVERS
from tests.plain_model.things import Account, Case, Incident, Post, Report, Villager
from tests.plain_model.world import NaiveWorld

# what the numbers in the real model's columns stand for, stated once more
STATUS = ("settled", "considering", "preparing", "in_procedure", "away_undocumented", "away_documented", "stopped")
KINDS = ("recruitment", "preparation", "foreigner", "licensed_offer", "legal", "visitor")
STATES = (
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
SOURCES = ("kin", "friend", "finder", "cold", "kin_abroad", "licensed")
OUTCOMES = ("none", "exploited", "smuggled", "fared_well")
REPORT_STATES = ("travelling", "lost", "filtered", "captured", "received", "settled")
CASE_STATES = ("waiting", "answered", "expired", "false_alarm", "dropped")
WHAT = ("answered", "checked", "settled", "arrested", "claimed", "ignored", "leaked", "released")
STANDS = ("sees nothing wrong", "silent", "has reported")
POST_STATES = ("vacant", "active", "lying_low", "in_custody")
NOBODY = -1


class Places:
    """Where each thing stands among its like."""

    def __init__(self, plain: NaiveWorld) -> None:
        self.number = {
            id(thing): n
            for things in (plain.incidents, plain.cases, plain.posts, plain.accounts)
            for n, thing in enumerate(things)
        }
        self.channels = list(plain.settings.channels)

    def of(self, thing: Incident | Case | Post | Villager | Account | None) -> int:
        """Its number, or NOBODY."""
        if thing is None:
            return NOBODY
        return thing.row if isinstance(thing, Villager) else self.number[id(thing)]


def bits(value: float) -> bytes:
    """A number as its 32 bits."""
    return struct.pack("f", value)


def day(value: int | None) -> int:
    """A day or week, or NOBODY."""
    return NOBODY if value is None else value


def differences(plain: NaiveWorld, real: Any) -> list[str]:
    """Everything in which the two differ at the end of a week (both have gone on to the next)."""
    places = Places(plain)
    persons = {
        **real.state.residents._asdict(),
        "departed": real.departed_undocumented,
        "with papers": real.departed_documented,
    }
    pairs = [
        (
            "person",
            _people(plain, places),
            _columns(persons, _PERSON),
        ),
        ("attitude_change", _minds(plain), ({"all": row.tobytes()} for row in real.state.residents.attitude_change)),
        ("facts", _facts(plain), ({"all": row.tolist()} for row in real.state.residents.fact_until)),
        ("post", (_post(one, places) for one in plain.posts), _columns(real.state.posts._asdict(), _POST)),
        ("incident", (_incident(one, places) for one in plain.incidents), _table(real.state.incidents)),
        ("notice", _notices(plain, places), _table(real.state.notices)),
        ("report", (_report(one, places) for one in plain.reports), _table(real.state.reports)),
        ("case", (_case(one, places) for one in plain.cases), _table(real.state.cases)),
        ("account", (_account(one, places) for one in plain.accounts), _table(real.state.accounts)),
        ("local actors", _actors(plain), [{"rows": real.state.actor_row.tolist()}]),
        ("village", _villages(plain), _real_villages(real)),
        ("officer", _officers(plain), _real_officers(real)),
        ("open", _open(plain), _real_open(real)),
        ("count", _counts(plain, real), _real_counts(real)),
    ]
    return [line for name, mine, theirs in pairs for line in _compare(name, list(mine), list(theirs))]


def _compare(name: str, mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> Iterator[str]:
    if len(mine) != len(theirs):
        yield f"{name}: {len(mine)} in the plain world, {len(theirs)} in the real one"
    for n, (one, other) in enumerate(zip(mine, theirs, strict=False)):
        for key, value in one.items():
            if other[key] != value:
                yield f"{name} {n}: {key} is {value!r} in the plain world, {other[key]!r} in the real one"


def _table(table: Any) -> Iterator[dict[str, Any]]:
    columns = {name: table[name].tolist() for name in table.names}
    for n in range(len(table)):
        yield {name: column[n] for name, column in columns.items()}


def _columns(real: dict[str, Any], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    columns = {name: real[column].tolist() for name, column in names.items()}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


_PERSON = {
    "status": "status",
    "status_day": "status_day",
    "incident": "incident",
    "returned_week": "returned_week",
    "refusals": "refusals",
    "talk_until": "talk_until",
    "speaks_until": "spoke_until",
    "told_how": "told_how",
    "attitude_week": "attitude_week",
    "warned_of": "warned_of",
    "warned_until": "warned_until",
    "met": "met_post",
    "met_times": "met_times",
    "met_until": "met_until",
    "changed_week": "changed_week",
    "reported_week": "reported_week",
    "account": "account",
    "account_hop": "account_hop",
    "times_left": "departed",
    "times_left_documented": "with papers",
}


def _people(plain: NaiveWorld, places: Places) -> Iterator[dict[str, Any]]:
    for one in plain.villagers:
        yield {
            "status": STATUS.index(one.status),
            "status_day": one.status_day,
            "incident": places.of(one.incident),
            "returned_week": one.returned_week,
            "refusals": one.refusals,
            "talk_until": one.talk_until,
            "speaks_until": one.speaks_until,
            "told_how": ("privately", "seeded", "broadcast").index(one.told_how),
            "attitude_week": one.changes_week,
            "warned_of": places.of(one.warned_of),
            "warned_until": one.warned_until,
            "met": places.of(one.met),
            "met_times": one.met_times,
            "met_until": one.met_until,
            "changed_week": one.changed_week,
            "reported_week": one.reported_week,
            "account": places.of(one.account),
            "account_hop": one.account_hop,
            "times_left": one.times_left,
            "times_left_documented": one.times_left_documented,
        }


def _minds(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    for one in plain.villagers:
        yield {"all": b"".join(bits(one.changes[name]) for name in ATTITUDES)}


def _facts(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    for one in plain.villagers:
        yield {"all": [one.known_until[fact] for fact in plain.facts]}


_POST = {
    name: name
    for name in (
        "village", "slot", "holder", "key", "row", "state", "until", "pressure", "arrest_day", "base", "finders",
        "private_until", "away_until", "account",
    )
}  # fmt: skip


def _post(one: Post, places: Places) -> dict[str, Any]:
    return {
        "village": one.village.number,
        "slot": one.slot,
        "holder": one.holder,
        "key": one.key,
        "row": places.of(one.resident),
        "state": POST_STATES.index(one.state),
        "until": one.until,
        "pressure": one.pressure,
        "arrest_day": day(one.arrest_day),
        "base": one.base.number,
        "finders": [places.of(finder) for finder in one.finders],
        "private_until": one.private_until,
        "away_until": one.away_until,
        "account": one.account,
    }


def _incident(one: Incident, places: Places) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": KINDS.index(one.kind),
        "state": STATES.index(one.state),
        "source": 0 if one.source == "none" else SOURCES.index(one.source),
        "person": one.person.row,
        "recruiter": places.of(one.post),
        "holder": one.asker,
        "asker": places.of(one.asked_by),
        "village": one.village.number,
        "week": one.week,
        "day": one.day,
        "until": one.until,
        "undocumented": int(one.undocumented),
        "advance": int(one.advance),
        "private": int(one.private),
        "forged": int(one.forged),
        "trafficking": int(one.trafficking),
        "recognised": int(one.recognised),
        "settled": int(one.settled),
        "advised": int(one.advised_by is not None),
        "depart_day": day(one.depart_day),
        "reports": one.reports,
        "first_report_day": day(one.first_report_day),
        "case": places.of(one.case),
        "outcome": OUTCOMES.index(one.outcome),
        "news_week": day(one.news_week),
    }


def _notices(plain: NaiveWorld, places: Places) -> Iterator[dict[str, Any]]:
    for one in plain.notices:
        stand = STANDS.index(one.stand)
        yield {"incident": places.of(one.incident), "witness": one.witness.row, "week": one.week, "stand": stand}


def _report(one: Report, places: Places) -> dict[str, Any]:
    return {
        "incident": places.of(one.incident),
        "witness": one.witness.row,
        "channel": places.channels.index(one.channel),
        "receiver": RECEIVERS.index(one.receiver),
        "state": REPORT_STATES.index(one.state),
        "sent_day": one.sent_day,
        "arrive_day": one.arrive_day,
        "leaked": int(one.leaked),
        "heard_back": int(one.heard_back),
        "case": places.of(one.case),
    }


def _case(one: Case, places: Places) -> dict[str, Any]:
    return {
        "incident": places.of(one.incident),
        "village": one.village.number,
        "holder": RECEIVERS.index(one.holder),
        "state": CASE_STATES.index(one.state),
        "opened_day": one.opened_day,
        "waiting_since": one.waiting_since,
        "ready_day": one.ready_day,
        "closed_day": day(one.closed_day),
        "referred": int(one.referred),
    }


def _account(one: Account, places: Places) -> dict[str, Any]:
    return {
        "what": WHAT.index(one.what),
        "receiver": RECEIVERS.index(one.receiver),
        "village": one.village.number,
        "week": one.week,
        "incident": places.of(one.incident),
        "post": places.of(one.post),
    }


def _actors(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    yield {"rows": sorted(one.row for one in plain.actors)}


def _villages(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    for one in plain.villages:
        yield {
            "sessions waiting": one.sessions_waiting,
            "turn": one.session_turn,
            "hours had": one.hours_had,
            "listening": one.listening_hours,
            "searching": one.search_hours,
            "desks": [one.desk_hours[name] for name in RECEIVERS],
            "pressure": one.pressure,
            "demand": one.demand_at_start,
            "spent": one.spent,
            "embeddedness": one.embeddedness,
        }


def _officers(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    for one in plain.officers:
        yield {"holder": one.holder, "standing": [one.standing.get(village, -1.0) for village in plain.villages]}


def _real_officers(real: Any) -> Iterator[dict[str, Any]]:
    for holder, standing in zip(real.state.officer_holder.tolist(), real.state.standing.tolist(), strict=True):
        yield {"holder": holder, "standing": standing}


def _real_villages(real: Any) -> Iterator[dict[str, Any]]:
    state = real.state
    columns = {
        "sessions waiting": state.villages.sessions_waiting,
        "turn": state.villages.session_turn,
        "hours had": state.villages.hours_had,
        "listening": state.villages.listening_hours,
        "searching": state.villages.search_hours,
        "desks": state.villages.desk_hours,
        "pressure": state.villages.pressure,
        "demand": state.villages.demand_at_start,
        "spent": state.villages.spent,
        "embeddedness": state.villages.embeddedness,
    }
    for values in zip(*(column.tolist() for column in columns.values()), strict=True):
        yield dict(zip(columns, values, strict=True))


def _open(plain: NaiveWorld) -> Iterator[dict[str, Any]]:
    """What is still open, in order."""
    number = {id(one): n for n, one in enumerate(plain.reports)} | Places(plain).number
    yield {
        "incidents": [number[id(one)] for one in plain.open_incidents],
        "reports": [number[id(one)] for one in plain.open_reports],
        "cases": [number[id(one)] for one in plain.open_cases],
    }


def _real_open(real: Any) -> Iterator[dict[str, Any]]:
    yield {name: getattr(real.state, f"open_{name}").tolist() for name in ("incidents", "reports", "cases")}


def _counts(plain: NaiveWorld, real: Any) -> Iterator[dict[str, Any]]:
    """What the week's counts should be: every measure, those never counted being 0."""
    named = {measure for _, _, measure in plain.counts}
    assert named <= set(real.tally.index), named - set(real.tally.index)
    for village in plain.villages:
        yield {name: plain.counts[plain.week - 1, village.number, name] for name in real.tally.index}


def _real_counts(real: Any) -> Iterator[dict[str, Any]]:
    for row in real.tally.weekly[real.week - 1]:
        yield {name: float(row[m]) for name, m in real.tally.index.items()}
