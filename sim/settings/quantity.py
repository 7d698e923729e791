"""Settings that carry their unit, range and source.

In the YAML a number stands beside where it comes from::

    approach_rate: {value: 2.0, range: [0.5, 4.0], source: assumed}

``range`` is the *uncertainty range* (what sensitivity and calibration may explore); ``source`` names a document or
says ``assumed``; ``at_end`` says why the value stands at an end of its range, if it does. The *valid range* (what makes
sense at all), meaning and unit stand in the schema, once. Inside the model a quantity is a plain float or int.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0.0, le=1.0, json_schema_extra={"unit": "share"})]
"""A share in a table of them."""

Weight = Annotated[float, Field(ge=0.0, le=1000.0)]
"""A weight in a table of them: only their ratios count."""

DESCRIBED = {"value", "range", "source", "note", "at_end"}


def quantity(
    meaning: str, unit: str, low: float | None = None, high: float | None = None, usually: float | None = None
) -> Any:
    """A setting: what it means, its unit and the valid values from ``low`` to ``high``, in that unit.

    It must be given, unless there is a number that means no difference (in that unit): what it ``usually`` is.
    """
    default = ... if usually is None else usually
    return Field(default, description=meaning, ge=low, le=high, json_schema_extra={"unit": unit})


def share(meaning: str) -> Any:
    """A required setting between 0 and 1 without a unit."""
    return quantity(meaning, "share", 0.0, 1.0)


def own(meaning: str, common: str, unit: str, low: float, high: float) -> Any:
    """A setting that one entry may have of its own; without it the ``common`` one, named by its key, holds.

    It is valid from ``low`` to ``high``, in its ``unit``; what it is says its ``meaning``.
    """
    description = f"{meaning}; without a number as everywhere ({common})"
    return Field(None, description=description, ge=low, le=high, json_schema_extra={"unit": unit})


def limit(meaning: str, unit: str, low: int) -> Any:
    """A greatest number that one entry may have, from ``low`` on, in its ``unit``; without it there is no limit."""
    description = f"{meaning}; without a number as many as come"
    return Field(None, description=description, ge=low, le=100000, json_schema_extra={"unit": unit})


def own_or(of_its_own: float | None, common: float) -> float:
    """What one entry has of its own (``of_its_own``), or else the ``common`` number, both in one unit."""
    return common if of_its_own is None else of_its_own


def is_described(node: object) -> bool:
    """Whether a YAML node is a number (or list) written beside its source."""
    return isinstance(node, dict) and "value" in node and set(node) <= DESCRIBED


class Section(BaseModel):
    """A part of the settings: unknown keys are refused, described numbers are unwrapped, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _take_values(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        values = {key: node["value"] if is_described(node) else node for key, node in data.items()}
        return {key: str(value) if _no_number(cls, key, value) else value for key, value in values.items()}


def _no_number(section: type[BaseModel], key: str, value: object) -> bool:
    """Whether a truth value stands where a number belongs; pydantic would take it for 0 or 1."""
    field = section.model_fields.get(key)
    kinds = {field.annotation, *get_args(field.annotation)} if field is not None else set()
    return isinstance(value, bool) and bool({int, float} & kinds)
