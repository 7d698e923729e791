"""What of each event stands in people's lives: rows for the table of happenings, one function for each event.

Events are said by the stages (:meth:`sim.world.World.happened`); what the story of a person needs besides, such as what
that person knew and felt at the moment, is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.attitudes.attitudes import attitudes_of
from sim.explaining.events import (
    ADVISED_BEFORE,
    EXTRAS,
    LEAKED_OUT,
    PAPERS,
    RECOGNISED,
    SESSION_BY_OFFICER,
    WARNED_BEFORE,
    What,
)
from sim.state import codes
from sim.world import World

Rows = NDArray[np.int64]
"""Row numbers, of persons or of another table: [rows]."""
About = Mapping[str, Any]


class Entry(NamedTuple):
    """Some persons to whom the same happened, with a place among what happens in one stage."""

    place: tuple[int, ...]
    what: What
    persons: Rows
    values: dict[str, Any]


def attended(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who took part in what session; the new facts are added when the stage is over."""
    yield Entry(
        (0,), What.SESSION, persons, {"detail": about["session_kind"] + SESSION_BY_OFFICER * about["by_officer"]}
    )


def told(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who told whom what."""
    values = {"other": persons, "facts": about["facts"], "post": about["post"]}
    yield Entry((0,), What.TOLD, about["listener"], values)


def offered(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who was asked by whom."""
    offer = _columns(world, about)
    detail = offer["source"].astype(np.int64) + PAPERS * (offer["undocumented"] == 0)
    for column, bit in EXTRAS.items():
        detail += bit * offer[column].astype(np.int64)
    same = {**_whose(offer), "detail": detail}
    yield Entry((0,), What.ASKED, persons, {"other": offer["asker"], **same})
    by = offer["asker"] != codes.NOBODY
    yield Entry((1,), What.ASKS, offer["asker"][by], {"other": persons[by], **_some(same, by)})


def advised(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who asked whom for advice before answering, and what was new in it."""
    values = {"incident": _columns(world, about)["key"], "detail": about["holder"], "facts": about["facts"]}
    yield Entry((0,), What.ADVISED, persons, values)


def answered(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """What those who were asked answered, with what they knew and felt at that moment."""
    offer, residents = _columns(world, about), world.state.residents
    warned = (residents.warned_until[persons] > world.week) & (offer["recruiter"] != codes.NOBODY)
    warned &= residents.warned_of[persons] == offer["recruiter"]
    detail = offer["state"].astype(np.int64) + RECOGNISED * offer["recognised"].astype(np.int64)
    detail += ADVISED_BEFORE * offer["advised"].astype(np.int64)
    values = {
        **_whose(offer),
        "other": offer["asker"],
        "detail": detail + WARNED_BEFORE * warned,
        "facts": _known(world, persons),
        "day": offer["depart_day"],
        "felt": attitudes_of(world, persons, codes.AWARENESS),
        "around": np.array([_wariness(world, int(person)) for person in persons], np.float64),
    }
    yield Entry((0,), What.ANSWERED, persons, values)


def letter_refused(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who turned to the documented route and was refused the village's letter."""
    yield Entry((1,), What.LETTER_REFUSED, persons, {"incident": _columns(world, about)["key"]})


def began(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who hosts a visitor or a foreigner without papers."""
    offer = _columns(world, about)
    if offer["kind"][0] in (codes.VISITOR, codes.FOREIGNER):
        yield Entry((0,), What.HOSTED, persons, {"incident": offer["key"], "detail": offer["kind"]})


def noticed(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who noticed, and whose incident it was."""
    offer = _columns(world, about)
    subject = offer["person"]
    same = {**_whose(offer), "detail": offer["kind"]}
    yield Entry((1,), What.SAW, persons, {"other": subject, **same})
    others = persons != subject
    yield Entry((2,), What.NOTICED, subject[others], {"other": persons[others], **_some(same, others)})


def reported(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who reported, through which channel, and what fate the report has before it."""
    offer = _columns(world, about)
    same = {
        **_whose(offer),
        "detail": about["fate"].astype(np.int64) + LEAKED_OUT * about["leaked"].astype(np.int64),
        "channel": about["channel"],
        "day": about["day"],
    }
    yield Entry((0,), What.SENT, persons, {"other": offer["person"], "facts": _known(world, persons), **same})
    yield Entry((1,), What.REPORTED, offer["person"], {"other": persons, **same})


def arrived(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Which reports came to whoever takes them."""
    reports, rows, offer = world.state.reports, about["report"], _columns(world, about)
    values = {
        "other": persons,
        "incident": offer["key"],
        "channel": reports["channel"][rows].astype(np.int64),
        "detail": reports["receiver"][rows],
        "day": reports["arrive_day"][rows],
    }
    yield Entry((0, int(rows[0])), What.ARRIVED, offer["person"], values)


def case_opened(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Cases opened by a report, by what was heard, or by asking; holder and day when the stage is over."""
    values = {"incident": _columns(world, about)["key"], "detail": about["how"] << 8, "case": about["case"]}
    yield Entry((1, 1, about["case"]), What.CASE_OPENED, persons, values)


def case_reopened(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Cases taken up again, by a report."""
    for entry in case_opened(world, persons, {**about, "how": codes.BY_REPORT}):
        yield entry._replace(place=(1, 0, about["case"]))


def case_closed(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Answers in time and too late, false alarms, cases dropped."""
    offer = _columns(world, about)
    values = {"post": about["post"], "detail": about["state"] + (about["holder"] << 8), "day": about["day"]}
    yield Entry((0, about["case"], 0), What.CASE_CLOSED, persons, {**_whose(offer), **values})


def counselled(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """What came of counsel."""
    offer = _columns(world, about)
    values = {**_whose(offer), "detail": offer["state"], "day": about["day"]}
    yield Entry((0, int(offer["case"][0]), 1), What.COUNSELLED, persons, values)


def kin_spoke(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """What came of kin's speaking to somebody who prepares."""
    offer = _columns(world, about)
    values = {**_whose(offer), "other": about["kin"], "detail": offer["state"], "day": about["day"]}
    yield Entry((3,), What.KIN_SPOKE, persons, values)


def warned(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who was warned of a recruiter by an answer or by news; who was told by others is among the tellings."""
    if about["how"] == codes.IN_TALK:
        return
    incidents, incident = world.state.incidents, about["incident"]
    values = {"other": incidents["person"][incident], "incident": incidents["key"][incident], "post": about["post"]}
    place: tuple[int, ...] = (2, incident, 1)
    if about["how"] == codes.BY_ANSWER:
        case = int(incidents["case"][incident])
        values |= {"holder": incidents["holder"][incident], "day": world.state.cases["closed_day"][case]}
        place = (0, case, 2)
    yield Entry(place, What.WARNED, persons, values)


def stopped(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who was stopped, and at which gate."""
    offer = _columns(world, about)
    values = {"incident": offer["key"], "detail": about["gate"], "day": offer["depart_day"]}
    yield Entry((0,), What.STOPPED, persons, values)


def left(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who left without documents, and what will become of them."""
    offer = _columns(world, about)
    values = {**_whose(offer), "detail": offer["outcome"], "day": offer["depart_day"]}
    yield Entry((0,), What.LEFT, persons, values)


def procedure_ended(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Documented procedures that led abroad, and those that failed."""
    failed = about["failed"]
    for place, what, which in ((0, What.LEFT_DOCUMENTED, ~failed), (1, What.PROCEDURE_FAILED, failed)):
        values = {"detail": codes.IN_PROCEDURE, "day": about["day"][which]}
        yield Entry((1, place), what, persons[which], values)


def returned(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who came home."""
    place = 2 if about["status"] == codes.AWAY_UNDOCUMENTED else 3
    yield Entry((1, place), What.RETURNED, persons, {"detail": about["status"], "day": about["day"]})


def free_again(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Whose cool-off ended."""
    yield Entry((1, 4), What.FREE_AGAIN, persons, {"detail": codes.STOPPED, "day": about["day"]})


def news(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who heard what became of a migrant."""
    key = world.state.incidents["key"][about["incident"]]
    values = {"other": about["migrant"], "incident": key, "detail": about["outcome"]}
    yield Entry((2, about["incident"], 0), What.NEWS, persons, values)


def account_heard(world: World, persons: Rows, about: About) -> Iterator[Entry]:
    """Who heard what came of a report: from somebody, or of an arrest or a claim otherwise.

    Those involved in a report have lives in which that itself stands.
    """
    accounts, incidents, account = world.state.accounts, world.state.incidents, about["account"]
    incident, post, told = accounts["incident"][account], accounts["post"][account], about["teller"] != codes.NOBODY
    keys, holders = np.zeros(account.size, np.uint64), np.full(account.size, codes.NOBODY)
    keys[incident != codes.NOBODY] = incidents["key"][incident[incident != codes.NOBODY]]
    holders[post != codes.NOBODY] = world.state.posts.holder[post[post != codes.NOBODY]]
    values = {"incident": keys, "post": post, "holder": holders, "detail": about["what"].astype(np.int64)}
    yield Entry((4, 0), What.HEARD_AROUND, persons[told], {"other": about["teller"][told], **_some(values, told)})
    known = ~told & ((post != codes.NOBODY) | (about["hop"] > 0))
    yield Entry((4, 1), What.HEARD_OTHERWISE, persons[known], _some(values, known))


def _plain(what: What, *place: int) -> Callable[[World, Rows, About], Iterator[Entry]]:
    """Something that happens to persons and needs no more words."""

    def tell(world: World, persons: Rows, about: About) -> Iterator[Entry]:
        yield Entry(place, what, persons, {})

    return tell


def _of_author(what: What, *place: int) -> Callable[[World, Rows, About], Iterator[Entry]]:
    """Something that happens to the authors of reports."""

    def tell(world: World, persons: Rows, about: About) -> Iterator[Entry]:
        offer = _columns(world, about)
        yield Entry(place, what, persons, {"other": offer["person"], "incident": offer["key"]})

    return tell


TOLD_OF: dict[str, Callable[[World, Rows, About], Iterator[Entry]]] = {
    "attended": attended,
    "trained": _plain(What.TRAINED, 1),
    "gave_up": _plain(What.GAVE_UP, 2),
    "told": told,
    "offered": offered,
    "advised": advised,
    "answered": answered,
    "letter_refused": letter_refused,
    "began": began,
    "noticed": noticed,
    "reported": reported,
    "arrived": arrived,
    "case_opened": case_opened,
    "case_reopened": case_reopened,
    "case_closed": case_closed,
    "counselled": counselled,
    "kin_spoke": kin_spoke,
    "warned": warned,
    "met": _plain(What.MET, 2, 0),
    "passed_over": _plain(What.PASSED_OVER, 2, 1),
    "stopped": stopped,
    "left": left,
    "procedure_ended": procedure_ended,
    "returned": returned,
    "free_again": free_again,
    "news": news,
    "account_heard": account_heard,
    "leaked": _of_author(What.LEAKED, 0),
    "heard_back": _of_author(What.HEARD_BACK, 1),
    "gave_up_waiting": _of_author(What.NO_ANSWER, 3),
}
"""The events that stand in people's lives."""


def _columns(world: World, about: About) -> dict[str, NDArray[Any]]:
    """The columns of the incidents of an event."""
    table, rows = world.state.incidents, about["incidents"]
    return {name: table[name][rows] for name in table.names}


def _whose(offer: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Which incidents, and which holders of which posts made them."""
    return {"incident": offer["key"], "post": offer["recruiter"], "holder": offer["holder"]}


def _some(values: Mapping[str, NDArray[Any]], which: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    return {name: column[which] for name, column in values.items()}


def _known(world: World, rows: Rows) -> Rows:
    """Facts that each of some residents knows now, as bits."""
    know = world.state.residents.fact_until[rows] > world.week
    bits: Rows = (know.astype(np.int64) << np.arange(know.shape[1])).sum(axis=1)
    return bits


def _wariness(world: World, person: int) -> float:
    """Mean awareness of household and kin."""
    kin = world.kin(person)
    return float(attitudes_of(world, kin, codes.AWARENESS).mean()) if kin.size else 0.0
