"""Which numbers act nowhere: ``python -m scripts.dead_numbers FOLDER FOLDER ...``.

Takes what ``kentongan screen-settings`` has left in some folders, one for each world, and writes
``docs/numbers.md``: the numbers that act in none of them. With ``--open`` before the folders it prints those that act
in none so far, as the words that the next world's screen takes: what has acted once need not be moved again. A number
is *dead* if its whole effect on every quantity lies within the bar in every world: 1% of the quantity's mean, or what
the dummy moves. What is not dead everywhere and acts nowhere is too noisy to tell.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

FATES = Path(__file__).with_suffix(".yaml")
"""What became of each dead number."""
DOCS = Path(__file__).resolve().parent.parent / "docs"
OPEN = "--open"
HEAD = """# Numbers that act nowhere

Each number with a range was moved through it, with others, in {worlds} worlds (`kentongan screen-settings`, the method
of Morris): in the first all of them, in the others those that had acted in none before, in the last ones only what
belongs to their programmes. Departures, reports, answers, refusals and cost were looked at, over all weeks of a run. A
number *acts* if the whole interval of its mean effect lies above the bar in some world: 1% of the quantity's mean over
all runs, or what a dummy moves, whichever is larger. It is *dead* if the whole interval lies below the bar everywhere,
and else *too noisy to tell*: more runs may decide it. Effects are over the whole range, in per cent of the mean, the
largest of the five.

Names are those that the numbers had then. What was dead has been merged, derived or removed since, or stays for a
reason that stands beside it. Where one number took the place of several, others of the same kind went with the dead
ones, although they act or are undecided: nobody measured how they differ. They are listed last. A dash says that a
number was not moved in that world.

Of {all} numbers {acts} act, {dead} are dead, and {noisy} are too noisy to tell.
"""


def verdicts(screens: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """By number: ``acts`` if it does in some world, ``dead`` if it is in each that has it, else ``noisy``."""
    said: dict[str, set[str]] = {}
    for screen in screens:
        for row in screen["overall"]:
            said.setdefault(row["setting"], set()).add(row["verdict"])
    return {
        name: "acts" if "acts" in found else "dead" if found == {"dead"} else "noisy" for name, found in said.items()
    }


def page(screens: Sequence[Mapping[str, Any]]) -> str:
    """The page in Markdown."""
    found = verdicts(screens)
    count = {verdict: sum(one == verdict for one in found.values()) for verdict in ("acts", "dead", "noisy")}
    lines = [HEAD.format(worlds=len(screens), all=len(found), **count)]
    lines += [f"- World {number}: `{_short(screen['command'])}`" for number, screen in enumerate(screens, 1)]
    fates = yaml.safe_load(FATES.read_text(encoding="utf-8"))
    said = {name: fate for fate, names in fates.items() for name in names}
    beside = [name for name in sorted(said) if found.get(name, "dead") != "dead"]
    for title, names in (
        ("Dead", [name for name, one in found.items() if one == "dead"]),
        ("Too noisy to tell", [name for name, one in found.items() if one == "noisy" and name not in beside]),
        ("Gone with the dead ones", beside),
    ):
        fate = {} if title.startswith("Too") else {name: said.get(name, "not decided yet") for name in names}
        lines += ["", f"## {title}", "", *_table(sorted(names), screens, fate)]
    return "\n".join(lines) + "\n"


def _table(names: Sequence[str], screens: Sequence[Mapping[str, Any]], fate: Mapping[str, str]) -> list[str]:
    """A row a number: its largest effect in each world, and, where that is known, what became of it."""
    if not names:
        return ["None."]
    strongest = [{row["setting"]: row["strongest"] for row in screen["overall"]} for screen in screens]
    last = ["What became of it"] if fate else []
    heads = ["Number", *(f"World {number}" for number in range(1, len(screens) + 1)), *last]
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * len(screens) + "---|" * len(last)]
    for name in names:
        cells = [f"{100 * one[name]:.1f}%" if name in one else "–" for one in strongest]
        lines.append(f"| {' | '.join([f'`{name}`', *cells, *([fate[name]] if fate else [])])} |")
    return lines


def _short(command: str) -> str:
    """A command without a long list of what is still open."""
    return re.sub(r"'setting=\[[^]]{400,}\]'", "setting=[those that acted in no world before]", command)


def main(words: Sequence[str], path: Path = DOCS / "numbers.md") -> int:
    """Write the page from the screens in the folders that ``words`` name, or print what is open; the exit code."""
    folders = [word for word in words if word != OPEN]
    files = [Path(folder) / "screening.json" for folder in folders]
    missing = [str(file) for file in files if not file.is_file()]
    if missing or not files:
        print(f"There is no {missing[0] if missing else 'folder'}: run kentongan screen-settings.", file=sys.stderr)
        return 1
    screens = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    if OPEN in words:
        print(f"setting=[{','.join(name for name, one in verdicts(screens).items() if one != 'acts')}]")
    else:
        path.write_text(page(screens), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
