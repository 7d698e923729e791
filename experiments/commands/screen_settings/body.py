"""``kentongan screen-settings``: which of the model's numbers move what, each moved through its range.

Runs are stored as they end under ``runs/`` of the results' folder, with the few counts that are looked at, so a command
that was stopped goes on, and a longer one begins with what a shorter one has run.
"""

from __future__ import annotations

from experiments.cli.interrupt import stop_if_asked
from experiments.cli.options import typed
from experiments.commands.screen_settings import TRAJECTORIES
from experiments.composing.compose import Composed
from experiments.evidence.screening.effects import effects_table
from experiments.evidence.screening.numbers import chosen, factors_of, numbers_of
from experiments.evidence.screening.page import Screened, screen_lines, screening_json, screening_page
from experiments.evidence.screening.plan import (
    KEPT,
    QUANTITIES,
    Outcome,
    Plan,
    insist_on_salib,
    planned,
    run_trajectory,
    why_refused,
)
from experiments.report.figures import screening as figure
from experiments.report.figures.style import save, styled, write_numbers
from experiments.results.manifest import command_line
from experiments.results.output import Output
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.kept import Kept
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.sweeping import new_sweep, progress, tell, tell_of_other_code, warm_up
from experiments.texts import LANGUAGES, Language, Texts

PAGES: dict[Language, str] = {"en": "screening.md", "id": "screening_id.md"}


def run(
    composed: Composed,
    output: Output,
    language: Language = "en",
    *,
    setting: tuple[str, ...] | None = None,
    groups: bool = False,
    trajectories: int = TRAJECTORIES,
    runs: int = 1,
    workers: int = 0,
) -> int:
    """Run what is not stored yet, reckon effects, write tables, pages and figures; returns the exit code.

    ``trajectories`` is how often each number is moved (2 or more); ``runs`` is how many are averaged at each point;
    ``workers`` is the number of processes, 0 for one a core.
    """
    insist_on_salib()
    numbers = numbers_of(composed.tree)
    plan = Plan(composed.settings, chosen(factors_of(numbers), setting), groups, runs)
    left_out = sum(one.range is None for one in numbers)
    asked = {"setting": setting, "groups": "true" * groups, "trajectories": trajectories, "runs": runs}
    words = typed({name: value for name, value in {**asked, "workers": workers}.items() if value})
    folder = [] if composed.config_dir is None else ["--config-dir", str(composed.config_dir)]
    command = command_line(["screen-settings", *words, *composed.overrides, *folder])
    sweep = new_sweep(output, "processes", workers, Kept(KentonganModel(), KEPT))
    say = Texts(language, "screening")
    what = say("what.groups" if groups else "what.numbers")
    moved, total = len(plan.moved) - 1, trajectories * plan.runs
    tell(say("running", moved=moved, what=what, trajectories=trajectories, runs=total, plain=left_out))
    outcomes = run_all(plan, trajectories, sweep, Texts(language))
    stop_if_asked()
    code = sweep.worker.fingerprint
    refused = why_refused(outcomes)
    screened = Screened(plan, trajectories, effects_table(plan, outcomes), refused, left_out, command, code)
    write(screened, output)
    print("\n".join(screen_lines(screened, say)))
    print(say("written", folder=output.folder))
    return 0


def run_all(plan: Plan, trajectories: int, sweep: Sweep, say: Texts) -> list[Outcome]:
    """What each of so many ``trajectories`` (a number, 1 or more) showed; what is stored is not run again."""
    tell_of_other_code(sweep, say)
    with Progress(trajectories * plan.runs, 0, lambda done, total, left: progress(done, total, left, say)) as shown:
        return [_one(plan, number, sweep, shown, say) for number in range(trajectories)]


def _one(plan: Plan, number: int, sweep: Sweep, shown: Progress, say: Texts) -> Outcome:
    stop_if_asked()
    ready = planned(plan, number)
    if number == 0:
        unit = ready.units[0][0]
        warm_up(sweep.worker, unit, unit.baseline.settings, say)
    return run_trajectory(plan, ready, sweep, shown)


def write(screened: Screened, output: Output) -> None:
    """Write tables, pages and figures of a finished screen."""
    output.write_table("screening.csv", screened.table)
    output.write_text("screening.json", screening_json(screened))
    for language in LANGUAGES:
        say = Texts(language, "screening")
        pictures = {quantity: f"{quantity}_{language}" for quantity in QUANTITIES}
        for quantity, name in pictures.items():
            with styled():
                picture = figure.draw(screened, quantity, say)
                write_numbers(picture, language)
                save(picture, output / "figures", name)
        shown = {quantity: f"figures/{name}.png" for quantity, name in pictures.items()}
        output.write_text(PAGES[language], screening_page(screened, shown, say))
