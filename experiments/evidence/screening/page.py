"""The screen as JSON, as lines for the terminal, and as a page to read in Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.evidence.screening.effects import counts, overall
from experiments.evidence.screening.numbers import DUMMY
from experiments.evidence.screening.plan import QUANTITIES, Plan
from experiments.texts import Texts

MILLION = 1e6
MOST_NAMED = 8
"""How many of the strongest a line on the screen names."""


@dataclass(frozen=True, eq=False)
class Screened:
    """A screen that is finished, with all that is said of it."""

    plan: Plan
    trajectories: int
    table: pd.DataFrame
    refused: Mapping[str, int]
    """Why trajectories were drawn anew, and how often."""
    left_out: int
    """Numbers of the configuration without a range."""
    command: str
    code: str

    @property
    def what(self) -> str:
        """What is moved: ``numbers`` or ``groups``."""
        return "groups" if self.plan.by_group else "numbers"

    def rows(self, quantity: str) -> pd.DataFrame:
        """The rows of one quantity."""
        return self.table[self.table["quantity"] == quantity]


def in_unit(quantity: str, value: float) -> float:
    """A ``value`` per village and year in the unit in which it is shown: money in millions of rupiah."""
    return value / MILLION if quantity == "cost" else value


def screening_json(screened: Screened) -> str:
    """All rows, with what was run and left out."""
    rows: list[dict[str, Any]] = json.loads(screened.table.to_json(orient="records"))
    summary: list[dict[str, Any]] = json.loads(overall(screened.table).to_json(orient="records"))
    content = {
        "command": screened.command,
        "model": screened.code,
        "moved": screened.what,
        "trajectories": screened.trajectories,
        "runs_at_each_point": screened.plan.repeats,
        "numbers_without_a_range": screened.left_out,
        "drawn_anew": dict(screened.refused),
        "overall": summary,
        "effects": rows,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def summary_lines(screened: Screened, say: Texts) -> list[str]:
    """How many act, are too noisy to tell and are dead, in sentences."""
    found = counts(overall(screened.table))
    moved = len(screened.plan.moved) - 1
    lines = [say(f"summary.{screened.what}", moved=moved, **found)]
    if found["still"]:
        lines.append(say("still", still=found["still"]))
    if found["only_luck"]:
        lines.append(say("only_luck", only_luck=found["only_luck"]))
    return lines


def refused_lines(screened: Screened, say: Texts) -> list[str]:
    """Why trajectories were drawn anew, a line each."""
    if not screened.refused:
        return [say("refused.none")]
    reasons = [f"- {count}: {sentence}" for sentence, count in screened.refused.items()]
    return [say("refused", count=sum(screened.refused.values())), *reasons]


def screen_lines(screened: Screened, say: Texts) -> list[str]:
    """What the terminal shows: the strongest for each quantity, then the summary."""
    lines = []
    for quantity in QUANTITIES:
        own = screened.rows(quantity)
        acting = own[(own["verdict"] == "acts") & ~own["only_luck"]].nlargest(MOST_NAMED, "mu_star")
        named = ", ".join(f"{row['setting']} {_cell(row, say)}" for _, row in acting.iterrows())
        lines.append(f"{say('of.' + quantity)}, {say('strongest')}: {named or '–'}")
    return [*lines, "", *summary_lines(screened, say), *refused_lines(screened, say)]


def screening_page(screened: Screened, pictures: Mapping[str, str], say: Texts) -> str:
    """The page in one language; ``pictures`` gives the file of each quantity's figure."""
    plan, language = screened.plan, say.language
    place, programme = (getattr(one.title, language) for one in (plan.settings.place, plan.settings.programme))
    lines = [
        f"# {say('title', place=place, programme=programme)}",
        "",
        *_apart([" ".join(summary_lines(screened, say)), say("synthetic")]),
        *_apart([say("method", trajectories=screened.trajectories, repeats=plan.repeats)]),
        *_apart([say("yardsticks"), say("left_out", plain=screened.left_out)]),
        "\n".join(refused_lines(screened, say)),
        "",
        say("made", command=screened.command, code=screened.code),
        "",
        f"## {say('quantities')}",
        "",
        *_quantities(screened, say),
        "",
    ]
    for quantity, picture in pictures.items():
        lines += [f"![{say('figure.alt', quantity=say('of.' + quantity))}]({picture})", ""]
    lines += [f"## {say('every')}", "", say("cells"), "", *_every(screened, say)]
    return "\n".join(lines) + "\n"


def _apart(paragraphs: list[str]) -> list[str]:
    return [line for one in paragraphs for line in (one, "")]


def _quantities(screened: Screened, say: Texts) -> list[str]:
    head = " | ".join(say(key) for key in ("quantity", "mean", "bar", "dummy", "chance"))
    lines = [f"| {head} |", "|---|--:|--:|--:|--:|"]
    for quantity in QUANTITIES:
        first = screened.rows(quantity).iloc[0]
        numbers = [say.number(in_unit(quantity, first[name])) for name in ("mean", "bar", "dummy", "chance")]
        name = f"{say('of.' + quantity)} ({say('unit.' + quantity)})"
        lines.append(f"| {name} | {' | '.join(numbers)} |")
    return lines


def _every(screened: Screened, say: Texts) -> list[str]:
    """One row a moved name: the verdict overall, and the effect on each quantity."""
    head = [say("group" if screened.plan.by_group else "setting"), say("overall")]
    head += [say("of." + quantity).partition(":")[0].partition(",")[0] for quantity in QUANTITIES]
    lines = [f"| {' | '.join(head)} |", "|---|---|" + "--:|" * len(QUANTITIES)]
    cells = {(row["setting"], row["quantity"]): _cell(row, say) for _, row in screened.table.iterrows()}
    for _, row in overall(screened.table).iterrows():
        said = say("verdict.still" if row["still"] else f"verdict.{row['verdict']}")
        own = " | ".join(cells[row["setting"], quantity] for quantity in QUANTITIES)
        lines.append(f"| `{row['setting']}` | {said} | {own} |")
    own = " | ".join(cells[DUMMY, quantity] for quantity in QUANTITIES)
    return [*lines, f"| `{DUMMY}` | – | {own} |"]


def _cell(row: Any, say: Texts) -> str:
    """The effect in percent of the mean, with a sign for what it is."""
    share = row["mu_star"] / abs(row["mean"]) if row["mean"] else 0.0
    mark = {"noisy": "?", "dead": "·"}.get(row["verdict"])
    mark = mark or ("~" if row["only_luck"] else {"up": "↑", "down": "↓"}.get(row["direction"], ""))
    return f"{say.percent(share)} {mark}".rstrip()
