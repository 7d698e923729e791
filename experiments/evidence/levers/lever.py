"""What a lever or concept says of itself: one YAML file under ``configs/lever/``, checked once.

What is expected to move is not stated: this is a screen, no test of expectations.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sim.core.errors import InputError, Mistake
from sim.settings.quantity import Section
from sim.settings.text import Text

Kind = Literal["concept", "lever"]


class Ends(Section):
    """Both ends of a setting that is no number with a range, or whose range is not what is meant."""

    less: Any = Field(description="the setting where there is less of what the file is about")
    more: Any = Field(description="the setting where there is more of it")


class Lever(Section):
    """One concept of the founding paper, or one lever of a programme."""

    title: Text
    kind: Kind
    settings: dict[str, Literal["range", "turned"] | Ends] = Field(
        description="settings changed together, by their dotted keys: range (from the lower end of the range in the "
        "setting's own YAML to the upper one), turned (from the upper to the lower), or both ends, less and more",
        min_length=1,
    )
    room: dict[str, Any] = Field({}, description="settings added at both ends in the world with room")
    doses: tuple[float, ...] = Field((), description="values of the one setting between which a curve is drawn")
    small_because: Text | None = Field(None, description="which evidence or setting makes it small")


def check_lever(lever: Lever) -> Lever:
    """The lever, if its doses fit its settings.

    Raises:
        InputError: with every mistake.
    """
    doses, mistakes = lever.doses, []
    if doses and len(lever.settings) > 1:
        mistakes.append(
            Mistake("doses", f"doses of {len(lever.settings)} settings", "those of one", "keep one setting")
        )
    if doses and (len(doses) < 2 or list(doses) != sorted(set(doses))):
        shown = f"[{', '.join(f'{dose:g}' for dose in doses)}]"
        mistakes.append(Mistake("doses", shown, "two numbers or more, the smallest first", "put them in order"))
    if mistakes:
        raise InputError(mistakes)
    return lever
