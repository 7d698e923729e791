"""Happenings and links as sentences."""

from __future__ import annotations

from sim.explaining.causes import tie_kind
from sim.explaining.chain import PERSON, PROGRAMME, RECRUITER, Link, Node
from sim.explaining.events import (
    ADVANCE,
    FORGED,
    LEAKED_OUT,
    PRIVATE,
    RECOGNISED,
    SESSION_BY_OFFICER,
    WARNED_BEFORE,
    What,
)
from sim.explaining.lives import Happening, Lives, state_of
from sim.explaining.words import Language, Words
from sim.people.identity import person_id
from sim.state import codes
from sim.ties.kinds import KINDS, NO_KIND


class Teller:
    """Puts what happened in one run into words.

    Args:
        lives: of the run.
        language: of the sentences.
    """

    def __init__(self, lives: Lives, language: Language) -> None:
        self.lives, self.say = lives, Words(language)
        self.world = lives.world
        settings = self.world.settings
        self.channels = [getattr(one.title, language) for one in settings.channels.values()]
        self.sessions = [getattr(one.title, language) for one in settings.outreach.values()]

    # -- names ---

    def person(self, row: int) -> str:
        """The id of the person in a ``row``."""
        return person_id(self.world.population, row)

    def relation(self, person: int, other: int) -> str:
        """What ties two persons, by rows ``person`` and ``other``, in a word."""
        if person == other:
            return self.say("relation.self")
        kind = tie_kind(self.lives, person, other)
        return self.say("relation.none" if kind == NO_KIND else f"relation.{KINDS[kind]}")

    def who(self, one: Happening, *others: int) -> str:
        """Whoever else was part of it, and what ties them to the person."""
        names = [
            self.say("who", person=self.person(other), relation=self.relation(one.person, other))
            for other in (others or (one.other,))
            if other != codes.NOBODY
        ]
        return self.say.listed(names) if names else self.say("who.stranger")

    def recruiter(self, post: int, holder: int) -> str:
        """The holder of a post: village, number of the post there, and the how manieth holder if not the first."""
        state = self.world.state
        village = self.world.population.village_codes[int(state.posts.village[post])]
        name = f"{village}-{int(state.posts.slot[post]) + 1}"
        return self.say("recruiter.later", post=name, n=holder + 1) if holder > 0 else self.say("recruiter", post=name)

    def facts(self, bits: int) -> str:
        """The names of facts, by ``bits``: bit f stands for the fact with code f."""
        names = [self.say(f"fact.{name}") for f, name in enumerate(codes.FACT_NAMES) if bits >> f & 1]
        open_to = [title for c, title in enumerate(self.channels) if bits >> (codes.FIRST_CHANNEL + c) & 1]
        if open_to:
            names.append(self.say(f"fact.channel{'s' * (len(open_to) > 1)}", channels=" / ".join(open_to)))
        return self.say.listed(names)

    def new_facts(self, bits: int) -> str:
        """What was learned (facts as ``bits``), after a comma; nothing if nothing was."""
        return self.say("facts.new", facts=self.facts(bits)) if bits else ""

    # -- happenings ---

    def sentence(self, one: Happening, *others: int) -> str:
        """What happened, without its date; ``others`` are all who did the same at the same time."""
        name = one.what.name.lower()
        key, values = name, {}
        who = self.who(one, *others)
        if one.what == What.SESSION:
            values = {"kind": self.sessions[one.detail % SESSION_BY_OFFICER]}
        elif one.what == What.TOLD:
            warned = (
                self.say("told.warned", recruiter=self.recruiter(one.post, codes.NOBODY))
                if one.post != codes.NOBODY
                else ""
            )
            key = "told" if one.facts or warned else "told.only"
            values = {"warned": warned}
        elif one.what == What.ASKED:
            key = f"asked.{codes.SOURCE_NAMES[one.detail & 255]}"
            extras = [("private", PRIVATE), ("advance", ADVANCE), ("forged", FORGED)]
            values = {"extras": "".join(self.say(f"extra.{extra}") for extra, bit in extras if one.detail & bit)}
        elif one.what == What.ANSWERED:
            key, values = self._answer(one)
        elif one.what in (What.NOTICED, What.SAW, What.HOSTED):
            values = {"incident": self.say(f"incident.{codes.INCIDENT_NAMES[one.detail & 255]}")}
            key = "saw.own" if one.what == What.SAW and one.other == one.person else name
        elif one.what in (What.REPORTED, What.SENT):
            fate = self.say(f"fate.{codes.REPORT_STATES[one.detail & 255]}")
            fate += self.say("fate.leaked") if one.detail & LEAKED_OUT else ""
            values = {"channel": self.channels[one.channel], "fate": fate}
            key = "sent.own" if one.what == What.SENT and one.other == one.person else name
        elif one.what == What.ARRIVED:
            values = {"receiver": self.say(f"receiver.{codes.RECEIVERS[one.detail]}")}
        elif one.what == What.CASE_OPENED:
            key = f"case_opened.{codes.OPENED_BY[one.detail >> 8]}"
            values = {"receiver": self.say(f"receiver.{codes.RECEIVERS[one.detail & 255]}")}
        elif one.what == What.CASE_CLOSED:
            key = f"case_closed.{codes.CASE_STATES[one.detail & 255]}"
            values = {"receiver": self.say(f"receiver.{codes.RECEIVERS[one.detail >> 8]}")}
        elif one.what == What.COUNSELLED:
            key = f"counselled.{codes.INCIDENT_STATES[one.detail]}"
        elif one.what == What.WARNED and one.other == one.person:
            key = "warned.own"
        elif one.what == What.STOPPED:
            key = f"stopped.{codes.GATE_NAMES[one.detail]}"
        elif one.what in (What.LEFT, What.NEWS):
            key = f"{name}.{codes.OUTCOME_NAMES[one.detail]}"
        recruiter = self.recruiter(one.post, one.holder) if one.post != codes.NOBODY else ""
        values = {"who": who, "recruiter": recruiter, "facts": self.new_facts(one.facts)} | values
        return self.say(key, **values)

    def _answer(self, one: Happening) -> tuple[str, dict[str, str]]:
        state = state_of(one)
        asked = [two for two in self.lives.of(one.person) if two.what == What.ASKED and two.incident == one.incident]
        licensed = bool(asked) and asked[0].detail & 255 == codes.LICENSED
        seen = "licensed" if licensed else "yes" if one.detail & RECOGNISED else "no"
        values = {
            "seen": self.say(f"seen.{seen}"),
            "facts": self.facts(one.facts) or self.say("facts.none"),
            "felt": self.say.number(one.felt),
            "around": self.say.number(one.around),
            "warned": self.say("answered.warned") if one.detail & WARNED_BEFORE else "",
            "date": self.say.date(one.day) if state == codes.ACCEPTED else "",
        }
        return f"answered.{codes.INCIDENT_STATES[state]}", values

    # -- links ---

    def node(self, node: Node) -> str:
        """Who or what a node of a chain is."""
        if node.kind == PROGRAMME:
            return self.say("programme")
        return self.recruiter(node.number, node.holder) if node.kind == RECRUITER else self.person(node.number)

    def tie(self, link: Link) -> str:
        """What ties source and target, if both are persons."""
        if link.source.kind == link.target.kind == PERSON:
            return self.relation(link.target.number, link.source.number)
        return ""

    def link(self, link: Link) -> str:
        """One step of a chain."""
        one = link.happening
        values: dict[str, str] = {"facts": "", "warned": "", "channel": "", "kind": "", "recruiter": ""}
        if one is not None:
            values["facts"] = self.new_facts(one.facts) if one.what in (What.SESSION, What.TOLD, What.TRAINED) else ""
            if one.channel != codes.NOBODY:
                values["channel"] = self.channels[one.channel]
            if one.what == What.SESSION:
                values["kind"] = self.sessions[one.detail % SESSION_BY_OFFICER]
            if one.post != codes.NOBODY:
                values["recruiter"] = self.recruiter(one.post, one.holder)
            if one.what == What.TOLD and one.post != codes.NOBODY:
                values["warned"] = self.say("told.warned", recruiter=values["recruiter"])
        for node in (link.source, link.target):
            if node.kind == RECRUITER:
                values["recruiter"] = self.node(node)
        state = self._state(link.beside)
        date = self.say.date(link.day, link.has_day)
        names = {"source": self.node(link.source), "target": self.node(link.target), "relation": self.tie(link)}
        return self.say(f"link.{link.how}", date=date, state=state, **names, **values)

    def _state(self, beside: dict[str, int]) -> str:
        """What the recruiter does in the run without the offer."""
        name = codes.RECRUITER_STATES[beside.get("state", codes.ACTIVE)]
        if name == "active":
            name = next((key for key in ("replaced", "moved", "private") if beside.get(key)), name)
        village = self.world.population.village_names[beside["base"]] if name == "moved" else ""
        return self.say(f"state.{name}", village=village)
