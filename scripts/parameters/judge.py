"""What every setting must have: a source, and a range of uncertainty around its value.

What is exempt, and why:

* what is *chosen for a run* (seeds, weeks, switches of stages) is no knowledge about the world;
* *switches, choices and names* have no range; what they stand for is written in their description;
* a *plain number of a programme, of circumstances, or of a place's* ``rate_factor`` is *design*: it is part of what is
  compared (no officers, from week 52 on, travel times as they are), not an estimate of anything;
* what is so *by definition* (a call takes no way) has a source that says so, and no range;
* *tables* (by age, by group, by kind of tie) have one source and no single range;
* the *counts of a village* (people, households) say which village is meant: with others it would be another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.parameters.found import Parameter, Value

BY_DEFINITION = "by definition"
DESIGN = ("programme", "circumstances", "place.rate_factor")
CHOSEN = ("run", "stages")
COUNTS = ("place.villages.*.people", "place.villages.*.households")


def is_estimate(parameter: Parameter) -> bool:
    """Whether it says something about the world that might be otherwise."""
    return parameter.section not in CHOSEN and (parameter.is_number or parameter.is_table)


def is_design(parameter: Parameter, value: Value) -> bool:
    """Whether a value without a source is part of what is compared."""
    return not value.source and parameter.key.startswith(DESIGN)


def is_assumed(value: Value) -> bool:
    """Whether nobody has measured it."""
    return value.source.strip().lower().startswith("assumed")


def faults(parameter: Parameter, value: Value) -> Iterator[str]:
    """What is wrong with one value, in words; nothing if all is well."""
    if not is_estimate(parameter) or is_design(parameter, value):
        return
    if not value.source:
        yield "has no source and does not say that it is assumed"
    exempt = parameter.is_table or parameter.key in COUNTS or value.source.startswith(BY_DEFINITION)
    if value.range is None:
        if not exempt and value.value is not None:
            yield "has no range of uncertainty"
        return
    (low, high), (least, most) = value.range, parameter.valid
    if not low < high:
        yield f"has the range {low} to {high}, which is none"
    if not low <= value.value <= high:
        yield f"is {value.value}, outside its own range {low} to {high}"
    if (least is not None and low < least) or (most is not None and high > most):
        yield f"has a range {low} to {high} that reaches outside what is valid, {least} to {most}"
