"""The findings as a page to read, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from experiments.evidence.patterns.finding import Finding
from experiments.evidence.patterns.pattern import Measured
from experiments.evidence.patterns.table import in_order
from experiments.evidence.patterns.words import expected, found, levels, runs
from experiments.evidence.stopping import MOST
from experiments.texts import Texts
from sim.measures.catalogue import Measure

COLUMNS = ("pattern", "expected", "found", "runs", "verdict")


def patterns_page(
    findings: Sequence[Finding], measures: Mapping[str, Measure], picture: str, made: tuple[str, str], say: Texts
) -> str:
    """The page in one language.

    ``measures`` gives measures by their names; ``made`` is the command and the model's code.
    """
    ordered = in_order(findings)
    lines = [
        f"# {say('patterns.title')}",
        "",
        f"{summary(findings, say)} {say('patterns.synthetic')}",
        "",
        say("patterns.method"),
        "",
        say("patterns.rule", most=MOST),
        "",
        say("patterns.made", command=made[0], code=made[1]),
        "",
        f"![{say('patterns.figure.alt')}]({picture})",
        "",
        *_table(ordered, say),
        "",
        f"## {say('patterns.details')}",
        "",
    ]
    for finding in ordered:
        lines += [*_details(finding, measures, say), ""]
    return "\n".join(lines).rstrip() + "\n"


def summary(findings: Sequence[Finding], say: Texts) -> str:
    """How many hold, fail and are undecided."""
    verdicts = [finding.verdict for finding in findings]
    counts = {name: verdicts.count(name) for name in ("holds", "fails", "undecided")}
    return say("patterns.summary", total=len(findings), **counts)


def _table(findings: Sequence[Finding], say: Texts) -> list[str]:
    head = " | ".join(say(f"patterns.column.{column}") for column in COLUMNS)
    rows = [f"| {head} |", "|---" * len(COLUMNS) + "|"]
    for one in findings:
        pattern = one.planned.pattern
        title = getattr(pattern.title, say.language)
        verdict = say(f"patterns.verdict.{one.verdict}")
        rows.append(f"| {title} | {expected(pattern, say)} | {found(one, say)} | {runs(one, say)} | {verdict} |")
    return rows


def _details(finding: Finding, measures: Mapping[str, Measure], say: Texts) -> list[str]:
    planned, pattern, language = finding.planned, finding.planned.pattern, say.language
    first, last = pattern.window_of(pattern.compare.scenario)
    settings = planned.scenarios[pattern.compare.scenario].settings
    place = getattr(settings.place.title, language)
    how = say("patterns.detail.runs", place=place, runs=planned.runs, first=first, last=last)
    shown = say("patterns.detail.levels", measure=_measure(pattern.measure, measures, say), levels=levels(finding, say))
    return [
        f"**{getattr(pattern.title, language)}** (`{planned.name}`). {getattr(pattern.question, language)} {how}",
        f"{shown} {say('patterns.detail.source', source=getattr(pattern.source, language))}",
    ]


def _measure(measured: Measured, measures: Mapping[str, Measure], say: Texts) -> str:
    def titles(names: Sequence[str]) -> str:
        return say.listed([getattr(measures[name], say.language) for name in names])

    if measured.out_of is not None:
        return say("patterns.out_of", count=titles(measured.count), all=titles(measured.out_of))
    key = "patterns.per_week" if measures[measured.count[0]].kind == "stock" else "patterns.per_village"
    return say(key, count=titles(measured.count))
