"""What acts, as the documentation shows it: ``python -m scripts.kept_levers``.

Takes what ``kentongan check-levers`` has left under ``outputs/`` and keeps it under ``docs/``. ``make levers``
runs both.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from experiments.results.output import ROOT as OUTPUTS

DOCS = Path(__file__).resolve().parent.parent / "docs"
SOURCE = OUTPUTS / "check-levers" / "all"
FIGURES = ("concept", "lever", "largest", "doses")
KEPT = (
    "levers.json",
    "levers.md",
    "levers_id.md",
    *(f"figures/levers_{name}_{language}.png" for name in FIGURES for language in ("en", "id")),
)


def main(source: Path = SOURCE, docs: Path = DOCS) -> int:
    """Copy the results in ``source`` to ``docs``; returns the exit code."""
    missing = [name for name in KEPT if not (source / name).is_file()]
    if missing:
        print(f"There is no {source / missing[0]}: run kentongan check-levers first.", file=sys.stderr)
        return 1
    for name in KEPT:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, docs / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
