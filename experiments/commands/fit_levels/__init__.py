"""``kentongan fit-levels``: proposes values for a handful of assumed settings, to bring levels near the evidence."""

from __future__ import annotations

from experiments.cli.command import Command, Word
from experiments.cli.options import RUNS, WORKERS

COMMAND = Command(
    "fit-levels",
    9,
    "propose values for a handful of assumed settings from the levels that are known",
    "Fits the few settings that a file of configs/fit lists, each within its range, to levels that are known (and "
    "to nothing else), by a search that takes the same steps every time on the same seeds. Prints and writes what "
    "it proposes (fit.csv), the levels before and after (levels.csv) and all points tried (tried.csv), and flags "
    "values at an end of their range. No setting is changed. Settings given as key=value are where it starts "
    "from. Stopped with Ctrl-C, the same command goes on from where it was.",
    (
        ("kentongan fit-levels", "the handful in configs/fit/default.yaml"),
        ("kentongan fit-levels runs=4 deciding.leave=-4.5", "quicker, from another start"),
        ("kentongan fit-levels fit=own --config-dir mine", "the one in mine/fit/own.yaml"),
    ),
    goes_on=True,
    own=(Word("fit", str | None, "name of a fit; null: default"), RUNS, WORKERS),
)
