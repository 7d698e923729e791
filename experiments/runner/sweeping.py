"""What commands that run a sweep have in common: a worker with its store, and words on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from experiments.results.output import Output
from experiments.runner.kentongan_model import KentonganModel
from experiments.runner.model import Model
from experiments.runner.plan import Unit
from experiments.runner.store import Store
from experiments.runner.sweep import Progress, Sweep
from experiments.runner.work import Built, Worker
from experiments.texts import Texts
from sim.core.compiled import JIT, is_compiled_before

KEPT_VILLAGES = 8
"""How many built populations stay in memory: by each worker process, or by all threads together."""


def new_sweep(output: Output, executor: str, workers: int, model: Model | None = None) -> Sweep:
    """A sweep of this project's model by so many ``workers``, at most; stores its runs in the folder of results.

    Another ``model`` may take its place.
    """
    model = model or KentonganModel()
    code = model.fingerprint()
    worker = Worker(model, Store(output / "runs" / code), Built(KEPT_VILLAGES), code)
    worker.store.sweep_up()
    return Sweep(worker, executor, workers)


def warm_up(worker: Worker, unit: Unit, settings: Any, say: Texts) -> None:
    """Load (or compile) the model once, before workers are started that would each do it."""
    if not worker.missing(unit):
        return
    if JIT and not is_compiled_before():
        tell(say("screen.compiling"))
    world = worker.model.start(settings, worker.built.get(unit, worker.model.build))
    worker.model.step(world)


def progress(done: int, total: int, seconds: float | None, say: Texts) -> str:
    """How far it is, in words: ``done`` of ``total`` runs, ``seconds`` left (None if nobody can tell yet)."""
    if seconds is None:
        return say("screen.progress", done=done, total=total)
    unit, count = ("minutes", seconds / 60) if seconds > 90 else ("seconds", seconds)
    return say(f"screen.progress.{unit}", done=done, total=total, left=f"{count:.0f}")


def tell_stored(sweep: Sweep, total: int, done: int, say: Texts) -> None:
    """What is there already, ``done`` of ``total`` runs of this code, and runs of others."""
    tell_of_other_code(sweep, say)
    if done == total:
        tell(say("screen.nothing_new", total=total))
    elif done:
        tell(say("screen.stored", done=done, total=total))


@contextmanager
def all_run(sweep: Sweep, units: Sequence[Unit], say: Texts) -> Iterator[Progress]:
    """Run what is not stored yet of some units, at least one, and say how far; gives who shows what comes after."""
    total, done = sweep.count(units)
    tell_stored(sweep, total, done, say)
    warm_up(sweep.worker, units[0], units[0].baseline.settings, say)
    with Progress(total, done, lambda done, total, left: progress(done, total, left, say)) as shown:
        sweep.run(units, shown)
        yield shown


def run_more(sweep: Sweep, units: Sequence[Unit], shown: Progress, said: Callable[[int], str]) -> None:
    """Run what is not stored yet of a further batch of units; ``said`` puts into words how many runs that are."""
    total, done = sweep.count(units)
    if done < total:
        shown.more(total, done)
        shown.note(said(total - done))
    sweep.run(units, shown)


def tell_of_other_code(sweep: Sweep, say: Texts) -> None:
    """That runs of other states of the code lie beside those of this one."""
    store = sweep.worker.store
    others, size = store.of_other_code()
    if others:
        megabytes = say.number(max(size / 1e6, 0.1), 1)
        tell(say("screen.other_code", runs=others, size=megabytes, folder=store.folder.parent, kept=store.folder.name))


def tell(text: str) -> None:
    """A line for whoever waits."""
    print(text, file=sys.stderr, flush=True)
