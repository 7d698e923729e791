"""``kentongan check-patterns``: what evidence and the founding paper let one expect, and whether it is found.

Verdicts are results, so the exit code is 0 whatever they are. Runs are stored as they end under ``runs/`` of the
results' folder, so a command that was stopped goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from experiments.cli.interrupt import stop_if_asked
from experiments.cli.options import typed
from experiments.composing.compose import Composed
from experiments.composing.library import Library
from experiments.evidence.patterns.finding import Finding, check_measures, find
from experiments.evidence.patterns.page import patterns_page, summary
from experiments.evidence.patterns.plan import ONLY, Planned, all_units, plan_patterns
from experiments.evidence.patterns.reading import GROUP, read_patterns
from experiments.evidence.patterns.table import in_order, patterns_json, patterns_table
from experiments.evidence.patterns.words import expected, found
from experiments.report.figures import patterns as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.results.manifest import command_line
from experiments.results.output import Output
from experiments.runner.sweep import Progress, Sweep
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

    ``runs`` is how many each scenario gets, None for what each pattern says; ``workers`` is the
    number of processes, 0 for one a core.
    """
    say = Texts(language)
    library = Library(composed.config_dir)
    patterns = read_patterns(pattern, library)
    shown = {name: library.shown(path) for name, path in library.options(GROUP).items()}
    planned = plan_patterns(patterns, composed, runs, shown.__getitem__)
    sweep = new_sweep(output, "processes", workers)
    measures = sweep.worker.model.measures(composed.settings)
    check_measures(planned, measures, shown)
    findings = _findings(planned, sweep, measures, say)
    stop_if_asked()
    asked = {"pattern": pattern, "runs": runs, "workers": workers}
    command = _command(composed, typed({name: value for name, value in asked.items() if value}))
    _write(findings, measures, command, sweep.worker.fingerprint, output)
    print(_screen(findings, say))
    print(say("patterns.written", folder=output.folder))
    return 0


def _findings(planned: Sequence[Planned], sweep: Sweep, measures: Sequence[Measure], say: Texts) -> list[Finding]:
    units = all_units(planned, lambda unit: sweep.worker.key(unit, unit.baseline))
    scenarios = sum(len(one.scenarios) for one in planned)
    tell(say("patterns.running", patterns=len(planned), scenarios=scenarios, runs=len(units)))
    with all_run(sweep, units, say) as shown:
        return [_find(one, sweep, measures, shown) for one in planned]


def _find(planned: Planned, sweep: Sweep, measures: Sequence[Measure], shown: Progress) -> Finding:
    results = {
        name: [found[ONLY] for found in sweep.whole(planned.units(name), [ONLY], shown)] for name in planned.scenarios
    }
    return find(planned, results, measures)


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
    rows = [tuple(say(f"patterns.column.{column}") for column in ("pattern", "expected", "found", "verdict"))]
    for one in in_order(findings):
        pattern = one.planned.pattern
        title = getattr(pattern.title, say.language)
        rows.append((title, expected(pattern, say), found(one, say), say(f"patterns.verdict.{one.verdict}")))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(f"{row[i]:<{widths[i]}}" for i in range(3)), row[3]]) for row in rows]
    return "\n".join([*lines, "", summary(findings, say)])
