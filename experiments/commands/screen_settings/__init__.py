"""``kentongan screen-settings``: which of the model's numbers move what, each moved through its range."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.cli.command import Command, Own, Word
from experiments.cli.options import NAMES, WORKERS, take_own

TRAJECTORIES = 20
WORDS = (
    Word("setting", NAMES, "keys of settings, or parts of the settings; null: all with a range"),
    Word("groups", bool, "whether parts of the settings are moved as a whole", False),
    Word("trajectories", int, "how often each is moved", TRAJECTORIES, "trajectories", 2, 10_000),
    Word("runs", int, "runs at each point, of which the mean is taken", 1, "runs", 1, 100),
    WORKERS,
)


def read(words: Sequence[str]) -> Own:
    """Take the command's own words out; results are named after place and programme, then after what is moved."""
    own = take_own(words, WORDS)
    if own.mistakes:
        return own
    topic = [own.subject or ""] * bool(own.found["setting"]) + ["groups"] * bool(own.found["groups"])
    return own._replace(topic="-".join(topic), subject=None)


COMMAND = Command(
    "screen-settings",
    8,
    "find out which of the model's numbers move what, and which move nothing",
    "Moves every number that has a range through it, one at a time from many random starting points (Morris's "
    "elementary effects), and says of each whether it acts on undocumented departures, reports, cases answered, "
    "refusals and cost, is dead, or is too noisy to tell: on the screen, in screening.csv, screening.json, "
    "screening.md and figures. A number that enters nothing, and another seed, stand beside them as yardsticks. "
    "setting=KEY or setting=[KEY,KEY] chooses single settings or parts of them, groups=true moves whole parts at "
    "once (a quick first look), trajectories=N sets how often each is moved (more narrows intervals and goes on "
    "from what is stored), runs=N how many runs are averaged at each point (more quiets luck), workers=N how many "
    "go on at the same time. Needs the extra analysis (SALib). "
    "Stopped with Ctrl-C, the same command goes on from where it was.",
    (
        ("kentongan screen-settings groups=true", "a first look at whole parts of the settings, in minutes"),
        ("kentongan screen-settings", "every number with a range, an hour or two on two cores"),
        ("kentongan screen-settings 'setting=[deciding,channels.hotline]' runs=4", "two parts, more closely"),
        ("kentongan screen-settings place=migrant_pocket programme=no_programme", "elsewhere, without a programme"),
    ),
    goes_on=True,
    read=read,
)
