"""Where the model fails, as the README says it: ``python -m scripts.known_failures``.

Takes what ``kentongan check-patterns`` and ``kentongan check-levels`` have left under ``outputs/``, keeps it under
``docs/`` and writes the list between two marks in ``README.md`` anew. ``make patterns`` runs all three. A test fails
while the list says anything else than the results that are kept.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from experiments.analysis.intervals import Interval
from experiments.composing.library import Library
from experiments.evidence.levels import evidence, is_share
from experiments.evidence.patterns.pattern import Pattern
from experiments.evidence.patterns.reading import read_patterns
from experiments.evidence.patterns.words import expected, found_text
from experiments.evidence.stopping import narrow
from experiments.results.output import ROOT as OUTPUTS
from experiments.results.output import write_text
from experiments.texts import Texts

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BEGIN, END = "<!-- failing: written by make patterns -->\n", "<!-- /failing -->\n"
HEADS = {"fails": "These fail", "undecided": "These are undecided, their intervals across an end of what is expected"}
KEPT = {
    "check-patterns/all": ("patterns.json", "patterns.md", "figures/patterns_en.png"),
    "check-levels/all": ("levels.json",),
}


def main() -> int:
    """Keep the results and write the list anew; returns the exit code."""
    for folder, names in KEPT.items():
        for name in names:
            source = OUTPUTS / folder / name
            if not source.is_file():
                print(f"There is no {source}: run kentongan {folder.split('/')[0]} first.", file=sys.stderr)
                return 1
            shutil.copyfile(source, DOCS / name)
    readme = ROOT / "README.md"
    write_text(readme, with_list(readme.read_text(encoding="utf-8"), failing()))
    return 0


def with_list(text: str, lines: str) -> str:
    """A text with what stands between the two marks replaced."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}{lines}{END}{rest.partition(END)[2]}"


def failing() -> str:
    """The list, out of the results that are kept."""
    return "\n".join([*_of_patterns(), "", *_of_levels()]) + "\n"


def _of_patterns() -> list[str]:
    rows: list[dict[str, Any]] = json.loads((DOCS / "patterns.json").read_text(encoding="utf-8"))["patterns"]
    patterns = read_patterns(None, Library())
    built_for = [row for row in rows if patterns[row["pattern"]].built_for is not None]
    untouched = [row for row in rows if row not in built_for]
    waiting = [one for name, one in patterns.items() if name not in {row["pattern"] for row in rows}]
    lines = [
        f"Of {len(untouched)} patterns on which nothing was built, {_holding(untouched)} hold.",
        *_open(untouched, patterns),
    ]
    if built_for:
        lines += [
            "",
            f"Of {len(built_for)} for which a mechanism was built, {_holding(built_for)} hold. That one of these holds "
            "is weaker evidence, since the mechanism was chosen with the pattern in view.",
            *_open(built_for, patterns),
        ]
    if waiting:
        lines += ["", f"{len(waiting)} more are written down and have not been run yet:", ""]
        lines += [f"- *{one.title.en}*: expected {expected(one, Texts('en'))}" for one in waiting]
    return lines


def _holding(rows: list[dict[str, Any]]) -> int:
    return sum(row["verdict"] == "holds" for row in rows)


def _open(rows: list[dict[str, Any]], patterns: Mapping[str, Pattern]) -> list[str]:
    lines = []
    for verdict, head in HEADS.items():
        some = [_pattern(row, patterns[row["pattern"]]) for row in rows if row["verdict"] == verdict]
        lines += ["", f"{head}:", "", *some] if some else []
    return lines


def _of_levels() -> list[str]:
    rows: list[dict[str, Any]] = json.loads((DOCS / "levels.json").read_text(encoding="utf-8"))
    known = [row for row in rows if row["near"] != "unknown"]
    outside = [row for row in known if row["near"] in ("low", "high")]
    across = [row for row in known if row["near"] == "undecided"]
    lines = [f"Of {len(known)} levels with evidence, {len(outside)} lie outside it{':' if outside else '.'}"]
    lines += ["", *map(_level, outside)] if outside else []
    lines += ["", f"Across an end of it, and so undecided: {len(across)}.", "", *map(_level, across)] if across else []
    return lines


def _pattern(row: dict[str, Any], pattern: Pattern) -> str:
    say = Texts("en")
    interval = Interval(*(np.array(row[end], float) for end in ("found", "low", "high")))
    wide = "" if narrow(interval, *pattern.expected.band) else f", still wide after {row['runs']} runs"
    return f"- *{row['title']}*: expected {expected(pattern, say)}; found {found_text(pattern, interval, say)}{wide}"


def _level(row: dict[str, Any]) -> str:
    say = Texts("en")
    one, both = (say.percent, say.percents) if is_share(row["quantity"]) else (say.number, say.interval)
    known = both(row["evidence_low"], row["evidence_high"])
    model = f"{one(row['model'])} ({both(row['model_low'], row['model_high'])})"
    name = say(f"levels.of.{row['quantity']}")
    place = row["place"].replace("_", " ")
    return f"- *{name}*, {place}: known {known}; model {model}{_still_wide(row)}{_because(row)}"


def _because(row: dict[str, Any]) -> str:
    """Why a level lies outside its evidence, where that is known."""
    said = [
        one["outside_because"]
        for one in evidence()
        if one["quantity"] == row["quantity"]
        and (not one["places"] or row["place"] in one["places"])
        and "outside_because" in one
    ]
    return f" ({said[0]})" if said and row["near"] != "undecided" else ""


def _still_wide(row: dict[str, Any]) -> str:
    return "" if row["narrow"] else f", still wide after {row['runs']} runs"


if __name__ == "__main__":
    sys.exit(main())
