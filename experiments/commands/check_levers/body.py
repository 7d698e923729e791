"""``kentongan check-levers``: which concepts and levers act, each alone between the ends of its range.

What is found is a result, so the exit code is 0 whatever it is. Runs are stored as they end under ``runs/`` of the
results' folder, so a command that was stopped goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from experiments.analysis.intervals import Floats
from experiments.cli.interrupt import stop_if_asked
from experiments.cli.options import typed
from experiments.composing.compose import Composed
from experiments.composing.library import Library
from experiments.evidence.levers.finding import QUANTITIES, Finding, counted, find
from experiments.evidence.levers.page import levers_page
from experiments.evidence.levers.plan import ORDINARY, WITH_ROOM, Planned, all_units, compose_places, plan_levers
from experiments.evidence.levers.reading import GROUP, read_levers
from experiments.evidence.levers.table import doses_table, levers_json, levers_table
from experiments.evidence.levers.words import KINDS, of_doses, short, summary, titles
from experiments.evidence.patterns.plan import ONLY
from experiments.report.figures import levers as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.report.names import place_title
from experiments.results.manifest import command_line
from experiments.results.output import Output
from experiments.runner.plan import Scenario
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.sweeping import all_run, new_sweep, tell
from experiments.texts import LANGUAGES, Language, Texts
from sim.measures.catalogue import Measure

PAGES: dict[Language, str] = {"en": "levers.md", "id": "levers_id.md"}


class Form(NamedTuple):
    """How much is run unless the user says otherwise."""

    places: tuple[str, ...]
    weeks: int
    runs: int


FULL = Form((ORDINARY, WITH_ROOM), 260, 16)
SHORT = Form((WITH_ROOM,), 156, 4)


def run(
    composed: Composed,
    output: Output,
    language: Language = "en",
    *,
    lever: tuple[str, ...] | None = None,
    place: tuple[str, ...] | None = None,
    runs: int | None = None,
    short: bool = False,
    workers: int = 0,
) -> int:
    """Run what is not stored yet, compare both ends, write tables, pages and figures; returns the exit code.

    ``runs`` is how many pairs each lever gets in each place, None for as many as the form has; ``short`` chooses the
    short form; ``workers`` is the number of processes, 0 for one a core.
    """
    say, library, form = Texts(language), Library(composed.config_dir), SHORT if short else FULL
    levers = read_levers(lever, library)
    shown = {name: library.shown(path) for name, path in library.options(GROUP).items()}
    there = compose_places(place or form.places, composed, form.weeks)
    planned = plan_levers(levers, there, runs or form.runs, shown.__getitem__)
    sweep = new_sweep(output, "processes", workers)
    findings = _findings(planned, sweep, sweep.worker.model.measures(composed.settings), say)
    stop_if_asked()
    asked = {"lever": lever, "place": place, "runs": runs, "short": "true" if short else None, "workers": workers}
    command = _command(composed, typed({name: value for name, value in asked.items() if value}))
    named = {one: {name: _title(name, there[name], Texts(one)) for name in there} for one in LANGUAGES}
    _write(findings, named, (command, sweep.worker.fingerprint), output)
    print(_screen(findings, named[language], say))
    print(say("levers.written", folder=output.folder))
    return 0


def _title(name: str, composed: Composed, say: Texts) -> str:
    title = place_title(composed.settings.place, say.language)
    return say("levers.with_room", place=title) if name == WITH_ROOM else title


def _findings(planned: Sequence[Planned], sweep: Sweep, measures: Sequence[Measure], say: Texts) -> list[Finding]:
    units = all_units(planned, lambda unit: sweep.worker.key(unit, unit.baseline))
    names, places = {one.name for one in planned}, list(dict.fromkeys(one.place for one in planned))
    tell(say("levers.running", levers=len(names), places=say.listed(places), pairs=planned[0].runs, runs=len(units)))
    with all_run(sweep, units, say) as shown:
        return [_find(one, sweep, measures, shown) for one in planned]


def _find(planned: Planned, sweep: Sweep, measures: Sequence[Measure], shown: Progress) -> Finding:
    def values(scenario: Scenario) -> dict[str, Floats]:
        stop_if_asked()
        results = [found[ONLY] for found in sweep.whole(planned.units(scenario), [ONLY], shown)]
        return counted(planned, results, measures)

    ends = {name: values(scenario) for name, scenario in planned.scenarios.items()}
    return find(planned, ends, {dose: values(scenario) for dose, scenario in planned.doses.items()})


def _command(composed: Composed, words: Sequence[str]) -> str:
    folder = [] if composed.config_dir is None else ["--config-dir", str(composed.config_dir)]
    return command_line(["check-levers", *words, *composed.overrides, *folder])


def _write(
    findings: Sequence[Finding], places: dict[Language, dict[str, str]], made: tuple[str, str], output: Output
) -> None:
    output.write_table("levers.csv", levers_table(findings))
    doses = doses_table(findings)
    if not doses.empty:
        output.write_table("doses.csv", doses)
    output.write_text("levers.json", levers_json(findings, *made))
    for language in LANGUAGES:
        say = Texts(language)
        pictures = {}
        with styled():
            for name, picture in figure.draw(findings, places[language], say).items():
                write_numbers(picture, language)
                save(picture, output / "figures", f"levers_{name}_{language}")
                pictures[name] = f"figures/levers_{name}_{language}.png"
        output.write_text(PAGES[language], levers_page(findings, places[language], pictures, made, say))


def _screen(findings: Sequence[Finding], places: dict[str, str], say: Texts) -> str:
    """A table a place for the terminal, with what the marks mean and the curve of doses in words."""
    lines = [say("levers.screen"), ""]
    for place, title in places.items():
        own = {one.planned.name: one for one in findings if one.planned.place == place}
        rows = [(title, *(say(f"levers.brief.{name}") for name in QUANTITIES))]
        for kind in KINDS:
            some = titles(findings, kind, say)
            rows += [(say(f"levers.kind.{kind}").upper(), *("" for _ in QUANTITIES))] if some else []
            rows += [(f"  {text}", *(short_of(own[name], say))) for name, text in some.items()]
        first, *widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines += [
            "  ".join(
                [f"{row[0]:<{first}}", *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths, strict=True))]
            ).rstrip()
            for row in rows
        ]
        lines.append("")
    lines += [of_doses(one, places[one.planned.place], say) for one in findings if one.doses]
    return "\n".join([*lines, *summary(findings, places, say)])


def short_of(finding: Finding, say: Texts) -> list[str]:
    """The changes of all quantities, in few characters."""
    return [short(finding.changes[name], say) for name in QUANTITIES]
