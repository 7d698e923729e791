"""Judging a whole tree: the schema, the cross-checks and the experiment's design, all mistakes together."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ValidationError

from experiments.composing.mistakes import Where, translated
from experiments.composing.schema import Spot, walk
from experiments.composing.tree import Tree, find, leaves, put, take
from sim.core.errors import InputError, Mistake
from sim.core.notes import note
from sim.settings.quantity import is_described

if TYPE_CHECKING:
    from sim.settings.programme import Programme
    from sim.settings.tree import Settings


SETTLING_WEEKS = 13
"""A run begins with nobody preparing: so many weeks pass until as many leave as in any later quarter."""


def check(tree: Tree, where: Where, mistakes: list[Mistake]) -> Settings | None:
    """Check settings and experiment, and add the mistakes that stand in the way.

    ``where`` says, for a dotted key, how the user knows the place.
    """
    from sim.settings.tree import Settings, check_together

    experiment = tree.get("experiment") or {}
    own = {key: value for key, value in tree.items() if key != "experiment"}
    settings = _check_model(own, Settings, check_together, where, "", mistakes)
    if experiment:
        _check_experiment(experiment, list(tree.get("channels") or {}), where, mistakes)
    mistakes += _ranges(tree, where)
    if settings is not None and settings.programme.first_week >= settings.weeks:
        mistakes += _never_starts(settings, where, bool(experiment))
    elif (
        settings is not None and settings.programme.first_week < SETTLING_WEEKS and _does_something(settings.programme)
    ):
        note(
            f"the programme starts in week {settings.programme.first_week}: in a run's first {SETTLING_WEEKS} weeks "
            "preparations only begin and a quarter fewer leave than later; programme.start_week=52 leaves them out."
        )
    return settings


def _does_something(programme: Programme) -> bool:
    """Whether a programme is more than the villages as they are."""
    levers = (programme.officers, programme.outreach_intensity, programme.local_actors, programme.channels_open)
    return any(levers) or (programme.gate_effort, programme.police_effort) != (1.0, 1.0)


def _never_starts(settings: Settings, where: Where, is_experiment: bool) -> list[Mistake]:
    """An experiment needs weeks with the programme, to see what it does; of a single run it is told."""
    start, weeks = settings.programme.first_week, settings.weeks
    if not is_experiment:
        late = f"in week {start}, after the end of the run (weeks={weeks})"
        note(f"the programme would start {late}: nothing of it happens.")
        return []
    allowed = f"a week before the end of the run (weeks={weeks})"
    key = "programme.start_week" if settings.programme.schedule is None else "programme.schedule"
    return [Mistake(where(key), start, allowed, "start earlier or make the run longer")]


def _ranges(tree: Tree, where: Where) -> Iterator[Mistake]:
    """Ranges of uncertainty that are none."""
    for key, node in leaves(tree):
        given = node.get("range") if is_described(node) else None
        if given is None:
            continue
        numbers = isinstance(given, list) and [one for one in given if type(one) in (int, float) and one == one]
        if not numbers or len(numbers) != len(given) or len(given) != 2 or given[0] >= given[1]:
            yield Mistake(f"{where(key)}, range", str(given), "two numbers, the lower one first", "correct the range")


def _check_experiment(experiment: Tree, channels: list[str], where: Where, mistakes: list[Mistake]) -> None:
    from experiments.composing.design import Design, check_design

    def together(design: Design) -> Design:
        check_design(design, channels)
        return design

    _check_model(experiment, Design, together, where, "experiment", mistakes)


def _check_model[M: BaseModel](
    tree: Tree, model: type[M], together: Callable[[M], M], where: Where, prefix: str, mistakes: list[Mistake]
) -> M | None:
    """The checked model, or None with its mistakes added.

    Cross-checks need a valid tree. So that they are not hidden behind a value out of range, such values are
    replaced by allowed ones and the cross-checks run on the rest; what they say about a replaced value is
    left out.
    """
    replaced: list[str] = []
    tree = copy.deepcopy(tree)
    for _ in range(4):
        try:
            checked = together(model.model_validate(tree))
            return None if replaced else checked
        except ValidationError as error:
            found = translated(error, model, where, prefix)
            new = [(key, mistake) for key, mistake in found if not _concerns(mistake, replaced)]
            mistakes += [mistake for _, mistake in new]
            keys = [key.removeprefix(f"{prefix}.") for key, _ in found]
            done = [_replace(tree, key, model) for key in keys]
            if not new or not all(done):
                return None
            replaced += keys
        except InputError as error:
            mistakes += [_placed(mistake, where) for mistake in error.mistakes if not _concerns(mistake, replaced)]
            return None
    return None


def _concerns(mistake: Mistake, keys: list[str]) -> bool:
    """Whether a mistake is about one of these settings, by its place or by what it compares with."""
    words = {word.strip("(),;") for word in f"{mistake.where} {mistake.value} {mistake.allowed}".split()}
    return any(key in words for key in keys)


def _placed(mistake: Mistake, where: Where) -> Mistake:
    return mistake if " " in mistake.where else mistake._replace(where=where(mistake.where))


def _replace(tree: Tree, key: str, model: type[BaseModel]) -> bool:
    """Put an allowed value where a wrong one stands; False if none is at hand."""
    spots = walk(model, key.split("."))
    if len(spots) <= len(key.split(".")):
        return take(tree, key)
    try:
        value = _allowed_value(spots[-1])
        put(tree, key, value, "")
    except (KeyError, LookupError):
        return False
    return find(tree, key) is not None or value is None


def _allowed_value(spot: Spot) -> Any:
    kind = spot.kind
    for entry in spot.metadata:
        if isinstance(entry, annotated_types.Ge):
            return entry.ge
        if isinstance(entry, annotated_types.Le):
            return entry.le
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if kind in (int, float, bool, str):
        return kind()
    if type(None) in get_args(kind):
        return None
    raise LookupError(kind)
