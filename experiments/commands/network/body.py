"""``kentongan network``: build a place's people and ties, and put a simulated survey of them beside real surveys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from experiments.analysis.networks import Built, populations, surveyed
from experiments.composing.compose import Composed
from experiments.report.figures.hamlet import hamlet_figure, typical_hamlet
from experiments.report.figures.style import save, styled
from experiments.report.figures.survey import survey_figure
from experiments.report.names import place_title
from experiments.results.output import Output, whole
from experiments.texts import Language, Texts
from sim.settings.tree import Settings
from sim.ties.exchange.graphs import to_networkx
from sim.ties.survey.counts import count_contacts, count_kinds
from sim.ties.survey.targets import Found, compared, fits, read_targets

TARGETS = Path(__file__).resolve().parents[3] / "configs" / "data" / "network_targets.json"
SURVEY_COLUMNS = (
    *("measure", "network", "median", "p25", "p75"),
    *("surveyed_p25", "surveyed_p50", "surveyed_p75", "inside"),
)


def run(composed: Composed, output: Output, language: Language = "en") -> int:
    """Write two tables, one hamlet's ties and two figures, and print the tables; returns the exit code."""
    settings, say = composed.settings, Texts(language, "ties")
    everyone = list(populations(settings))
    shapes: dict[str, list[Any]] = {}
    for one in everyone:
        for network, found in surveyed(one, settings).items():
            shapes.setdefault(network, []).extend(found)
    targets = read_targets(TARGETS)
    results = {network: compared(found, targets) for network, found in shapes.items()}

    first = everyone[0]
    hamlet = typical_hamlet(first.population)
    summary = ties_summary(first)
    output.write_table("ties_summary.csv", summary)
    output.write_table("survey.csv", survey_table(results))
    files = ["ties_summary.csv", "survey.csv", *_write_hamlet(first, hamlet, output)]
    files += _draw(first, hamlet, results, len(shapes["model"]), output, language)
    parts = [
        _head(settings, first, say),
        _ties_in_words(settings, summary, say),
        _contacts(first, say),
        _survey_in_words(settings, everyone, results, len(shapes["model"]), say),
    ]
    print("\n\n".join(parts) + "\n")
    print(say("written", folder=output.folder, files=", ".join(files)))
    return 0


def ties_summary(one: Built) -> pd.DataFrame:
    """Ties between persons by kind, and all: columns ``kind``, ``ties``, ``per_person``, ``strength``."""
    return pd.DataFrame(count_kinds(one.population, one.ties))


def survey_table(results: dict[str, dict[str, Found]]) -> pd.DataFrame:
    """One row a measure and network, see :data:`SURVEY_COLUMNS`."""
    rows = [
        (measure, network, one.median, one.p25, one.p75, *one.band, one.inside)
        for network, found in results.items()
        for measure, one in found.items()
    ]
    return pd.DataFrame(rows, columns=list(SURVEY_COLUMNS))


def _write_hamlet(one: Built, hamlet: int, output: Output) -> list[str]:
    """The ties of one hamlet for other programs: an edge list and a graph."""
    graph = to_networkx(one.population, one.ties, hamlet=hamlet)
    edges = [(a, b, data["kind"], data["strength"]) for a, b, data in graph.edges(data=True)]
    output.write_table("hamlet_ties.csv", pd.DataFrame(edges, columns=["a", "b", "kind", "strength"]))
    with whole(output / "hamlet.graphml") as half:
        nx.write_graphml(graph, half)
    return ["hamlet_ties.csv", "hamlet.graphml"]


def _draw(
    one: Built, hamlet: int, results: dict[str, dict[str, Found]], hamlets: int, output: Output, language: Language
) -> list[str]:
    with styled():
        paths = [
            save(survey_figure(results, hamlets, language), output.folder, "survey"),
            save(hamlet_figure(one.population, one.ties, hamlet, language), output.folder, "hamlet"),
        ]
    return [path.name for pair in paths for path in pair.values()]


def _head(settings: Settings, one: Built, say: Texts) -> str:
    population = one.population
    lines = [
        say(
            "head",
            place=place_title(settings.place, say.language),
            villages=say.counted("villages", len(population.village_codes)),
            hamlets=say.counted("hamlets", population.hamlet_village.size),
            households=say.number(population.household_hamlet.size, 0),
            people=say.number(int(population.village_people.sum()), 0),
        ),
        say("synthetic"),
    ]
    if settings.place.rate_factor != 1.0:
        lines.append(say("factor", factor=f"{settings.place.rate_factor:g}"))
    if one.kin is None and settings.network.kind == "kinship":
        lines.append(say("given"))
    return "\n".join(lines)


def _ties_in_words(settings: Settings, summary: pd.DataFrame, say: Texts) -> str:
    rows = [[say(f"table.{column}") for column in ("kind", "count", "per_person", "strength")]]
    rows += [
        [say(f"kind.{kind}"), say.number(ties, 0), say.number(per_person, 2), say.number(strength, 2)]
        for kind, ties, per_person, strength in summary.itertuples(index=False)
    ]
    return "\n".join([say("table.ties", age=15 - settings.people.cohort_years), *aligned(rows)])


def _contacts(one: Built, say: Texts) -> str:
    found = count_contacts(one.population, one.ties, one.kin)
    lines = [
        say(
            "contacts",
            all=say.number(found.per_household, 1),
            village=say.number(found.in_village, 1),
            hamlet=say.number(found.in_hamlet, 1),
        )
    ]
    if one.kin is not None:
        lines.append(say("contacts.kin", share=say.percent(found.share_kin), tied=say.percent(found.tied_kin)))
    return "\n".join(lines)


def _survey_in_words(
    settings: Settings,
    everyone: list[Built],
    results: dict[str, dict[str, Found]],
    hamlets: int,
    say: Texts,
) -> str:
    rows = [[say("table.measure"), say("table.band"), *(say(f"short.{network}") for network in results)]]
    for measure, model in results["model"].items():
        digits = 0 if measure == "num_nodes" else 2 if measure in ("ave_deg", "giant_deg", "ave_dist") else 3
        band = f"{say.number(model.band.p25, digits)} - {say.number(model.band.p75, digits)}"
        medians = [(found[measure].median, found[measure].inside) for found in results.values()]
        marked = [say.number(median, digits) + (" " if inside else "*") for median, inside in medians]
        rows.append([say(f"measure.{measure}"), band, *marked])
    rows.append([say("table.all"), "", *(say("yes" if fits(found) else "no") + " " for found in results.values())])
    lines = [say("survey.title"), say("survey.how", hamlets=say.number(hamlets, 0)), *aligned(rows)]
    lines.append(say("survey.rivals", rewired=say.percent(settings.network.rewired)))
    if "watts_strogatz_kin" in results:
        lines.append(say("survey.rivals.kin"))
    if len(everyone) > 1:
        lines.append(say("survey.again", count=len(everyone), first=everyone[0].seed, last=everyone[-1].seed))
    return "\n".join(lines)


def aligned(rows: list[list[str]]) -> list[str]:
    """A table as lines: the first column to the left, the others to the right."""
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [
        "  ".join([row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], others, strict=True))])
        for row in rows
    ]
