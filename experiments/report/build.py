"""Everything a comparison leaves behind: tables, figures, levels and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.analysis.results import PlaceResults
from experiments.analysis.tables import all_tables, write_tables
from experiments.evidence.levels import levels
from experiments.report.assumed import Number
from experiments.report.figures.gallery import DrawHamlet, draw_all
from experiments.report.names import Names
from experiments.report.page import Material, render_page
from experiments.report.texts import Language
from experiments.results.manifest import git_state, version
from experiments.results.output import Output
from experiments.runner.design import Design


def write_all(
    places: Sequence[PlaceResults],
    design: Design,
    names: Names,
    numbers: Sequence[Number],
    command: str,
    fingerprint: str,
    output: Output,
    draw_hamlet: DrawHamlet | None,
    language: Language = "en",
) -> tuple[Path, Mapping[str, pd.DataFrame]]:
    """Write it all into the folder; returns the path of the page and the tables."""
    tables = all_tables(places)
    known = levels(places, [name for name, place in names.places.items() if place.villages_csv])
    write_tables(tables | {"levels": known}, output.folder)
    pictures = draw_all(places, tables["scenarios"], design, names, output.folder / "figures", draw_hamlet)
    git: Mapping[str, Any] | None = git_state()
    material = Material(places, tables, known, design, names, numbers, pictures, command, version(), fingerprint, git)
    return output.write_text("report.html", render_page(material, language)), tables
