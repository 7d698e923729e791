"""What a pattern says of itself: one YAML file under ``configs/pattern/``, checked once.

What is expected stands in the file before anything is run. A pattern that fails stays as it is and is reported.
Where a mechanism was built because of it, it says so from then on: that it holds is weaker evidence then.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from sim.core.errors import InputError, Mistake
from sim.settings.quantity import Section, quantity
from sim.settings.text import Text

Window = tuple[int, int]
"""First week that counts, and the first that no longer does."""


class ScenarioOf(Section):
    """One of the things compared: a programme, changes to settings, and the weeks that count."""

    programme: str | None = Field(None, description="a file of configs/programme, instead of the pattern's")
    set: dict[str, Any] = Field({}, description="settings to change, by their dotted keys")
    window: Window | None = Field(None, description="first and last week that count, instead of the pattern's")


class Measured(Section):
    """What is measured in a run: a count per village and year, or one count out of another."""

    count: tuple[str, ...] = Field(description="measures, added up", min_length=1)
    out_of: tuple[str, ...] | None = Field(None, description="measures, added up; null: per village and year")
    villages: tuple[str, ...] | None = Field(
        None, description="codes of the villages that count; null: all of the place", min_length=1
    )


class Compared(Section):
    """Which number is found.

    ``level``: the measure itself; ``difference``: scenario minus against; ``change``: that difference over against;
    ``part``: what the scenario lacks of what against has beyond the floor.
    """

    kind: Literal["level", "difference", "change", "part"]
    scenario: str
    against: str | None = None
    floor: str | None = None

    @property
    def names(self) -> dict[str, str | None]:
        """The scenarios it speaks of, by their roles."""
        roles = {"level": 1, "difference": 2, "change": 2, "part": 3}[self.kind]
        return {role: getattr(self, role) for role in ("scenario", "against", "floor")[:roles]}


class Expected(Section):
    """What is expected: a direction with the size from which an effect counts, or a band."""

    direction: Literal["more", "less", "nothing"] | None = None
    counts_from: float | None = Field(None, gt=0.0, description="size below which an effect counts as nothing")
    between: tuple[float, float] | None = Field(None, description="both ends of the band")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        directed = (self.direction is not None, self.counts_from is not None)
        if any(directed) == (self.between is not None) or any(directed) != all(directed):
            allowed = "direction and counts_from, or between"
            raise InputError([Mistake("expected", "this combination", allowed, "give one of the two")])
        if self.between is not None and self.between[0] >= self.between[1]:
            allowed = "the lower end first"
            raise InputError([Mistake("expected.between", str(list(self.between)), allowed, "turn them round")])
        return self

    @property
    def band(self) -> tuple[float, float]:
        """Both ends of what is expected; infinite where there is none."""
        if self.between is not None:
            return self.between
        size = self.counts_from or 0.0
        nothing = (-size, size)
        return {"more": (size, float("inf")), "less": (-float("inf"), -size)}.get(str(self.direction), nothing)


class Pattern(Section):
    """One pattern: a question to the model with the answer that is expected."""

    title: Text
    question: Text
    source: Text
    place: str = Field(description="a file of configs/place")
    programme: str = Field(description="a file of configs/programme")
    weeks: int = quantity("length of a run", "weeks", 1, 3000)
    window: Window = Field(description="first week that counts, and the first that no longer does")
    runs: int = quantity("runs of each scenario in a batch, each in a population of its own", "runs", 2, 100000)
    shared: dict[str, Any] = Field({}, description="settings changed in all scenarios, by their dotted keys")
    scenarios: dict[str, ScenarioOf] = Field(description="what is compared, by names of one's own", min_length=1)
    measure: Measured
    compare: Compared
    expected: Expected
    built_for: Text | None = Field(
        None, description="the mechanism built because this pattern failed, or for what it asks; null: nothing was"
    )

    fails_because: Text | None = Field(
        None, description="why it fails, once that was looked into; said where it does, and nowhere else"
    )

    @field_validator("scenarios", mode="before")
    @classmethod
    def _empty_is_unchanged(cls, given: Any) -> Any:
        return {name: {} if one is None else one for name, one in given.items()} if isinstance(given, dict) else given

    def window_of(self, scenario: str) -> Window:
        """The weeks that count in a scenario."""
        return self.scenarios[scenario].window or self.window


def check_pattern(pattern: Pattern) -> Pattern:
    """The pattern, if its names and weeks fit one another.

    Raises:
        InputError: with every name and week that does not fit the others.
    """
    known = ", ".join(pattern.scenarios)
    mistakes = []
    for role, name in pattern.compare.names.items():
        if name not in pattern.scenarios:
            value = "no value" if name is None else repr(name)
            mistakes.append(Mistake(f"compare.{role}", value, known, "name one of these scenarios"))
    for name, one in {"": None, **pattern.scenarios}.items():
        first, last = (pattern.window if one is None else one.window) or pattern.window
        if not 0 <= first < last <= pattern.weeks:
            where = f"scenarios.{name}.window" if name else "window"
            allowed = f"two weeks from 0 to {pattern.weeks} (weeks), the earlier first"
            mistakes.append(Mistake(where, str([first, last]), allowed, "correct one of them"))
    if mistakes:
        raise InputError(dict.fromkeys(mistakes))
    return pattern
