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
        *_table([one for one in ordered if not one.is_built_for], say),
        "",
        *_of_built_for([one for one in ordered if one.is_built_for], say),
        f"## {say('patterns.details')}",
        "",
    ]
    for finding in ordered:
        lines += [*_details(finding, measures, say), ""]
    return "\n".join(lines).rstrip() + "\n"


def summary(findings: Sequence[Finding], say: Texts) -> str:
    """How many hold, fail and are undecided: apart of those on which nothing was built, and of those built for."""
    said = []
    for key, is_built_for in (("patterns.summary", False), ("patterns.summary.built_for", True)):
        verdicts = [one.verdict for one in findings if one.is_built_for == is_built_for]
        counts = {name: verdicts.count(name) for name in ("holds", "fails", "undecided")}
        if verdicts:
            said.append(say(key, total=len(verdicts), **counts))
    return " ".join(said)


def _of_built_for(findings: Sequence[Finding], say: Texts) -> list[str]:
    return [f"## {say('patterns.built_for')}", "", *_table(findings, say), ""] if findings else []


def _table(findings: Sequence[Finding], say: Texts) -> list[str]:
    head = " | ".join(say(f"patterns.column.{column}") for column in COLUMNS)
    rows = [f"| {head} |", "|---" * len(COLUMNS) + "|"] if findings else []
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
    lines = [
        f"**{getattr(pattern.title, language)}** (`{planned.name}`). {getattr(pattern.question, language)} {how}",
        f"{shown} {say('patterns.detail.source', source=getattr(pattern.source, language))}",
    ]
    if pattern.built_for is not None:
        lines.append(say("patterns.detail.built_for", mechanism=getattr(pattern.built_for, language)))
    if finding.verdict == "fails" and pattern.fails_because is not None:
        lines.append(say("patterns.detail.because", why=getattr(pattern.fails_because, language)))
    return lines


def _measure(measured: Measured, measures: Mapping[str, Measure], say: Texts) -> str:
    def titles(names: Sequence[str]) -> str:
        return say.listed([getattr(measures[name], say.language) for name in names])

    if measured.out_of is not None:
        return say("patterns.out_of", count=titles(measured.count), all=titles(measured.out_of))
    key = "patterns.per_week" if measures[measured.count[0]].kind == "stock" else "patterns.per_village"
    return say(key, count=titles(measured.count))
