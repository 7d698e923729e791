"""The scenarios as a table on the screen."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from experiments.analysis.results import ALL_DEPARTURES, PlaceResults
from experiments.report.names import Names
from experiments.report.words import Answer, is_told
from experiments.texts import Texts


def averted_table(answer: Answer, places: Sequence[PlaceResults], names: Names, say: Texts) -> str:
    """Undocumented departures averted and the change in all departures per village and year, a line a scenario."""
    lines = [say("screen.table")]
    for place in places:
        title = names.place(place.place, say.language)
        lines.append(say("screen.place", place=title, runs=len(place.seeds)))
        rows = answer.averted(place.place)
        for channels in rows["channels"].unique():
            lines.append(f"  {names.channel_set(channels, say, place.sets)}")
            lines += [_line(row, answer, say) for _, row in rows[rows["channels"] == channels].iterrows()]
    notes = dict.fromkeys(answer.note(place.place) for place in places)
    return "\n".join([*lines, f"* {say('screen.mark')}", *notes])


def _line(row: pd.Series, answer: Answer, say: Texts) -> str:
    every = answer.row(row["place"], row["scenario"], ALL_DEPARTURES)
    held, _ = answer.sessions(row["place"], row["scenario"])
    sessions = f"{row['outreach']:g} {say('screen.sessions', held=say.number(held, 1))}"
    averted = f"{say.number(row['difference']):>8}{'*' if is_told(row) else ' '}"
    change = f"{say('screen.all')} {say.number(every['difference'])} ({say.interval(every['low'], every['high'])})"
    return f"    {sessions:<26}{averted} {f'({say.interval(row["low"], row["high"])})':<20} {change}"
