"""Write ``docs/columns.md`` anew: ``python -m scripts.columns``, also part of ``make docs``."""

from __future__ import annotations

from pathlib import Path

import experiments
from scripts.columns.page import page

PATH = Path(experiments.__file__).resolve().parent.parent / "docs" / "columns.md"

if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
