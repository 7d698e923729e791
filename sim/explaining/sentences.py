"""Happenings and links as sentences."""

from __future__ import annotations

from sim.explaining.causes import tie_kind
from sim.explaining.events import EXTRAS, LEAKED_OUT, PAPERS, RECOGNISED, SESSION_BY_OFFICER, WARNED_BEFORE, What
from sim.explaining.links import PERSON, PROGRAMME, RECRUITER, Link, Node
from sim.explaining.lives import Happening, Lives, state_of
from sim.explaining.words import Language, Words
from sim.people.identity import person_id
from sim.state import codes
from sim.ties.kinds import KINDS, NO_KIND

NAMED = {
    What.ASKED: codes.SOURCE_NAMES,
    What.ANSWERED: codes.INCIDENT_STATES,
    What.CASE_CLOSED: codes.CASE_STATES,
    What.COUNSELLED: codes.INCIDENT_STATES,
    What.KIN_SPOKE: codes.INCIDENT_STATES,
    What.STOPPED: codes.GATE_NAMES,
    What.LEFT: codes.OUTCOME_NAMES,
    What.NEWS: codes.OUTCOME_NAMES,
}
"""Happenings whose sentence depends on their detail, and the names of its codes."""
LEARNED = (What.SESSION, What.TRAINED, What.TOLD, What.ADVISED)
"""Happenings in which facts are learned, which their sentence names."""


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
        """What ties two persons, the rows ``person`` and ``other``, in a word."""
        return self.say(f"relation.{self.kind(person, other) or 'none'}")

    def kind(self, person: int, other: int) -> str | None:
        """The kind of tie between the rows ``person`` and ``other`` by its name.

        ``self`` if they are one, None without a tie.
        """
        if person == other:
            return "self"
        kind = tie_kind(self.lives, person, other)
        return None if kind == NO_KIND else KINDS[kind]

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
        key = one.what.name.lower()
        if one.what in NAMED:
            key += f".{NAMED[one.what][one.detail & 255]}"
            if one.what == What.ASKED and one.detail & 255 == codes.BY_KIN_ABROAD and one.detail & PAPERS:
                key += ".documented"
        elif one.what == What.CASE_OPENED:
            key += f".{codes.OPENED_BY[one.detail >> 8]}"
        elif one.what == What.TOLD and not one.facts and one.post == codes.NOBODY:
            key += ".only"
        elif one.what in (What.SAW, What.SENT, What.WARNED) and one.other == one.person:
            key += ".own"
        values = self._common(one) | self._special(one)
        return self.say(key, who=self.who(one, *others), **values)

    def _common(self, one: Happening) -> dict[str, str]:
        """What sentences on happenings and links alike may speak of."""
        has_post, is_session = one.post != codes.NOBODY, one.what == What.SESSION
        recruiter = self.recruiter(one.post, one.holder) if has_post else ""
        return {
            "recruiter": recruiter,
            "channel": self.channels[one.channel] if one.channel != codes.NOBODY else "",
            "kind": self.sessions[one.detail % SESSION_BY_OFFICER] if is_session else "",
            "warned": self.say("told.warned", recruiter=recruiter) if one.what == What.TOLD and has_post else "",
            "facts": self.new_facts(one.facts) if one.what in LEARNED else "",
        }

    def _special(self, one: Happening) -> dict[str, str]:
        """What only sentences on some kinds of happenings speak of."""
        low, high = one.detail & 255, one.detail >> 8
        if one.what == What.ASKED:
            return {"extras": "".join(self.say(f"extra.{name}") for name, bit in EXTRAS.items() if one.detail & bit)}
        if one.what == What.ANSWERED:
            return self._answer(one)
        if one.what in (What.NOTICED, What.SAW, What.HOSTED):
            return {"incident": self.say(f"incident.{codes.INCIDENT_NAMES[low]}")}
        if one.what in (What.REPORTED, What.SENT):
            leaked = self.say("fate.leaked") if one.detail & LEAKED_OUT else ""
            return {"fate": self.say(f"fate.{codes.REPORT_STATES[low]}") + leaked}
        if one.what in (What.ARRIVED, What.CASE_OPENED, What.CASE_CLOSED, What.ADVISED):
            receiver = codes.RECEIVERS[high if one.what == What.CASE_CLOSED else low]
            return {"receiver": self.say(f"receiver.{receiver}")}
        if one.what in (What.HEARD_AROUND, What.HEARD_OTHERWISE):
            recruiter = self._common(one)["recruiter"]
            return {"what": self.say(f"what.{codes.ACCOUNT_NAMES[one.detail]}", recruiter=recruiter)}
        return {}

    def _answer(self, one: Happening) -> dict[str, str]:
        """What somebody saw, knew and felt who answered an offer."""
        asked = [two for two in self.lives.of(one.person) if two.what == What.ASKED and two.incident == one.incident]
        legal = bool(asked) and asked[0].detail & PAPERS
        seen = "legal" if legal else "yes" if one.detail & RECOGNISED else "no"
        return {
            "seen": self.say(f"seen.{seen}"),
            "facts": self.facts(one.facts) or self.say("facts.none"),
            "felt": self.say.number(one.felt),
            "around": self.say.number(one.around),
            "warned": self.say("answered.warned") if one.detail & WARNED_BEFORE else "",
            "date": self.say.date(one.day) if state_of(one) == codes.ACCEPTED else "",
        }

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
        values = {} if link.happening is None else self._common(link.happening)
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
