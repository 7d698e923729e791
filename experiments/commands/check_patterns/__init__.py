"""``kentongan check-patterns``: what evidence and the founding paper let one expect, and whether it is found."""

from __future__ import annotations

from experiments.cli.command import Command, Word
from experiments.cli.options import NAMES, RUNS, WORKERS

COMMAND = Command(
    "check-patterns",
    5,
    "look for the patterns that evidence and the founding paper let one expect",
    "Runs the scenarios of every pattern (configs/pattern/, or those of your own) on paired seeds and says of each "
    "whether it holds, fails, or is undecided because the interval crosses an end of what is expected: on the "
    "screen, in patterns.csv, patterns.json, patterns.md and a figure. What is expected stands in the pattern's file "
    "before it is run. Runs are added in batches until half of each interval is at most a third of the size asked "
    "about, whatever it says, and at most 400. The exit code is 0 whatever is found: a pattern that fails is a "
    "result. Stopped with Ctrl-C, the same command goes on from where it was. pattern=NAME or pattern=[NAME,NAME] "
    "chooses patterns, runs=N sets exactly how often each scenario is run (fewer for a quick look), workers=N how "
    "many runs go on at the same time; any other key=value changes a setting in all scenarios.",
    (
        ("kentongan check-patterns", "all patterns"),
        ("kentongan check-patterns 'pattern=[bad_news,cash_advance]' runs=10", "a quick look at two of them"),
        ("kentongan check-patterns deciding.wage=1.1", "whether they hold under another assumption"),
        ("kentongan check-patterns --config-dir mine", "together with those in mine/pattern"),
    ),
    goes_on=True,
    own=(Word("pattern", NAMES, "names of patterns; null: all"), RUNS, WORKERS),
)
