"""What is at work where no session is planned and no channel opened: read off settings and runs, for any programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from experiments.texts import Texts

Row = Callable[[str], pd.Series]
"""The row of a quantity in the table of scenarios, of the scenario that is described."""

_DOES: dict[str, Mapping[str, str]] = {
    "local_actors": {"hold": "sessions_local_actors", "listen": "local_actor_noticed"},
    "officers": {"listen": "hours_listening", "answer": "hours_answering_officers"},
}
"""Who does what, and the measure that says how much of it."""
_BESIDE: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "village": ("sessions_village", lambda programme: bool(programme.continued)),
    "joint_answers": ("cases_answered_jointly", lambda programme: programme.joint_answers > 0),
    "coordination": ("cost_coordination", lambda programme: programme.coordination > programme.coordination_before),
    "gates": ("cost_gates", lambda programme: programme.gate_effort > 1),
    "police": ("cost_police", lambda programme: programme.police_effort > 1),
    "publicity": ("cost_publicity", lambda programme: programme.publicity > 0),
    "route_help": ("cost_route_help", lambda programme: programme.route_help),
}
"""What else a programme may bring: what shows that it came about, and whether the programme means it to."""


def at_work(programme: Any, row: Row, say: Texts, measured: bool = False) -> str:
    """What is at work, as an enumeration; "nothing" where there is nothing.

    Args:
        programme: its settings.
        row: see :data:`Row`.
        say: texts of the language.
        measured: whether to say how much of it, per village and year.
    """
    found = []
    for who, does in _DOES.items():
        deeds = [_deed(f"at_work.{who}.{deed}", row(of), say, measured) for deed, of in does.items() if row(of)["with"]]
        if deeds:
            found.append(say(f"at_work.{who}", does=say.listed(deeds)))
    found += [
        say(f"at_work.{name}")
        for name, (measure, is_meant) in _BESIDE.items()
        if is_meant(programme) and _came_about(measure, programme, row(measure))
    ]
    return "; ".join(found) or say("at_work.nothing")


def _deed(key: str, row: pd.Series, say: Texts, measured: bool) -> str:
    return say(f"{key}.measured", amount=say.number(row["with"])) if measured else say(key)


def _came_about(measure: str, programme: Any, row: pd.Series) -> bool:
    """What costs nothing happens wherever it is meant to, unless a budget may forbid it."""
    free = measure.startswith("cost_") and programme.budget is None
    return free or bool(row["with"] > row["without"])
