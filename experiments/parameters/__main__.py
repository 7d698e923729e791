"""Write ``sim/parameters.md`` anew: ``python -m experiments.parameters``, also part of ``make docs``."""

from __future__ import annotations

from pathlib import Path

import sim
from experiments.parameters.page import page

PATH = Path(sim.__file__).resolve().parent / "parameters.md"

if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
