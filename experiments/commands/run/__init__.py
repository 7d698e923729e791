"""``kentongan run``: one scenario with one seed, its tables and a short look at them."""

from __future__ import annotations

from experiments.cli.command import Command

COMMAND = Command(
    "run",
    2,
    "run one village district under one programme with one seed",
    "Runs one scenario once, prints a short table and writes weekly.csv (every measure by week and village), "
    "summary.csv (by year) and groups.csv (persons by year, group and sex). One run shows how the model works, not "
    "what a programme does: for that, compare.",
    (
        ("kentongan run place=classroom programme=pimpasa seed=7", "a small village under PIMPASA"),
        ("kentongan run programme.outreach_intensity=4 weeks=208", "more outreach, for four years"),
        ("kentongan run 'programme.channels_open=[hotline]'", "quotes keep brackets from the shell"),
    ),
)
