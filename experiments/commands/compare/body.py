"""``kentongan compare``: scenarios against the same villages and the same luck without a programme.

Runs are stored as they end under ``runs/`` of the results' folder, so a command that was stopped goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from experiments.analysis.results import PlaceResults
from experiments.analysis.tables import contrasts_table, scenarios_table
from experiments.cli.interrupt import stop_if_asked
from experiments.commands.compare.comparison import Comparison
from experiments.composing.compose import Composed
from experiments.composing.design import Design
from experiments.report.assumed import counted, numbers
from experiments.report.figures.gallery import DrawHamlet
from experiments.report.figures.hamlet import hamlet_figure, typical_hamlet
from experiments.report.names import Names
from experiments.report.page import write_all
from experiments.report.screen import averted_table
from experiments.report.words import Answer
from experiments.results.manifest import command_line
from experiments.results.output import Output
from experiments.runner.places import place_plans
from experiments.runner.plan import PlacePlan, Unit
from experiments.runner.sweep import Sweep
from experiments.runner.sweeping import new_sweep, progress, tell, tell_stored, warm_up
from experiments.runner.work import Worker
from experiments.texts import Language, Texts


def run(composed: Composed, output: Output, language: Language = "en") -> int:
    """Run what is not stored yet, then write tables, figures and report; returns the exit code."""
    design, say = Design.model_validate(composed.experiment), Texts(language)
    plans = place_plans(composed, design)
    names = _names(composed, design, plans)
    sweep = new_sweep(output, design.executor, design.workers)
    worker = sweep.worker
    comparison = Comparison(
        design,
        plans,
        sweep,
        first_look=lambda places: _first_look(places, design, names, say),
        say_more=lambda half: say("screen.more", half=say.number(half), precision=say.number(design.precision)),
        wording=lambda done, total, seconds: progress(done, total, seconds, say),
    )
    _announce(plans, design, sweep, names, say)
    first = plans[0].units([0])[0]
    warm_up(worker, first, first.scenarios[-2].settings, say)
    places = comparison.results()
    stop_if_asked()
    tell(say("screen.writing"))
    own = [] if composed.config_dir is None else ["--config-dir", str(composed.config_dir)]
    command = command_line(["compare", *own, *composed.overrides])
    found = numbers(composed.tree)
    page, tables = write_all(
        places, design, names, found, command, worker.fingerprint, output, _hamlet(worker, plans[0]), language
    )
    answer = Answer(dict(tables), places, design, names, say)
    print(f"\n{averted_table(answer, places, names, say)}\n\n{answer.headline(places[0].place)}")
    print(f"{answer.limits(counted(found))}\n")
    print(say("screen.report", path=page))
    return 0


def _names(composed: Composed, design: Design, plans: Sequence[PlacePlan]) -> Names:
    settings = composed.settings
    places = {plan.place: plan.with_programme.place for plan in plans}
    return Names(dict(design.channel_sets), settings.channels, places, settings.programme, settings.outreach)


def _announce(plans: Sequence[PlacePlan], design: Design, sweep: Sweep, names: Names, say: Texts) -> None:
    """What will be run, and what is there already."""
    units: list[Unit] = []
    for plan in plans:
        runs = design.seeds if plan is plans[0] or design.beside is None else design.beside.seeds
        place = names.place_in_words(plan.place, say.language)
        wording = "screen.running" if len(plan.cells) > 1 else "screen.running_one"
        tell(say(wording, scenarios=len(plan.cells), place=place, runs=runs))
        units += plan.units(range(runs))
    total, done = sweep.count(units)
    tell_stored(sweep, total, done, say)


def _first_look(places: list[PlaceResults], design: Design, names: Names, say: Texts) -> str:
    tables = {"scenarios": scenarios_table(places), "contrasts": contrasts_table(places)}
    answer = Answer(tables, places, design, names, say)
    intro = say("screen.interim", runs=len(places[0].seeds))
    return f"\n{intro}\n{averted_table(answer, places, names, say)}\n"


def _hamlet(worker: Worker, plan: PlacePlan) -> DrawHamlet:
    """How to draw the ties of one hamlet of the main place."""
    unit = plan.unit(0)

    def draw(language: Language) -> Figure:
        population, ties = worker.built.get(unit, worker.model.build)
        return hamlet_figure(population, ties, typical_hamlet(population), language)

    return draw
