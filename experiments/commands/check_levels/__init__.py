"""``kentongan check-levels``: what places show without any programme, beside what is known of such places."""

from __future__ import annotations

from experiments.cli.command import Command, Word
from experiments.cli.options import NAMES, RUNS, WORKERS

COMMAND = Command(
    "check-levels",
    6,
    "put levels of the model beside the evidence",
    "Runs places without any programme, each run in a population of its own, and shows departures by place, how "
    "offers come, what is reported, how long answers take, what becomes of cases, recruiters, false reports and "
    "returns beside what is known, with intervals; where nothing is known, the model's level stands alone. Writes "
    "levels.csv, levels.json and a figure. place=NAME or place=[NAME,NAME] chooses places (else all of which "
    "levels are known). Runs are added in batches until half of every interval beside evidence is at most a sixth of "
    "the evidence's width, and at most 400; runs=N sets exactly how many each place has, workers=N how many go on at "
    "the same time.",
    (
        ("kentongan check-levels", "all places of which levels are known"),
        ("kentongan check-levels place=classroom runs=8", "another place, quickly"),
        ("kentongan check-levels warning.speak=-2.5", "with another assumption"),
    ),
    goes_on=True,
    own=(Word("place", NAMES, "names of places; null: all of which something is known"), RUNS, WORKERS),
)
