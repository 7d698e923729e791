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

Names are those that the numbers had then: what was dead has been merged, derived or removed since, or stays for a
reason that stands beside it. Numbers per channel, receiver or kind of session went together with their dead likes.

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
    strongest = [{row["setting"]: row["strongest"] for row in screen["overall"]} for screen in screens]
    for verdict, title in (("dead", "Dead"), ("noisy", "Too noisy to tell")):
        names = sorted(name for name, one in found.items() if one == verdict)
        lines += ["", f"## {title}", ""]
        if not names:
            lines.append("None.")
            continue
        heads = ["Number", *(f"World {number}" for number in range(1, len(screens) + 1))]
        said = _fates() if verdict == "dead" else {}
        lines.append(f"| {' | '.join([*heads, *['What became of it'] * bool(said)])} |")
        lines.append("|---|" + "---:|" * len(screens) + "---|" * bool(said))
        for name in names:
            cells = [f"{100 * one[name]:.1f}%" if name in one else "–" for one in strongest]
            fate = [said.get(name, "not decided yet")] * bool(said)
            lines.append(f"| {' | '.join([f'`{name}`', *cells, *fate])} |")
    return "\n".join(lines) + "\n"


def _fates() -> dict[str, str]:
    """What became of each, by its name: a file says it for several at once."""
    groups = yaml.safe_load(FATES.read_text(encoding="utf-8"))
    return {name: fate for fate, names in groups.items() for name in names}


def _short(command: str) -> str:
    """A command without the list of what is still open."""
    return re.sub(r"'setting=\[[^]]*\]'", "setting=[those that acted in no world before]", command)


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
