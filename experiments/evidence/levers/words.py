"""Findings of levers in words."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.evidence.levers.finding import Change, Finding, of_kind, scarcity
from experiments.texts import Texts

MARKS = {"more": "▲", "less": "▼", "unclear": "", "same": ""}
"""What stands before a change whose interval excludes zero."""
KINDS = ("concept", "lever")
CONFIDENCE = 0.95


def short(change: Change, say: Texts) -> str:
    """The change in per cent of the mean of both ends, marked if its interval excludes zero."""
    if change.verdict == "same":
        return "="
    mean = float(change.share.mean)
    return f"{MARKS[change.verdict]}{'+' if mean > 0 else ''}{say.percent(mean)}"


def whole(change: Change, say: Texts) -> str:
    """The same with its interval."""
    if change.verdict == "same":
        return "="
    _, low, high = change.share.numbers
    interval = say.percents(low, high)
    text = f"{short(change, say)} ({interval})"
    return f"**{text}**" if change.moves else text


def summary(findings: Sequence[Finding], places: dict[str, str], say: Texts) -> list[str]:
    """How many move undocumented departures and anything in each place, and how many would by chance alone."""
    lines = []
    for place, title in places.items():
        own = [one for one in findings if one.planned.place == place]
        departures = sum(one.changes["undocumented"].moves for one in own)
        anything = sum(one.moves_anything for one in own)
        lines.append(say("levers.summary", place=title, all=len(own), departures=departures, anything=anything))
    cells = sum(change.verdict != "same" for one in findings for change in one.changes.values())
    marked = sum(change.moves for one in findings for change in one.changes.values())
    chance = say.number((1.0 - CONFIDENCE) * cells, 0)
    return [*lines, say("levers.chance", cells=cells, marked=marked, chance=chance)]


def of_doses(finding: Finding, place: str, say: Texts) -> str:
    """Where officers' hours become scarce, and what is crowded out, in sentences; ``place`` is its title."""
    doses, found = finding.doses, scarcity(finding.doses)
    first, last = doses[0], doses[-1]
    share = say.percent(found.cancelled)
    if found.cancelling is None:
        key = "levers.doses.enough" if found.cancelled else "levers.doses.none"
        told = [say(key, place=place, last=f"{last.at:g}", share=share)]
    else:
        told = [say("levers.doses.scarce", place=place, dose=f"{found.cancelling:g}", share=share)]
    if found.crowded_out:
        names = [
            say(
                "levers.doses.since",
                name=say(f"levers.doses.of.{name}"),
                fall=_fall(finding, name, say),
                since=f"{at:g}",
            )
            for name, at in found.crowded_out.items()
        ]
        told.append(say("levers.doses.crowded", last=f"{last.at:g}", first=f"{first.at:g}", names=say.listed(names)))
    else:
        told.append(say("levers.doses.nothing", last=f"{last.at:g}", first=f"{first.at:g}"))
    peak = next(dose for dose in doses if dose.at == found.peak).levels["preparing"]
    at_last = say.number(float(last.levels["preparing"].mean))
    most = say.number(float(peak.mean))
    told.append(say("levers.doses.peak", dose=f"{found.peak:g}", most=most, last=f"{last.at:g}", at_last=at_last))
    return " ".join(told)


def _fall(finding: Finding, name: str, say: Texts) -> str:
    first, last = (float(finding.doses[row].levels[name].mean) for row in (0, -1))
    return say.percent((last - first) / first if first else float("nan"))


def titles(findings: Sequence[Finding], kind: str, say: Texts) -> dict[str, str]:
    """Names to titles of the concepts or levers, in their order."""
    return {name: getattr(some[0].planned.lever.title, say.language) for name, some in of_kind(findings, kind).items()}
