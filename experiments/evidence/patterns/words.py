"""Numbers and expectations of patterns in words."""

from __future__ import annotations

import math

from experiments.analysis.intervals import Interval
from experiments.evidence.patterns.finding import Finding
from experiments.evidence.patterns.pattern import Pattern
from experiments.texts import Language, Texts

BUILT_FOR = "†"
"""Marks a pattern for which a mechanism was built."""


def title(pattern: Pattern, language: Language) -> str:
    """The title, marked where a mechanism was built for the pattern."""
    text: str = getattr(pattern.title, language)
    return text if pattern.built_for is None else f"{text} {BUILT_FOR}"


def is_share(pattern: Pattern) -> bool:
    """Whether what is found is written as a percentage: shares, and changes relative to another scenario."""
    return (pattern.measure.out_of is not None and is_ratio(pattern)) or pattern.compare.kind in ("change", "part")


def is_ratio(pattern: Pattern) -> bool:
    """Whether the measure is one count of events out of another of the same kind, so that 1 is all of them."""
    out_of = pattern.measure.out_of
    return out_of is not None and not any(name.endswith("_days") for name in pattern.measure.count)


def found(finding: Finding, say: Texts) -> str:
    """The number with its interval."""
    return found_text(finding.planned.pattern, finding.interval, say)


def found_text(pattern: Pattern, interval: Interval, say: Texts) -> str:
    """The same out of a pattern and an interval."""
    mean, low, high = interval.numbers
    one, both = (say.percent, say.percents) if is_share(pattern) else (say.number, say.interval)
    signed = pattern.compare.kind in ("change", "difference") and mean > 0
    return f"{'+' if signed else ''}{one(mean)} ({both(low, high)})"


def expected(pattern: Pattern, say: Texts) -> str:
    """What was expected."""
    share, wanted = is_share(pattern), pattern.expected
    if wanted.between is not None:
        return say("patterns.expected.between", band=(say.percents if share else say.interval)(*wanted.between))
    size = (say.percent if share else say.number)(wanted.counts_from or 0.0)
    return say(f"patterns.expected.{wanted.direction}", size=size)


def runs(finding: Finding, say: Texts) -> str:
    """How many there are of each scenario, and whether the interval is still wider than the stopping rule asks."""
    return say("patterns.runs" if finding.is_narrow else "patterns.runs.wide", runs=finding.planned.runs)


def levels(finding: Finding, say: Texts) -> str:
    """The measure itself in each scenario."""
    one = say.percent if is_ratio(finding.planned.pattern) else say.number
    return "; ".join(
        f"{name.replace('_', ' ')} {one(value)}" for name, value in finding.levels.items() if not math.isnan(value)
    )
