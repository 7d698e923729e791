"""Spreading units over the cores: by threads, or by processes that may die without taking the others along.

Both hand back the same events in whatever order they happen. Which of the two is faster depends on how much
of the model runs without the interpreter's lock; results are the same bits.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import queue
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, NamedTuple

from experiments.results.output import NO_ROOM
from experiments.runner.plan import Unit
from experiments.runner.work import Stopped, Worker

PATIENCE = 0.8
"""Seconds that workers get to stop by themselves."""


class Event(NamedTuple):
    """Something that happened to a unit."""

    kind: Literal["stored", "finished", "died", "broken", "no room"]
    unit: Unit
    text: str = ""
    """The scenario that was stored, how a worker died (it is tried once more), a traceback, or the error's number."""


class WorkerError(RuntimeError):
    """A unit that cannot be run: the model raised, or its worker died twice."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def execute(kind: str, worker: Worker, units: Sequence[Unit], workers: int) -> Generator[Event]:
    """Run the units; closing the generator (also by Ctrl-C) stops all workers within a second."""
    count = min(workers or cores(), len(units))
    return _threads(worker, units, count) if kind == "threads" else _processes(worker, units, count)


def _threads(worker: Worker, units: Sequence[Unit], count: int) -> Generator[Event]:
    todo = deque(units)
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    stop = threading.Event()

    def labour() -> None:
        while not stop.is_set():
            try:
                unit = todo.popleft()
            except IndexError:
                return
            _run(worker, unit, events.put, stop)

    threads = [threading.Thread(target=labour, daemon=True, name=f"runs-{i}") for i in range(count)]
    try:
        for thread in threads:
            thread.start()
        left = len(units)
        while left:
            try:
                event = events.get(timeout=0.2)  # a timeout lets Ctrl-C through
            except queue.Empty:
                continue
            left -= event.kind == "finished"
            yield event
    finally:
        stop.set()
        deadline = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))


def _run(worker: Worker, unit: Unit, tell: Any, stop: threading.Event) -> None:
    try:
        worker.run(unit, lambda scenario: tell(Event("stored", unit, scenario)), stop)
    except Stopped:
        return
    except Exception as error:
        number = getattr(error, "errno", None)
        full = Event("no room", unit, str(number))
        tell(full if number in NO_ROOM else Event("broken", unit, traceback.format_exc()))
    else:
        tell(Event("finished", unit))


@dataclass
class _Hand:
    """One worker process: its pipe, what it is busy with, and whose villages it has built."""

    process: Any
    pipe: Connection
    unit: Unit | None = None
    villages: set[tuple[str, int]] = field(default_factory=set)

    def give(self, unit: Unit) -> None:
        """Hand over a unit; a worker that died while idle is noticed when its answer is awaited."""
        self.unit = unit
        self.villages.add((unit.place, unit.population_seed))
        with suppress(OSError):
            self.pipe.send(unit)


def _processes(worker: Worker, units: Sequence[Unit], count: int) -> Generator[Event]:
    context = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")
    todo = list(units)
    tried: set[tuple[str, int]] = set()
    hands = [_hire(context, worker) for _ in range(count)]
    try:
        _hand_out(hands, todo)
        while any(hand.unit for hand in hands):
            for ready in wait([hand.pipe for hand in hands if hand.unit], timeout=0.5):
                hand = next(hand for hand in hands if hand.pipe is ready)
                event = _hear(hand)
                if event.kind == "died":
                    hands[hands.index(hand)] = _hire(context, worker)
                    _once_more(event, tried, todo)
                elif event.kind == "finished":
                    hand.unit = None
                yield event
            _hand_out(hands, todo)
    finally:
        for hand in hands:
            hand.process.terminate()
        for hand in hands:
            hand.process.join(PATIENCE)
            if hand.process.is_alive():
                hand.process.kill()
                hand.process.join()
            hand.pipe.close()


def _hire(context: Any, worker: Worker) -> _Hand:
    ours, theirs = context.Pipe()
    process = context.Process(target=_labour, args=(worker, theirs, os.getpid()), daemon=True)
    process.start()
    theirs.close()  # so that a dead worker is heard as the end of the pipe
    return _Hand(process, ours)


def _hand_out(hands: list[_Hand], todo: list[Unit]) -> None:
    """Give each idle worker a unit: one whose villages it has, else one whose villages nobody has."""
    for hand in hands:
        if hand.unit is None and todo:
            others = set().union(*(other.villages for other in hands if other is not hand))
            best = min(todo, key=lambda unit: _distance(unit, hand.villages, others))
            todo.remove(best)
            hand.give(best)


def _distance(unit: Unit, mine: set[tuple[str, int]], others: set[tuple[str, int]]) -> int:
    villages = (unit.place, unit.population_seed)
    return 0 if villages in mine else 1 if villages not in others else 2


def _hear(hand: _Hand) -> Event:
    assert hand.unit is not None
    try:
        kind, text = hand.pipe.recv()
        return Event(kind, hand.unit, text)
    except (EOFError, OSError):
        hand.process.join(PATIENCE)
        hand.pipe.close()
        return Event("died", hand.unit, _cause(hand.process.exitcode))


def _cause(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"stopped by {signal.Signals(-exitcode).name}"
    return f"ended with code {exitcode}"


def _once_more(event: Event, tried: set[tuple[str, int]], todo: list[Unit]) -> None:
    name = (event.unit.place, event.unit.seed)
    if name in tried:
        raise WorkerError(
            f"The worker of {event.unit.place}, seed {event.unit.seed}, died twice ({event.text}). "
            "If the machine ran out of memory, lower experiment.workers; results so far are kept."
        )
    tried.add(name)
    todo.insert(0, event.unit)


def _labour(worker: Worker, pipe: Connection, parent: int) -> None:
    """A worker process: runs what it is given until the pipe closes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    stop = threading.Event()

    def tell(event: Event) -> None:
        if os.getppid() != parent:
            os._exit(1)  # the parent was killed: do not go on alone
        pipe.send((event.kind, event.text))

    while True:
        while not pipe.poll(1.0):
            if os.getppid() != parent:
                return
        try:
            unit = pipe.recv()
        except (EOFError, OSError):
            return
        _run(worker, unit, tell, stop)
