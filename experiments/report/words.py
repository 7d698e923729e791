"""The answer in words, computed from the tables; also when it is "cannot be told from chance" or harm."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from experiments.analysis.results import AVERTED, RECEIVED, PlaceResults
from experiments.report.assumed import Counted
from experiments.report.names import Names
from experiments.report.texts import Texts
from experiments.runner.design import PLACEBO, Cell, Design
from experiments.runner.fates import FATES

Verdict = Literal["fewer", "more", "unclear", "none"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the answer, with the words it starts with in bold."""

    heading: str
    text: str


def verdict(low: float, high: float) -> Verdict:
    """What an interval of departures averted says: fewer or more leave, or it includes zero."""
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

    def verdict(self) -> Verdict:
        """What the reference scenario does in the main place."""
        row = self.row(self.main.place, self.design.reference.name, AVERTED)
        return verdict(row["low"], row["high"])

    def headline(self, place: str) -> str:
        """What the reference scenario does in one place, in one or two sentences."""
        row = self.row(place, self.design.reference.name, AVERTED)
        base = self.row(place, self.design.reference.name, "undocumented_departures")["without"]
        kind, say = verdict(row["low"], row["high"]), self.say
        turn = -1.0 if kind == "more" else 1.0
        low, high = sorted((turn * row["low"], turn * row["high"]))
        percents = sorted((turn * row["relative_low"], turn * row["relative_high"]))
        return say(
            f"answer.{kind}",
            place=self.names.place_in_words(place, say.language),
            programme=self.names.scenario(self.design.reference.name, self.design.reference, say),
            size=say.number(turn * row["difference"]),
            interval=say.interval(low, high),
            base=say.number(base),
            percent=say.percent(turn * row["relative"]),
            percents=say.percents(*percents),
        )

    def total(self) -> str:
        """The same for all villages and the whole effect window."""
        place, say = self.main, self.say
        row = self.row(place.place, self.design.reference.name, AVERTED)
        base = self.row(place.place, self.design.reference.name, "undocumented_departures")["without"]
        people = sum(village.people for village in self.names.places[place.place].villages)
        return say(
            "answer.total",
            total=say.number(row["total_difference"], 1),
            base=say.number(base * place.village_years, 1),
            years=say.number(place.years, 0 if place.years == round(place.years) else 1),
            villages=say("villages.one" if place.villages == 1 else "villages.many", count=place.villages),
            people=say.number(people, 0),
            interval=say.interval(row["total_low"], row["total_high"]),
        )

    def beside(self) -> list[Paragraph]:
        """The headline of the other place."""
        heading = self.say("answer.beside_heading")
        return [Paragraph(heading, self.headline(place)) for place in list(self.places)[1:]]

    def paragraphs(self) -> list[Paragraph]:
        """What stands behind the headline: levers, reports, persons, and how sure it is."""
        heading = self.say
        found = [
            Paragraph(heading(f"answer.{axis}_heading"), self._axis(axis))
            for axis in ("outreach", "channels")
            if not self._contrasts(axis).empty
        ]
        found.append(Paragraph(heading("answer.reports_heading"), self._reports()))
        found.append(Paragraph(heading("answer.persons_heading"), self._persons()))
        found.append(Paragraph(heading("answer.sure_heading"), self._sure()))
        return found

    def limits(self, counted: Counted) -> str:
        """What no number of runs can make sure, and that rates are multiplied where they are."""
        say, place = self.say, self.main.place
        text = say("answer.limits", assumed=counted.assumed, numbers=counted.numbers)
        factor = self.names.places[place].rate_factor
        if factor == 1:
            return text
        title = self.names.title_in_words(place, say.language)
        return f"{text} {say('answer.factor', place=title, factor=f'{factor:g}')}"

    def officers(self) -> list[Paragraph]:
        """The officers by themselves: no sessions, no channel opened, if that is among the scenarios."""
        say = self.say
        for name, cell in self.main.cells.items():
            if cell.outreach == 0 and not self.names.channel_sets[cell.channels]:
                row = self.row(self.main.place, name, AVERTED)
                size, interval = say.number(row["difference"]), say.interval(row["low"], row["high"])
                told = verdict(row["low"], row["high"]) in ("fewer", "more")
                text = say("answer.officers" if told else "answer.officers.unclear", size=size, interval=interval)
                return [Paragraph(say("answer.officers_heading"), text)]
        return []

    def _contrasts(self, axis: str) -> pd.DataFrame:
        table = self.contrasts
        if table.empty:
            return table
        return table[(table["place"] == self.main.place) & (table["axis"] == axis)]

    def _axis(self, axis: str) -> str:
        rows, say = self._contrasts(axis), self.say
        counts = _counts(rows)
        largest = rows.iloc[int(rows["difference"].abs().to_numpy().argmax())]
        values: dict[str, object] = {
            **counts,
            "count": len(rows),
            "channels": self.names.set_in_words(str(largest["channels"]), say),
            "size": say.number(largest["difference"]),
            "interval": say.interval(largest["low"], largest["high"]),
        }
        if axis == "outreach":
            values |= {"one": largest["one"], "other": largest["other"]}
        told = counts["fewer"] + counts["more"] > 0
        kind = "some" if told else "none"
        if counts["fewer"] == len(rows):
            kind = "all"
        if len(rows) == 1:
            kind = "one"
            values["told"] = say("told.yes" if told else "told.no")
        return say(f"answer.{axis}.{kind}", **values)

    def _reports(self) -> str:
        row, say = self.row(self.main.place, self.design.reference.name, RECEIVED), self.say
        kind = {"fewer": "up", "more": "down"}.get(verdict(row["low"], row["high"]), "unclear")
        return say(
            f"answer.reports.{kind}",
            without=say.number(row["without"]),
            with_it=say.number(row["with"]),
            size=say.number(row["difference"]),
            interval=say.interval(row["low"], row["high"]),
        )

    def _persons(self) -> str:
        place, name, say = self.main.place, self.design.reference.name, self.say
        values = {fate: float(self.row(place, name, fate)["with"]) for fate in FATES}
        churn = {fate: float(self.row(place, PLACEBO, fate)["with"]) for fate in ("prevented", "induced")}
        text = say(
            "answer.persons",
            prevented=say.number(values["prevented"]),
            induced=say.number(values["induced"]),
            churn_prevented=say.number(churn["prevented"]),
            churn_induced=say.number(churn["induced"]),
        )
        if values["prevented"] <= 0.0:
            return text
        shares = {fate: say.percent(values[fate] / values["prevented"]) for fate in FATES[2:]}
        return f"{text} {say('answer.split', **shares)}"

    def _sure(self) -> str:
        place, say, design = self.main, self.say, self.design
        row = self.row(place.place, design.reference.name, AVERTED)
        half = (row["high"] - row["low"]) / 2.0
        parts = [
            say("answer.runs", runs=len(place.seeds), populations=row["populations"]),
            say(
                "answer.precise" if half <= design.precision else "answer.imprecise",
                half=say.number(half),
                precision=say.number(design.precision),
            ),
            say("answer.many", count=len(place.cells), **_counts(self.averted(place.place))),
        ]
        return " ".join(parts)

    def averted(self, place: str) -> pd.DataFrame:
        """Departures averted by every scenario of a place, without the placebo."""
        table = self.scenarios
        chosen = (table["place"] == place) & (table["quantity"] == AVERTED) & (table["scenario"] != PLACEBO)
        return table[chosen]

    def cell(self, scenario: str) -> Cell:
        """The cell behind a scenario's name."""
        return self.main.cells[scenario]


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many of some intervals, widened to hold together, say fewer, more, or neither."""
    verdicts = [verdict(low, high) for low, high in zip(rows["low_all"], rows["high_all"], strict=True)]
    fewer, more = verdicts.count("fewer"), verdicts.count("more")
    return {"fewer": fewer, "more": more, "unclear": len(verdicts) - fewer - more}


def told_from_chance(row: pd.Series) -> Literal["all", "alone", "no"]:
    """Whether an interval leaves out zero: even widened for all scenarios, only by itself, or not."""
    if verdict(row["low_all"], row["high_all"]) in ("fewer", "more"):
        return "all"
    alone = not math.isnan(row["low"]) and verdict(row["low"], row["high"]) in ("fewer", "more")
    return "alone" if alone else "no"
