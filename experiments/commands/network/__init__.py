"""``kentongan network``: build a place's people and ties, and put a simulated survey of them beside real surveys."""

from __future__ import annotations

from experiments.cli.command import Command

COMMAND = Command(
    "network",
    3,
    "build the villages of a place and show the ties of their people",
    "Builds people and ties, puts the simulated survey of them beside the surveyed villages of the literature, and "
    "draws the ties of one hamlet.",
    (
        ("kentongan network place=kalibawang", "the villages of Kalibawang"),
        ("kentongan network place=classroom population_seed=3", "another synthetic population"),
    ),
)
