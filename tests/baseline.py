"""The regression baseline: totals of small runs, exactly as they were. Changed only by running this file.

    python -m tests.baseline --because "why the results change"

writes ``tests/baseline.json`` anew and enters the reason under "Changes results" in the changelog. Without a reason,
or if nothing changed, nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.building import composed, run, start

HERE = Path(__file__).resolve().parent
FILE = HERE / "baseline.json"
CHANGELOG = HERE.parent / "CHANGELOG.md"
HEADING = "### Changes results\n"
RUNS = {
    "classroom, pimpasa": ["place=classroom", "programme=pimpasa", "programme.start_week=8", "weeks=60"],
    "classroom, no programme": ["place=classroom", "programme=no_programme", "weeks=60"],
    "migrant pocket, pimpasa": ["place=migrant_pocket", "programme=pimpasa", "programme.start_week=4", "weeks=30"],
}


def totals(overrides: list[str]) -> dict[str, float]:
    """Sum of every measure over weeks and villages, and what a fingerprint of people and ties needs."""
    world = run(start(composed(*overrides)))
    sums = world.tally.weekly.sum(axis=(0, 1))
    out = {measure.name: float(sums[m]) for m, measure in enumerate(world.tally.measures)}
    return out | {"rows": float(world.population.key.size), "ties": float(world.ties.other.size)}


def measured() -> dict[str, dict[str, float]]:
    """Totals of all runs of the baseline."""
    return {name: totals(overrides) for name, overrides in RUNS.items()}


def main(arguments: list[str] | None = None) -> int:
    """Write the baseline anew and say why in the changelog."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--because", required=True, help="why the results change, for the changelog")
    because = parser.parse_args(arguments).because.strip()
    now = measured()
    if FILE.exists() and json.loads(FILE.read_text()) == now:
        print("The baseline already says what the model does; nothing was written.")
        return 0
    text = CHANGELOG.read_text()
    if HEADING not in text or not because:
        print(f"CHANGELOG.md has no heading {HEADING.strip()!r}, or the reason is empty; nothing was written.")
        return 2
    CHANGELOG.write_text(text.replace(HEADING, f"{HEADING}\n- {because}", 1))
    FILE.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
    print(f"Wrote {FILE.name} and a line in CHANGELOG.md; look at both before you commit.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
