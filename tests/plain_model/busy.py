"""A small place in which everything happens within a year (``tests/busy_year/experiment/busy_year.yaml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from experiments.composing.compose import compose
from sim.settings.tree import Settings
from tests.building import dotted

FOLDER = Path(__file__).resolve().parent.parent / "busy_year"


@cache
def busy() -> Settings:
    """Two villages of some 200 people who are neighbours."""
    return compose(["experiment=busy_year"], FOLDER).settings


def busy_settings(**changes: Any) -> Settings:
    """The same with other settings; keys with ``__`` for dots change single ones."""
    return busy().with_changes(dotted(changes))
