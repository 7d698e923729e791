"""Experiments of the user's own (``--config-dir own``), given to ``kentongan compare``."""

from __future__ import annotations

from typing import Any

import yaml

from tests.attack.tries import Try

KIND = "an experiment of one's own"
FILE = "own/experiment/mine.yaml"
COMMAND = ("compare", "experiment=mine", "--config-dir", "own")
DESIGN: dict[str, Any] = {
    "kind": "compare",
    "title": {"en": "Mine", "id": "Milikku"},
    "description": {"en": "A small one.", "id": "Yang kecil."},
    "outreach": [2],
    "channel_sets": {"all": ["hotline"]},
    "reference": {"channels": "all", "outreach": 2},
    **{"seeds": 2, "batch": 2, "max_seeds": 2, "precision": 0.1, "populations": 2, "interim_seeds": 1},
    **{"beside": None, "executor": "threads", "workers": 1},
}
SETTINGS = {"weeks": 30, "programme": {"start_week": 10, "end_week": None}}
TABLES = tuple(
    f"{name}.{kind}" for name in ("contrasts", "levels", "runs", "scenarios", "weekly") for kind in ("csv", "parquet")
)


def experiment(without: str = "", **changes: Any) -> str:
    """A file of an experiment with some of its design changed, or taken away."""
    design = {key: value for key, value in {**DESIGN, **changes}.items() if key != without}
    return "# @package _global_\n" + yaml.safe_dump({**SETTINGS, "experiment": design}, allow_unicode=True)


REFUSED: dict[str, tuple[str, str]] = {
    **{
        f"without {key}": (experiment(without=key), f"experiment.{key}") for key in ("kind", "outreach", "channel_sets")
    },
    "of an unknown kind": (experiment(kind="guess"), "experiment.kind"),
    "with an unknown key": (experiment(repeats=3), "experiment.repeats"),
    "with a title in one language": (experiment(title={"en": "Mine"}), "experiment.title.id"),
    "with a title that is a number": (experiment(title=3), "experiment.title"),
    "with sessions in words": (experiment(outreach=["many"]), "experiment.outreach.0"),
    "with sessions twice": (experiment(outreach=[2, 2]), f"experiment.outreach in {FILE}: 2 given 2 times"),
    "with a set that is a text": (experiment(channel_sets={"all": "hotline"}), "experiment.channel_sets.all"),
    "with sets in a list": (experiment(channel_sets=["hotline"]), "experiment.channel_sets"),
    "with an unknown channel": (experiment(channel_sets={"all": ["radio"]}), "channel 'radio'"),
    "with a reference among no scenarios": (experiment(reference={"channels": "x", "outreach": 2}), "reference"),
    "with half a reference": (experiment(reference={"channels": "all"}), "experiment.reference.outreach"),
    "with half a run": (experiment(seeds=1.5), "experiment.seeds"),
    "with fewer runs at most than at first": (experiment(max_seeds=1), "experiment.max_seeds"),
    "with a precision of nothing": (experiment(precision=0), "experiment.precision"),
    "that starts after its end": (
        experiment().replace("start_week: 10", "start_week: 30"),
        "programme.start_week in own/experiment/mine.yaml: 30",
    ),
    "with a setting misspelt": (experiment().replace("weeks:", "wekes:"), "did you mean weeks?"),
    "without its first line": (experiment().partition("\n")[2], f"experiment.kind in {FILE}: no value"),
    "with a word for a section": (experiment().replace("{end_week", "x: {end_week") + "programme: 3\n", FILE),
    "with a word where the programme is": ("# @package _global_\nprogramme: none\n", f"programme in {FILE}"),
    "with sessions that differ in no name": (experiment(outreach=[2, 2.0000001]), "2 given 2 times"),
    "with more sessions than there may be": (experiment(outreach=[2, 61]), f"experiment.outreach in {FILE}: 61"),
    "with a set called like a formula": (experiment(channel_sets={"=cmd": ["hotline"]}), "the name '=cmd'"),
    "that is a list": ("- 1\n", f"{FILE}: a file without keys"),
}
TRIES = [
    Try(
        *(KIND, "with one scenario alone", (*COMMAND, "place=classroom"), 0, ("Undocumented departures averted",)),
        {FILE: experiment()},
        leaves=(*TABLES, "figures", "manifest.json", "report.html", "runs"),
    ),
    *(
        Try(KIND, f"beside {word}", (*COMMAND, word), 2, ("what the experiment itself sets",), {FILE: experiment()})
        for word in (
            "programme.outreach_intensity=9",
            "programme.channels_open=[hotline]",
            "seed=9",
            "population_seed=9",
        )
    ),
    *(Try(KIND, name, COMMAND, 2, (said,), {FILE: text}) for name, (text, said) in REFUSED.items()),
]
