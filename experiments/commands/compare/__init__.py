"""``kentongan compare``: scenarios against the same villages and the same luck without a programme."""

from __future__ import annotations

from experiments.cli.command import Command

COMMAND = Command(
    "compare",
    1,
    "run programmes side by side over many seeds and write the report",
    "Runs every scenario of an experiment over many seeds, each paired with the same village and the same luck "
    "without a programme, and writes tables, figures and report.html. Stopped with Ctrl-C, the same command goes on "
    "from where it was.",
    (
        ("kentongan compare experiment=outreach_by_channel", "the main comparison"),
        ("kentongan compare experiment=outreach_by_channel place=migrant_pocket", "the same in another place"),
        ("kentongan compare experiment=demo experiment.seeds=20", "fewer runs of each scenario"),
    ),
    needs_experiment=True,
    goes_on=True,
)
