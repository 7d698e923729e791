"""``kentongan check-levers``: which concepts and levers act, each alone between the ends of its range."""

from __future__ import annotations

from experiments.cli.command import Command, Word
from experiments.cli.options import NAMES, RUNS, WORKERS

COMMAND = Command(
    "check-levers",
    7,
    "show which concepts and levers act, each between the ends of its range",
    "Runs the model with one concept of the founding paper, or one lever of a programme, at the lower and at the upper "
    "end of its range (configs/lever/, or those of your own) and everything else as it is, on paired seeds, and says "
    "what moves: departures, refusals, reports, cases answered, officers' hours and cost, with intervals. It does so "
    "in an ordinary place and in one where more leave, with settings that give a concept room there. A curve of doses "
    "shows from which outreach on officers' hours are scarce. Writes levers.csv, doses.csv, levers.json, levers.md and "
    "figures. The exit code is 0 whatever is found. Stopped with Ctrl-C, the same command goes on from where it was. "
    "lever=NAME or lever=[NAME,NAME] chooses some, place=NAME or place=[NAME,NAME] places, runs=N sets how many pairs "
    "of runs each has, short=true asks for one place, three years and few runs, workers=N how many runs go on at the "
    "same time; any other key=value holds at both ends of everything else.",
    (
        ("kentongan check-levers", "all of them: within an hour on two cores"),
        ("kentongan check-levers short=true", "a first look: within five minutes"),
        ("kentongan check-levers 'lever=[leaks,anonymity]' runs=40", "two of them, with narrower intervals"),
        ("kentongan check-levers programme=national_module", "under another programme"),
        ("kentongan check-levers --config-dir mine", "together with those in mine/lever"),
    ),
    goes_on=True,
    own=(
        Word("lever", NAMES, "names of levers and concepts; null: all"),
        Word("place", NAMES, "names of places; null: kalibawang and migrant_pocket"),
        RUNS,
        Word("short", bool, "whether few runs of three years in migrant_pocket are enough", False),
        WORKERS,
    ),
)
