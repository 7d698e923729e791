"""The answer in words, computed from the tables; also when it is "cannot be told from chance" or harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from experiments.analysis.results import ALL_DEPARTURES, AVERTED, BOTH, DEPARTURES, RECEIVED, PlaceResults
from experiments.analysis.sessions import HELD, HOLDERS, MONTHS_A_YEAR, OF_THE_PLAN
from experiments.composing.design import PLACEBO, Design
from experiments.report.assumed import Counted
from experiments.report.at_work import at_work
from experiments.report.names import Names
from experiments.runner.fates import FATES
from experiments.texts import Texts

DOCUMENTED = BOTH[1]
Verdict = Literal["fewer", "more", "unclear", "none"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the answer, with the words it starts with in bold."""

    heading: str
    text: str


def verdict(low: float, high: float) -> Verdict:
    """What an interval of departures averted, from ``low`` to ``high``, says: fewer or more leave, or it includes 0."""
    if low == 0.0 == high:
        return "none"
    if low > 0.0:
        return "fewer"
    return "more" if high < 0.0 else "unclear"


class Answer:
    """Puts the tables of a comparison into sentences of one language."""

    def __init__(
        self, tables: dict[str, pd.DataFrame], places: Sequence[PlaceResults], design: Design, names: Names, say: Texts
    ) -> None:
        self.scenarios, self.contrasts = tables["scenarios"], tables["contrasts"]
        self.places = {place.place: place for place in places}
        self.main = places[0]
        self.design, self.names, self.say = design, names, say

    def row(self, place: str, scenario: str, quantity: str) -> pd.Series:
        """One row of the table of scenarios."""
        table = self.scenarios
        chosen = (table["place"] == place) & (table["scenario"] == scenario) & (table["quantity"] == quantity)
        return table[chosen].iloc[0]

    def reference(self, quantity: str, place: str = "") -> pd.Series:
        """The row of the reference scenario, in the main place unless another one is named."""
        return self.row(place or self.main.place, self.design.reference.name, quantity)

    def verdict(self) -> Verdict:
        """What the reference scenario does in the main place."""
        return _verdict(self.reference(AVERTED))

    def headline(self, place: str) -> str:
        """What the reference scenario does in one place: to undocumented departures, and beside them to all."""
        return f"{self._undocumented(place)} {self._all(place)}"

    def _undocumented(self, place: str) -> str:
        row, say = self.reference(AVERTED, place), self.say
        kind = _verdict(row)
        turn = -1.0 if kind == "more" else 1.0
        return say(
            f"answer.{kind}",
            place=self.names.place_in_words(place, say.language),
            programme=self.names.scenario(self.design.reference, say),
            size=say.number(turn * row["difference"]),
            interval=say.interval(*sorted((turn * row["low"], turn * row["high"]))),
            base=say.number(self.reference(DEPARTURES, place)["without"]),
            percent=say.percent(turn * row["relative"]),
            percents=say.percents(*sorted((turn * row["relative_low"], turn * row["relative_high"]))),
        )

    def _all(self, place: str) -> str:
        """Fewer undocumented departures is not fewer departures: all of them, and those with documents."""
        every, documented = (self.reference(quantity, place) for quantity in (ALL_DEPARTURES, DOCUMENTED))
        say, kind = self.say, _verdict(_turned(every))
        ends = {"without": say.number(every["without"]), "with_it": say.number(every["with"])}
        row = _turned(every) if kind == "fewer" else every
        told = say(f"answer.all.{kind}", **ends, **self._size(row))
        if kind == "none":
            return told
        kind = _verdict(_turned(documented))
        row = _turned(documented) if kind == "fewer" else documented
        return f"{told} {say(f'answer.documented.{kind}', **self._size(row))}"

    def total(self) -> str:
        """The same for all villages and the whole effect window."""
        place, say, row = self.main, self.say, self.reference(AVERTED)
        people = sum(village.people for village in self.names.places[place.place].villages)
        return say(
            "answer.total",
            total=say.number(row["total_difference"], 1),
            base=say.number(self.reference(DEPARTURES)["without"] * place.village_years, 1),
            years=say.number(place.years, 0 if place.years == round(place.years) else 1),
            villages=say("villages.one" if place.villages == 1 else "villages.many", count=place.villages),
            people=say.number(people, 0),
            interval=say.interval(row["total_low"], row["total_high"]),
        )

    def rates(self) -> str:
        """Departures for each 1,000 people, all of them and those without documents."""
        say, row, every = self.say, self.reference(DEPARTURES), self.reference(ALL_DEPARTURES)
        return say(
            "answer.rates",
            without=say.number(row["without_per_1000"]),
            with_it=say.number(row["with_per_1000"]),
            all_without=say.number(every["without_per_1000"]),
            all_with=say.number(every["with_per_1000"]),
        )

    def held(self) -> str:
        """The sessions that the reference scenario really holds, and by whom."""
        planned, say = self.design.reference.outreach, self.say
        total, whose = self.sessions(self.main.place, self.design.reference.name)
        return say(
            "answer.held",
            planned=say.number(planned, 0 if planned == round(planned) else None),
            held=say.number(total, 1),
            whose=f" ({', '.join(whose)})" if whose else "",
        )

    def sessions(self, place: str, scenario: str) -> tuple[float, list[str]]:
        """Sessions held per village and month, and who held how many of them, in words."""
        held = {name: float(self.row(place, scenario, name)["with"]) / MONTHS_A_YEAR for name in (HELD, *HOLDERS)}
        total, planned_by = held.pop(HELD), self.names.planned_by(self.say)
        whose = {name: planned_by if name == OF_THE_PLAN else self.say(f"held_by.{name}") for name in HOLDERS}
        return total, [f"{whose[name]} {self.say.number(amount, 1)}" for name, amount in held.items() if amount]

    def note(self, place: str) -> str:
        """What the existing channels are, and what is at work in every scenario of a place."""
        return self.say("figure.note", channels=self.names.existing(self.say), at_work=self._at_work(place))

    def _at_work(self, place: str, measured: bool = False) -> str:
        name = self._plainest(place)
        return at_work(self.names.programme, lambda of: self.row(place, name, of), self.say, measured)

    def _plainest(self, place: str) -> str:
        """The scenario with the fewest channels of its own, and of these with the fewest sessions planned."""
        cells = self.places[place].cells
        return min(cells, key=lambda name: (len(self.names.channel_sets[cells[name].channels]), cells[name].outreach))

    def beside(self) -> list[Paragraph]:
        """The headline of the other place."""
        heading = self.say("answer.beside_heading")
        return [Paragraph(heading, self.headline(place)) for place in list(self.places)[1:]]

    def paragraphs(self) -> list[Paragraph]:
        """What stands behind the headline: levers, reports, persons, and how sure it is."""
        axes = [axis for axis in ("outreach", "channels") if not self._contrasts(axis).empty]
        found = {axis: self._axis(axis) for axis in axes}
        found |= {"reports": self._reports(), "persons": self._persons(), "sure": self._sure()}
        return [Paragraph(self.say(f"answer.{name}_heading"), text) for name, text in found.items()]

    def limits(self, counted: Counted) -> str:
        """What no number of runs can make sure, and that rates are multiplied where they are."""
        text = self.say("answer.limits", assumed=counted.assumed, numbers=counted.numbers)
        return f"{text} {self.factor(self.main.place)}".rstrip()

    def factor(self, place: str) -> str:
        """That all recruiting rates of a place are multiplied; empty where they are not."""
        say, factor = self.say, self.names.places[place].rate_factor
        title = self.names.title_in_words(place, say.language)
        return "" if factor == 1 else say("answer.factor", place=title, factor=f"{factor:g}")

    def bare(self) -> list[Paragraph]:
        """What is left with no session planned and no channel opened, if that is among the scenarios."""
        name, say, place = self._plainest(self.main.place), self.say, self.main.place
        cell = self.main.cells[name]
        if cell.outreach or self.names.channel_sets[cell.channels]:
            return []
        row, every = self.row(place, name, AVERTED), self.row(place, name, ALL_DEPARTURES)
        text = say(
            "answer.bare" if is_told(row) else "answer.bare.unclear",
            channels=self.names.existing(say),
            at_work=self._at_work(place, measured=True),
            change=say.number(every["difference"]),
            change_interval=say.interval(every["low"], every["high"]),
            **self._size(row),
        )
        return [Paragraph(say("answer.bare_heading"), text)]

    def _size(self, row: pd.Series) -> dict[str, str]:
        return {"size": self.say.number(row["difference"]), "interval": self.say.interval(row["low"], row["high"])}

    def _contrasts(self, axis: str) -> pd.DataFrame:
        table = self.contrasts
        return table[(table["place"] == self.main.place) & (table["axis"] == axis)]

    def _axis(self, axis: str) -> str:
        rows, say = self._contrasts(axis), self.say
        counts = _counts(rows)
        largest = rows.iloc[int(rows["difference"].abs().to_numpy().argmax())]
        told = counts["fewer"] + counts["more"] > 0
        some = "all" if counts["fewer"] == len(rows) else "some" if told else "none"
        kind = "one" if len(rows) == 1 else some
        return say(
            f"answer.{axis}.{kind}",
            **counts,
            count=len(rows),
            channels=self.names.set_in_words(str(largest["channels"]), say),
            one=largest["one"],
            other=largest["other"],
            told=say("told.yes" if told else "told.no"),
            **self._size(largest),
        )

    def _reports(self) -> str:
        row, say = self.reference(RECEIVED), self.say
        kind = {"fewer": "up", "more": "down"}.get(_verdict(row), "unclear")
        ends = {"without": say.number(row["without"]), "with_it": say.number(row["with"])}
        return say(f"answer.reports.{kind}", **ends, **self._size(row))

    def _persons(self) -> str:
        say = self.say
        values = {fate: float(self.reference(fate)["with"]) for fate in FATES}
        churn = {f"churn_{fate}": self.row(self.main.place, PLACEBO, fate)["with"] for fate in FATES[:2]}
        text = say("answer.persons", **{name: say.number(value) for name, value in (values | churn).items()})
        if values["prevented"] <= 0.0:
            return text
        shares = {fate: say.percent(values[fate] / values["prevented"]) for fate in FATES[2:]}
        return f"{text} {say('answer.split', **shares)}"

    def _sure(self) -> str:
        place, say, row, precision = self.main, self.say, self.reference(AVERTED), self.design.precision
        half = (row["high"] - row["low"]) / 2.0
        precise = "answer.precise" if half <= precision else "answer.imprecise"
        runs = say("answer.runs", runs=len(place.seeds), populations=row["populations"])
        parts = [runs, say(precise, half=say.number(half), precision=say.number(precision))]
        if len(place.cells) > 1:
            parts.append(say("answer.many", count=len(place.cells), **_counts(self.averted(place.place))))
        return " ".join(parts)

    def averted(self, place: str) -> pd.DataFrame:
        """Departures averted by every scenario of a place, without the placebo."""
        table = self.scenarios
        chosen = (table["place"] == place) & (table["quantity"] == AVERTED) & (table["scenario"] != PLACEBO)
        return table[chosen]


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many of some intervals, widened to hold together, say fewer, more, or neither."""
    verdicts = [verdict(low, high) for low, high in zip(rows["low_all"], rows["high_all"], strict=True)]
    fewer, more = verdicts.count("fewer"), verdicts.count("more")
    return {"fewer": fewer, "more": more, "unclear": len(verdicts) - fewer - more}


def _turned(row: pd.Series) -> pd.Series:
    """A difference the other way round: how many fewer, where the table says how many more."""
    turned = row.copy()
    turned["difference"], turned["low"], turned["high"] = -row["difference"], -row["high"], -row["low"]
    return turned


def _verdict(row: pd.Series, ends: str = "") -> Verdict:
    return verdict(row[f"low{ends}"], row[f"high{ends}"])


def is_told(row: pd.Series, ends: str = "") -> bool:
    """Whether an interval leaves out zero; with the ends ``_all``, also when it is widened for all scenarios."""
    return _verdict(row, ends) in ("fewer", "more")


def told_from_chance(row: pd.Series) -> Literal["all", "alone", "no"]:
    """Whether an interval leaves out zero: even widened for all scenarios, only by itself, or not."""
    return "all" if is_told(row, "_all") else "alone" if is_told(row) else "no"
