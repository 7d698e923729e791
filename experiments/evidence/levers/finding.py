"""What moves between the ends of a lever: paired differences with their intervals, out of runs on the same seeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from experiments.analysis.intervals import Floats, Interval, mean_interval
from experiments.analysis.results import WEEKS_A_YEAR
from experiments.evidence.levers.plan import END_NAMES, Planned
from experiments.runner.store import Result
from sim.measures.catalogue import Measure

QUANTITIES: dict[str, tuple[str, ...]] = {
    "undocumented": ("undocumented_departures",),
    "departures": ("undocumented_departures", "documented_departures"),
    "refusals": ("refusals", "stopped_by_counsel"),
    "reports": ("reports_sent",),
    "answered": ("cases_answered_in_time",),
    "hours": ("hours_outreach", "hours_answering_officers"),
    "cost": ("cost_rupiah",),
}
"""What is looked at between the ends, each the sum of some measures.

Of officers' hours those on sessions and cases: in whatever is left over they travel and listen, so that all are in use.
"""
HOURS: dict[str, tuple[str, ...]] = {
    "sessions": ("hours_outreach",),
    "travel": ("hours_travel",),
    "answering": ("hours_answering_officers",),
    "listening": ("hours_listening",),
    "unused": ("hours_unused",),
}
"""What officers' hours go into: together all that they have."""
OF_DOSES: dict[str, tuple[str, ...]] = {
    "held": ("sessions_held",),
    "cancelled": ("sessions_cancelled",),
    **HOURS,
    "preparing": ("cases_answered_preparing",),
    "answered": QUANTITIES["answered"],
    "undocumented": QUANTITIES["undocumented"],
}
"""What is looked at along a curve of doses."""
MOST_CANCELLED = 0.01
"""Share of the sessions due from which officers' hours count as too few for them."""

NOTHING = 1e-7
"""What sums of the same numbers in another order may differ by, per village and year, in any unit."""

FEWEST = 5
"""Pairs of runs without which equal differences, whose interval has no width, say nothing."""

Verdict = Literal["more", "less", "unclear", "same"]


@dataclass(frozen=True, eq=False)
class Change:
    """One quantity between the ends of a lever, per village and year."""

    less: float
    more: float
    difference: Interval
    """The level at ``more`` minus that at ``less``."""
    share: Interval
    """The same in parts of the mean of both levels: from -2 (all of it goes) over 0 to 2 (all of it comes)."""
    verdict: Verdict

    @property
    def moves(self) -> bool:
        """Whether the interval of the difference excludes zero."""
        return self.verdict in ("more", "less")


@dataclass(frozen=True, eq=False)
class Dose:
    """All quantities at one dose, per village and year, and their differences from those at the first."""

    at: float
    levels: dict[str, Interval]
    differences: dict[str, Interval]


@dataclass(frozen=True, eq=False)
class Finding:
    """A lever in one place with what was found."""

    planned: Planned
    changes: dict[str, Change]
    doses: tuple[Dose, ...]

    @property
    def moves_anything(self) -> bool:
        """Whether the interval of any quantity excludes zero."""
        return any(change.moves for change in self.changes.values())


@dataclass(frozen=True)
class Scarcity:
    """Where officers' hours run short along a curve of doses, and what is crowded out."""

    cancelling: float | None
    """The first dose at which more than ``MOST_CANCELLED`` of the sessions due are cancelled; None: none does."""
    cancelled: float
    """The share of the sessions due that is cancelled there, or at the last dose."""
    peak: float
    """The dose at which most cases about somebody who prepares are answered."""
    crowded_out: dict[str, float]
    """What there is less of at the last dose than at the first, with an interval below zero, and since which dose."""


def verdict(differences: Floats, interval: Interval) -> Verdict:
    """More or less if the interval excludes zero, the same if no run differs at all.

    A few differences that happen to be equal have an interval of no width, which is luck: unclear.

    Args:
        differences: [runs], per village and year.
        interval: of their mean.
    """
    _, low, high = interval.numbers
    if (np.abs(differences) <= NOTHING).all():
        return "same"
    if differences.size < FEWEST and np.ptp(differences) <= NOTHING:
        return "unclear"
    return "more" if low > 0.0 else "less" if high < 0.0 else "unclear"


def compared(less: Floats, more: Floats) -> Change:
    """The change between both ends.

    Args:
        less, more: [runs] a quantity at either end, per village and year, in the order of the same seeds.
    """
    populations = np.arange(less.size)
    difference = mean_interval(more - less, populations)
    mean = float((more + less).mean()) / 2.0
    share = difference.per(mean).within(-2.0, 2.0) if mean > 0.0 else difference.scaled(np.nan)
    return Change(float(less.mean()), float(more.mean()), difference, share, verdict(more - less, difference))


def counted(planned: Planned, results: Sequence[Result], measures: Sequence[Measure]) -> dict[str, Floats]:
    """Of each quantity what is counted in each run, per village and year, in weeks that count: [runs]."""
    place = {measure.name: column for column, measure in enumerate(measures)}
    years = planned.counts.sum() / WEEKS_A_YEAR
    weekly = (result.weekly[planned.counts] for result in results)
    totals = np.stack([one.sum(axis=(0, 1)) / (one.shape[1] * years) for one in weekly])
    return {
        name: totals[:, [place[measure] for measure in parts]].sum(axis=1)
        for name, parts in {**OF_DOSES, **QUANTITIES}.items()
    }


def find(planned: Planned, ends: Mapping[str, dict[str, Floats]], doses: Mapping[float, dict[str, Floats]]) -> Finding:
    """The finding of one lever in one place.

    Args:
        planned: the lever.
        ends, doses: what :func:`counted` gives at each end and dose: of each quantity [runs], by seed.
    """
    less, more = (ends[end] for end in END_NAMES)
    changes = {name: compared(less[name], more[name]) for name in QUANTITIES}
    return Finding(planned, changes, tuple(_doses(doses)))


def _doses(doses: Mapping[float, dict[str, Floats]]) -> Iterator[Dose]:
    first = next(iter(doses.values()), {})
    for at, values in doses.items():
        populations = np.arange(values["held"].size)
        levels = {name: mean_interval(values[name], populations).within(0.0) for name in OF_DOSES}
        differences = {name: mean_interval(values[name] - first[name], populations) for name in OF_DOSES}
        yield Dose(at, levels, differences)


def scarcity(doses: Sequence[Dose]) -> Scarcity:
    """Where hours run short along the doses, the smallest first."""
    shares = {dose.at: cancelled_share(dose) for dose in doses}
    over = [at for at, share in shares.items() if share > MOST_CANCELLED]
    cancelling = over[0] if over else None
    peak = max(doses, key=lambda dose: float(dose.levels["preparing"].mean)).at
    last = doses[-1]
    less = {name: since for name in OF_DOSES if (since := _since(name, doses)) is not None}
    return Scarcity(cancelling, shares[last.at if cancelling is None else cancelling], peak, less)


def _since(name: str, doses: Sequence[Dose]) -> float | None:
    """From which dose on there is less than at the first; None if there is not less at the last."""
    since = None
    for dose in reversed(doses):
        if not dose.differences[name].numbers[2] < 0.0:
            break
        since = dose.at
    return since


def cancelled_share(dose: Dose) -> float:
    """The share (0-1) of the sessions due at a dose that is cancelled."""
    held, cancelled = (float(dose.levels[name].mean) for name in ("held", "cancelled"))
    return cancelled / (held + cancelled) if cancelled else 0.0


def in_order(findings: Sequence[Finding]) -> list[str]:
    """Names of the levers: what moves undocumented departures most in any place comes first, then what moves more."""
    size: dict[str, tuple[float, int]] = {}
    for one in findings:
        change = one.changes["undocumented"]
        moved = abs(float(change.share.mean)) if change.moves else 0.0
        before = size.get(one.planned.name, (0.0, 0))
        size[one.planned.name] = (
            max(before[0], moved),
            before[1] + sum(other.moves for other in one.changes.values()),
        )
    return sorted(size, key=lambda name: (-size[name][0], -size[name][1], name))


def of_kind(findings: Sequence[Finding], kind: str) -> dict[str, list[Finding]]:
    """The findings of the concepts or levers, by their names in order, each place by place."""
    ordered = {name: [one for one in findings if one.planned.name == name] for name in in_order(findings)}
    return {name: some for name, some in ordered.items() if some[0].planned.lever.kind == kind}
