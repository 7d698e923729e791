"""``kentongan explain averted``: who was prevented and who induced, by nearest cause, and what each pathway carries."""

from __future__ import annotations

import json
import sys
from typing import Any

import pandas as pd
from tqdm import tqdm

from experiments.analysis.averted import NUDGED_WEEKS, SIDES, Averted, averted, runs_each
from experiments.cli.interrupt import stop_if_asked
from experiments.commands.network.body import aligned
from experiments.composing.compose import Composed, compose
from experiments.composing.design import NO_PROGRAMME
from experiments.report.figures.averted import averted_figure
from experiments.report.figures.style import save, styled
from experiments.report.names import place_title
from experiments.results.output import Output
from experiments.texts import Language, Texts
from sim.agents.built import built
from sim.explaining.words import Words
from sim.settings.tree import Settings

FILES = ("averted.txt", "averted.json", "causes.csv", "pathways.csv", "averted.png", "averted.svg", "manifest.json")


def tell_averted(composed: Composed, output: Output, language: Language, seeds: int) -> int:
    """Run the pairs and reruns, print the two tables, and write them as text, JSON, CSV and a figure.

    ``seeds`` is the number of pairs; returns the exit code.
    """
    found = _found(composed, seeds)
    say = Texts(language, "averted")
    text = report(found, composed.settings, say)
    output.write_text("averted.txt", text)
    causes, pathways = causes_table(found), pathways_table(found)
    output.write_table("causes.csv", causes)
    output.write_table("pathways.csv", pathways)
    output.write_text(
        "averted.json", json.dumps(as_dict(found, composed.settings, say), ensure_ascii=False, indent=1) + "\n"
    )
    _draw(found, composed.settings, say, output)
    print(text)
    print(say("written", folder=output.folder, files=", ".join(FILES)))
    return 0


def _found(composed: Composed, seeds: int) -> Averted:
    settings = composed.settings
    nothing = compose([f"programme={NO_PROGRAMME}"], composed.config_dir).settings.programme
    seeds_run = tuple(range(settings.seed, settings.seed + seeds))
    with tqdm(total=runs_each(settings) * seeds, unit="week", leave=False, disable=not sys.stderr.isatty()) as bar:

        def tick() -> None:
            stop_if_asked()
            bar.update()

        return averted(settings, nothing, built(settings), seeds_run, tick)


def causes_table(found: Averted) -> pd.DataFrame:
    """Columns ``cause``, ``side`` (see ``SIDES``), ``mean``, ``low``, ``high``: synthetic persons a run."""
    interval, totals = found.by_cause(), found.totals()
    rows = [
        (cause, name, interval.mean[c, s], interval.low[c, s], interval.high[c, s])
        for c, cause in enumerate(found.causes)
        for s, name in enumerate(SIDES)
    ]
    rows += [("all", name, totals.mean[s], totals.low[s], totals.high[s]) for s, name in enumerate(SIDES)]
    return pd.DataFrame(rows, columns=["cause", "side", "mean", "low", "high"])


def pathways_table(found: Averted) -> pd.DataFrame:
    """Columns ``pathway``, ``part_of_programme``, ``less`` (departures averted less a run) and ``share``, with ends."""
    head = {"pathway": found.pathways, "part_of_programme": found.part}
    return pd.DataFrame({**head, **found.lost().columns("less"), **found.shares().columns("share")})


def heading(found: Averted, settings: Settings, say: Texts) -> str:
    """Where, what and how often."""
    return say(
        "head",
        place=place_title(settings.place, say.language),
        programme=getattr(settings.programme.title, say.language),
        runs=len(found.seeds),
        first=found.seeds[0],
        last=found.seeds[-1],
        weeks=max(settings.weeks - settings.programme.first_week, 0),
    )


def report(found: Averted, settings: Settings, say: Texts) -> str:
    """Both tables with what must be said about them."""
    (net, *ends), (placebo, *placebo_ends) = found.averted().numbers, found.placebo().numbers
    sentence = say(
        "net",
        net=say.number(net),
        interval=say.interval(*ends),
        placebo=say.number(placebo),
        placebo_interval=say.interval(*placebo_ends),
    )
    lines = [heading(found, settings, say), say("synthetic"), "", say("causes.title"), say("causes.how")]
    lines += aligned(_cause_rows(found, say)) if found.causes else [say("none")]
    nudge = _nudge(found)
    push = say(
        "nudge",
        weeks=NUDGED_WEEKS,
        **{name: say.number(one["mean"], 2) for name, one in nudge.items()},
        **{f"{name}_interval": say.interval(one["low"], one["high"]) for name, one in nudge.items()},
    )
    lines += [
        sentence,
        say("placebo.is"),
        push,
        "",
        say("pathways.title"),
        say("pathways.how"),
        *aligned(_pathway_rows(found, say)),
    ]
    return "\n".join(lines) + "\n"


def _cause_rows(found: Averted, say: Texts) -> list[list[str]]:
    by_cause, totals = found.by_cause().mean, found.totals()
    rows = [[say("cause"), *(say(side) for side in SIDES)]]
    rows += [[_cause_text(name, say), *(say.number(x, 2) for x in by_cause[c])] for c, name in enumerate(found.causes)]
    rows.append([say("all"), *(say.number(x, 2) for x in totals.mean)])
    rows.append([say("interval"), *map(say.interval, totals.low, totals.high)])
    return rows


def _pathway_rows(found: Averted, say: Texts) -> list[list[str]]:
    less, share = found.lost(), found.shares()
    rows = [[say("pathway"), say("less"), say("interval"), say("share"), say("interval")]]
    for p, name in enumerate(found.pathways):
        if not found.part[p]:
            rows.append([say(f"pathway.{name}"), say("not_part"), "", "", ""])
            continue
        row = [say(f"pathway.{name}"), say.number(less.mean[p], 2), say.interval(less.low[p], less.high[p])]
        rows.append([*row, say.percent(share.mean[p]), say.percents(share.low[p], share.high[p])])
    placebo, low, high = found.placebo().numbers
    rows.append([say("placebo"), say.number(placebo, 2), say.interval(low, high), "", ""])
    return rows


def as_dict(found: Averted, settings: Settings, say: Texts) -> dict[str, Any]:
    """Both tables as plain data; numbers that are none (an interval of one run) are null."""
    net, placebo = (
        dict(zip(("mean", "low", "high"), one.numbers, strict=True)) for one in (found.averted(), found.placebo())
    )
    data: dict[str, Any] = {
        "synthetic": say("synthetic"),
        "heading": heading(found, settings, say),
        "seeds": list(found.seeds),
        "unit": say("axis.causes"),
        "causes": [{**row, "text": _cause_text(row["cause"], say)} for row in causes_table(found).to_dict("records")],
        "net_averted": net,
        "placebo": placebo,
        "one_resident_stopped": _nudge(found),
        "need_not_add_up": say("pathways.how"),
        "pathways": [
            {**row, "text": say(f"pathway.{row['pathway']}")} for row in pathways_table(found).to_dict("records")
        ],
    }
    return {key: _without_nan(one) for key, one in data.items()}


def _nudge(found: Averted) -> dict[str, dict[str, float]]:
    """What one resident who is stopped makes, by ``prevented`` and ``induced``, with intervals."""
    nudge = found.nudge().within(0.0)
    columns = zip(*(end.tolist() for end in (nudge.mean, nudge.low, nudge.high)), strict=True)
    return {
        name: dict(zip(("mean", "low", "high"), ends, strict=True))
        for name, ends in zip(("prevented", "induced"), columns, strict=True)
    }


def _cause_text(name: str, say: Texts) -> str:
    """The name of a nearest cause, as stories have it."""
    return say("all") if name == "all" else Words(say.language)(f"cause.{name}")


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_nan(one) for one in value]
    return None if isinstance(value, float) and value != value else value


def _draw(found: Averted, settings: Settings, say: Texts, output: Output) -> None:
    with styled():
        save(averted_figure(found, heading(found, settings, say), say.language), output.folder, "averted")
