"""The findings as tables and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.evidence.levers.finding import QUANTITIES, Change, Finding, in_order


def levers_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """One row a lever, place and quantity; what cannot be told is empty."""
    order = in_order(findings)
    ordered = sorted(findings, key=lambda one: order.index(one.planned.name))
    return pd.DataFrame([_row(one, name, one.changes[name]) for one in ordered for name in QUANTITIES])


def doses_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """One row a lever with doses, place, dose and quantity."""
    rows = [
        {
            "lever": one.planned.name,
            "place": one.planned.place,
            "dose": dose.at,
            "quantity": name,
            **_ends("level", "level_low", "level_high", level),
            **_ends("difference", "low", "high", dose.differences[name]),
            "runs": one.planned.runs,
        }
        for one in findings
        for dose in one.doses
        for name, level in dose.levels.items()
    ]
    return pd.DataFrame(rows)


def levers_json(findings: Sequence[Finding], command: str, code: str) -> str:
    """The rows of both tables, with the command and the model's code."""
    levers, doses = (
        json.loads(table.to_json(orient="records", force_ascii=False))
        for table in (levers_table(findings), doses_table(findings))
    )
    content = {"command": command, "model": code, "levers": levers, "doses": doses}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _row(finding: Finding, quantity: str, change: Change) -> dict[str, Any]:
    planned, lever = finding.planned, finding.planned.lever
    because = lever.small_because
    return {
        "lever": planned.name,
        "kind": lever.kind,
        "title": lever.title.en,
        "title_id": lever.title.id,
        "place": planned.place,
        "quantity": quantity,
        "level_less": change.less,
        "level_more": change.more,
        **_ends("difference", "low", "high", change.difference),
        **_ends("change", "change_low", "change_high", change.share),
        "moves": change.verdict,
        "runs": planned.runs,
        "weeks": int(planned.counts.sum()),
        "settings": json.dumps({key: list(ends) for key, ends in planned.ends.items()}, ensure_ascii=False),
        "room": json.dumps(lever.room, ensure_ascii=False) if lever.room else None,
        "small_because": None if because is None else because.en,
        "small_because_id": None if because is None else because.id,
    }


def _ends(mean: str, low: str, high: str, interval: Any) -> dict[str, float | None]:
    numbers = zip((mean, low, high), interval.numbers, strict=True)
    return {name: value if math.isfinite(value) else None for name, value in numbers}
