"""One synthetic person's story under a programme, beside the same person without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sim.explaining.causes import Cause, Causes
from sim.explaining.chain import Chains
from sim.explaining.events import NEVER_APART, What, week_of
from sim.explaining.links import PERSON, PROGRAMME, Link, Node
from sim.explaining.lives import Happening, Lives, state_of
from sim.explaining.sentences import Teller
from sim.explaining.words import Language, Words
from sim.people.groups import CONTACT, GROUPS, RT_HEAD, WOMAN, group_at
from sim.people.identity import person_id
from sim.state.codes import ADULT_WEEKS, INCIDENT_STATES, NOBODY


@dataclass(frozen=True)
class Entry:
    """One line of a story: what happened, when, how often, and everybody else who was part of it."""

    happening: Happening
    others: tuple[int, ...]
    count: int
    last_day: int


@dataclass(frozen=True)
class Story:
    """The person of one row, in two runs. ``text`` and ``as_dict`` put it into words; the rest is for pictures."""

    chains: Chains
    row: int

    @property
    def person(self) -> str:
        """The id of the person."""
        return person_id(self.chains.run.world.population, self.row)

    @property
    def start(self) -> int:
        """First week of the programme."""
        return self.chains.twins.start

    def entries(self, lives: Lives) -> list[Entry]:
        """The life in one run, in order, with what repeats itself told once."""
        return gathered(lives.of(self.row))

    @cached_property
    def parting(self) -> list[Link]:
        """The chain that leads to the first difference; empty if the policy did not reach the person."""
        return self.chains.parting(self.row)

    @property
    def parting_day(self) -> int | None:
        """The first day on which anything about the person differs, None if nothing does."""
        time = int(self.chains.twins.apart[self.row])
        if time == NEVER_APART:
            return None
        days = [one.date for one in self.differing()]
        return min(days, default=week_of(time) * 7)

    def differing(self) -> list[Happening]:
        """What happened at the first difference in one run only; empty if it shows in attitudes alone."""
        time = int(self.chains.twins.apart[self.row])
        lives = (self.chains.run, self.chains.pair)
        return [one for life in lives for one in life.of(self.row) if one.time == time and one.only_here]

    @cached_property
    def turning(self) -> Cause | None:
        """The nearest cause of the first departure that only one of the runs has; None without one."""
        causes = Causes(self.chains)
        found = [
            causes.nearest(one, prevented)
            for prevented in (True, False)
            for one in causes.departures(prevented)
            if one.person == self.row
        ]
        return min(found, key=lambda cause: cause.departure.time, default=None)

    @cached_property
    def turning_chain(self) -> list[Link]:
        """How the policy came to that nearest cause."""
        return Causes(self.chains).chain(self.turning) if self.turning is not None else []

    def text(self, language: Language = "en") -> str:
        """The story to be read."""
        return "\n".join(_Page(self, language).lines()) + "\n"

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The story as plain data, for JSON; sentences in one language."""
        return _Page(self, language).data()


def gathered(life: list[Happening]) -> list[Entry]:
    """A life with what repeats itself told once, and what several did at once told together."""
    entries: dict[tuple[Any, ...], Entry] = {}
    for place, one in enumerate(life):
        mark = _mark(one) or ("once", place)
        entry = entries.get(mark)
        if entry is None:
            entries[mark] = Entry(one, (one.other,), 1, one.date)
        elif one.what == What.NOTICED:
            others = dict.fromkeys((*entry.others, one.other))
            entries[mark] = replace(entry, others=tuple(others), last_day=one.date)
        else:
            entries[mark] = replace(entry, count=entry.count + 1, last_day=one.date)
    return list(entries.values())


def _mark(one: Happening) -> tuple[int, ...]:
    """What happenings share that are told as one; empty for what is told by itself."""
    if one.what == What.NOTICED:
        return one.what, one.time, one.incident
    if one.what == What.SESSION and not one.facts:
        return one.what, one.detail
    heard_nothing = one.what == What.TOLD and not one.facts and one.post == NOBODY
    return (one.what,) if heard_nothing or one.what in (What.MET, What.PASSED_OVER) else ()


class _Page:
    """A story in one language."""

    def __init__(self, story: Story, language: Language) -> None:
        self.story, self.language, self.say = story, language, Words(language)
        self.run, self.pair = (Teller(lives, language) for lives in (story.chains.run, story.chains.pair))

    # -- as text ---

    def lines(self) -> list[str]:
        story, say = self.story, self.say
        settings = self.run.world.settings
        programme = getattr(settings.programme.title, self.language)
        starts = story.start < settings.weeks
        lines = [say("title", person=story.person), self.about(), say("synthetic")]
        lines += [say("dates", start=story.start) if starts else say("dates.never"), ""]
        before, after = self.split(story.chains.run)
        _, without = self.split(story.chains.pair)
        for head, entries in (
            (say("lane.before"), before),
            (say("lane.with", programme=programme), after),
            (say("lane.without"), without),
        ):
            told = [self.line(entry) for entry in entries] or [f"  {say('nothing')}"]
            lines += [head, *told, ""]
        return [*lines, *self.conclusions()]

    def conclusions(self) -> list[str]:
        """What differs, when first, and how the policy came to it."""
        parting = [self.parting_sentence(), *self.chain("reached", self.story.parting)]
        return [*parting, "", self.turning_sentence(), *self.chain("turning.chain", self.story.turning_chain)]

    def chain(self, head: str, links: list[Link]) -> list[str]:
        """The links of a chain under a heading; nothing without links."""
        return [self.say(head), *(f"  {self.link(link)}" for link in links)] if links else []

    def split(self, lives: Lives) -> tuple[list[Entry], list[Entry]]:
        """Entries before the programme, and from its first week on."""
        life = lives.of(self.story.row)
        before = [one for one in life if one.week < self.story.start]
        return gathered(before), gathered(life[len(before) :])

    def line(self, entry: Entry) -> str:
        return f"  {self.say.date(entry.happening.date, entry.happening.has_day):>6}  {self.entry(entry)}"

    def entry(self, entry: Entry) -> str:
        """One entry in words."""
        one = entry.happening
        text = self.teller(one).sentence(one, *entry.others)
        if entry.count == 1:
            return text
        date = self.say.date(entry.last_day, one.has_day)
        return self.say("times", text=text, count=entry.count, date=date)

    def teller(self, one: Happening | Link) -> Teller:
        """Who tells of the run in which it happened."""
        return self.run if one.here else self.pair

    def link(self, link: Link) -> str:
        return self.teller(link).link(link)

    def about(self) -> str:
        """Who the person is."""
        data, say = self.person(), self.say
        roles = "".join(f"; {say(f'role.{role}')}" for role in data["roles"])
        return say(
            "about",
            sex=say(f"sex.{data['sex']}").capitalize(),
            age=data["age"],
            village=data["village_name"],
            group=say(f"group.{data['group']}"),
            members=data["household_members"],
            need=say.number(data["need"]),
            roles=roles,
        )

    def parting_sentence(self) -> str:
        """When the two lives part, and with what."""
        story, say = self.story, self.say
        if story.parting_day is None:
            return say("parting.none")
        differing = story.differing()
        what = say("parting.inside")
        if differing:
            first = differing[0]
            side = "with" if first.here else "without"
            what = say(f"parting.only.{side}", what=self.teller(first).sentence(first))
        exact = any(one.has_day for one in differing)
        return say("parting", date=say.date_in_words(story.parting_day, exact), what=what)

    def turning_sentence(self) -> str:
        """Whether a departure was prevented or induced, and its nearest cause."""
        cause, say = self.story.turning, self.say
        if cause is None:
            return say("turning.same")
        key = "turning.prevented" if cause.prevented else "turning.induced"
        return say(key, date=say.date_in_words(cause.departure.date), cause=say(f"cause.{cause.name}"))

    # -- as data ---

    def data(self) -> dict[str, Any]:
        story, cause = self.story, self.story.turning
        settings = self.run.world.settings
        day = story.parting_day
        return {
            "synthetic": self.say("synthetic"),
            "language": self.language,
            "person": self.person(),
            "programme": getattr(settings.programme.title, self.language),
            "seed": settings.seed,
            "population_seed": settings.population_seed,
            "weeks": settings.weeks,
            "start_week": story.start,
            "with": [self.entry_data(entry) for entry in story.entries(story.chains.run)],
            "without": [self.entry_data(entry) for entry in story.entries(story.chains.pair)],
            "parting": None if day is None else _when(day) | self.told(self.parting_sentence(), story.parting),
            "departure": None
            if cause is None
            else _when(cause.departure.date)
            | {"prevented": cause.prevented, "cause": cause.name}
            | self.told(self.turning_sentence(), story.turning_chain),
        }

    def told(self, text: str, chain: list[Link]) -> dict[str, Any]:
        return {"text": text, "chain": [self.link_data(link) for link in chain]}

    def person(self) -> dict[str, Any]:
        """Who the person is, in the first week."""
        world, row = self.run.world, self.story.row
        people = world.population
        age, traits = -int(people.birth_week[row]), int(people.traits[row])
        group = GROUPS[group_at(int(people.group[row]), traits, age)] if age >= ADULT_WEEKS else "child"
        household = int(people.household[row])
        first = self.story.chains.pair.recorder.first_roles
        roles = [name for name, bit in (("contact", CONTACT), ("rt_head", RT_HEAD)) if traits & bit]
        roles += [name for name, rows in first.items() if row in rows]
        members = people.household_first_row[household + 1] - people.household_first_row[household]
        return {
            "id": self.story.person,
            "village": people.village_codes[int(people.village[row])],
            "village_name": people.village_names[int(people.village[row])],
            "age": age // 52,
            "sex": "woman" if people.sex[row] == WOMAN else "man",
            "group": group,
            "household_members": int(members + people.household_children[household]),
            "need": round(float(people.household_need[household]), 4),
            "roles": roles,
        }

    def entry_data(self, entry: Entry) -> dict[str, Any]:
        one, teller = entry.happening, self.teller(entry.happening)
        others = [
            {"id": teller.person(other), "relation": teller.kind(one.person, other)}
            for other in entry.others
            if other not in (NOBODY, one.person)
        ]
        return {
            **_when(one.date),
            "what": one.what.name.lower(),
            "others": others,
            "recruiter": teller.recruiter(one.post, one.holder) if one.post != NOBODY else None,
            "times": entry.count,
            "only_here": one.only_here,
            "answer": INCIDENT_STATES[state_of(one)] if one.what == What.ANSWERED else None,
            "text": self.entry(entry),
        }

    def link_data(self, link: Link) -> dict[str, Any]:
        teller = self.teller(link)
        both = link.source.kind == link.target.kind == PERSON
        return {
            **_when(link.day),
            "how": link.how,
            "from": _node(teller, link.source),
            "to": _node(teller, link.target),
            "relation": teller.kind(link.target.number, link.source.number) if both else None,
            "with_programme": link.here,
            "text": self.link(link),
        }


def _when(day: int) -> dict[str, int]:
    return {"week": day // 7, "day": day}


def _node(teller: Teller, node: Node) -> dict[str, str]:
    return {"kind": node.kind, "name": node.kind if node.kind == PROGRAMME else teller.node(node)}
