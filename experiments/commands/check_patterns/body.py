"""``kentongan check-patterns``: what evidence and the founding paper let one expect, and whether it is found.

Verdicts are results, so the exit code is 0 whatever they are. Runs are stored as they end under ``runs/`` of the
results' folder, so a command that was stopped goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from experiments.cli.interrupt import stop_if_asked
from experiments.cli.options import typed
from experiments.commands.check_patterns.batches import Batches
from experiments.composing.compose import Composed
from experiments.composing.library import Library
from experiments.evidence.patterns.finding import Finding, check_measures
from experiments.evidence.patterns.page import COLUMNS, patterns_page, summary
from experiments.evidence.patterns.plan import plan_patterns
from experiments.evidence.patterns.reading import GROUP, read_patterns
from experiments.evidence.patterns.table import in_order, patterns_json, patterns_table
from experiments.evidence.patterns.words import expected, found, title
from experiments.evidence.patterns.words import runs as runs_in_words
from experiments.evidence.stopping import MOST
from experiments.report.figures import patterns as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.results.manifest import command_line
from experiments.results.output import Output
from experiments.runner.sweeping import all_run, new_sweep, tell
from experiments.texts import LANGUAGES, Language, Texts
from sim.measures.catalogue import Measure

PAGES: dict[Language, str] = {"en": "patterns.md", "id": "patterns_id.md"}


def run(
    composed: Composed,
    output: Output,
    language: Language = "en",
    *,
    pattern: tuple[str, ...] | None = None,
    runs: int | None = None,
    workers: int = 0,
) -> int:
    """Run what is not stored yet, judge, write tables, pages and figures; returns the exit code.

    ``runs`` is how many each scenario gets, None for as many as the stopping rule asks
    (:mod:`experiments.evidence.stopping`); ``workers`` is the number of processes, 0 for one a core.
    """
    say = Texts(language)
    library = Library(composed.config_dir)
    patterns = read_patterns(pattern, library)
    shown = {name: library.shown(path) for name, path in library.options(GROUP).items()}
    planned = plan_patterns(patterns, composed, runs, shown.__getitem__)
    sweep = new_sweep(output, "processes", workers)
    measures = sweep.worker.model.measures(composed.settings)
    check_measures(planned, measures, shown)
    findings = _findings(Batches(planned, sweep, measures, say), 0 if runs else MOST, say)
    stop_if_asked()
    asked = {"pattern": pattern, "runs": runs, "workers": workers}
    command = _command(composed, typed({name: value for name, value in asked.items() if value}))
    _write(findings, measures, command, sweep.worker.fingerprint, output)
    print(_screen(findings, say))
    print(say("patterns.written", folder=output.folder))
    return 0


def _findings(batches: Batches, most: int, say: Texts) -> list[Finding]:
    planned = batches.planned
    units = batches.units({one.name: one.runs for one in planned})
    scenarios = sum(len(one.scenarios) for one in planned)
    tell(say("patterns.running", patterns=len(planned), scenarios=scenarios, runs=len(units)))
    with all_run(batches.sweep, units, say) as shown:
        return batches.findings(most, shown)


def _command(composed: Composed, words: Sequence[str]) -> str:
    folder = [] if composed.config_dir is None else ["--config-dir", str(composed.config_dir)]
    return command_line(["check-patterns", *words, *composed.overrides, *folder])


def _write(findings: Sequence[Finding], measures: Sequence[Measure], command: str, code: str, output: Output) -> None:
    output.write_table("patterns.csv", patterns_table(findings))
    output.write_text("patterns.json", patterns_json(findings, command, code))
    names = {measure.name: measure for measure in measures}
    for language in LANGUAGES:
        say = Texts(language)
        with styled():
            picture = figure.draw(findings, say)
            if picture is not None:
                write_numbers(picture, language)
                save(picture, output / "figures", f"patterns_{language}")
        page = patterns_page(findings, names, f"figures/patterns_{language}.png", (command, code), say)
        output.write_text(PAGES[language], page)


def _screen(findings: Sequence[Finding], say: Texts) -> str:
    """The table for the terminal, what fails first."""
    rows = [tuple(say(f"patterns.column.{column}") for column in COLUMNS)]
    for one in in_order(findings):
        pattern = one.planned.pattern
        verdict = say(f"patterns.verdict.{one.verdict}")
        rows.append(
            (title(pattern, say.language), expected(pattern, say), found(one, say), runs_in_words(one, say), verdict)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", summary(findings, say)])
