"""What a comparison says on the screen: short tables that fit eighty columns."""

from __future__ import annotations

import pandas as pd

from experiments.analysis.results import PlaceResults
from experiments.report.names import Names
from experiments.report.texts import Texts
from experiments.report.words import Answer, is_told


def averted_table(answer: Answer, places: list[PlaceResults], names: Names, say: Texts) -> str:
    """Departures averted per village and year, a line a scenario."""
    lines = [say("screen.table")]
    for place in places:
        title = names.place(place.place, say.language)
        lines.append(say("screen.place", place=title, runs=len(place.seeds)))
        rows = answer.averted(place.place)
        for channels in rows["channels"].unique():
            lines.append(f"  {names.channel_set(channels, say)}")
            lines += [_line(row, say) for _, row in rows[rows["channels"] == channels].iterrows()]
    return "\n".join([*lines, f"* {say('screen.mark')}"])


def _line(row: pd.Series, say: Texts) -> str:
    sessions = f"{row['outreach']:g} {say('screen.sessions')}"
    mark = "*" if is_told(row) else " "
    return f"    {sessions:<14}{say.number(row['difference']):>8}{mark} ({say.interval(row['low'], row['high'])})"
