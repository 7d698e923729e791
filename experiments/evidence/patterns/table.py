"""The findings as a table and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.evidence.patterns.finding import Finding
from sim.settings.text import Text

ORDER = ("fails", "undecided", "holds")
"""Verdicts in the order in which they are shown."""


def patterns_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """One row a pattern; ends of an interval or band that do not exist are empty."""
    return pd.DataFrame([_row(finding) for finding in findings])


def patterns_json(findings: Sequence[Finding], command: str, code: str) -> str:
    """The same rows, with the level in each scenario and with texts in both languages."""
    rows = [{**_row(one), "levels": {name: _finite(level) for name, level in one.levels.items()}} for one in findings]
    content = {"command": command, "model": code, "patterns": rows}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """What fails first, then what is undecided."""
    return sorted(findings, key=lambda one: (ORDER.index(one.verdict), one.planned.name))


def _row(finding: Finding) -> dict[str, Any]:
    planned, pattern, wanted = finding.planned, finding.planned.pattern, finding.planned.pattern.expected
    found, low, high = map(_finite, finding.interval.numbers)
    expected_low, expected_high = map(_finite, wanted.band)
    return {
        "pattern": planned.name,
        **_both("title", pattern.title),
        "verdict": finding.verdict,
        **pattern.compare.model_dump(),
        "found": found,
        "low": low,
        "high": high,
        "direction": wanted.direction,
        "counts_from": wanted.counts_from,
        "expected_low": expected_low,
        "expected_high": expected_high,
        "runs": planned.runs,
        "narrow": finding.is_narrow,
        "count": "+".join(pattern.measure.count),
        "out_of": "+".join(pattern.measure.out_of or ()) or None,
        **_both("question", pattern.question),
        **_both("source", pattern.source),
        **_both("built_for", pattern.built_for),
    }


def _both(column: str, text: Text | None) -> dict[str, str | None]:
    """A text in both languages, a column each."""
    return {column: None if text is None else text.en, f"{column}_id": None if text is None else text.id}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
