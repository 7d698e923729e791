"""Write ``sim/parameters.md`` anew: ``python -m scripts.parameters``, also part of ``make docs``."""

from __future__ import annotations

from pathlib import Path

import sim
from scripts.parameters.page import page

PATH = Path(sim.__file__).resolve().parent / "parameters.md"

if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
