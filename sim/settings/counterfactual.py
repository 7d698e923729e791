"""The settings of the pair: the same in all but the programme."""

from __future__ import annotations

from sim.settings.programme import Programme
from sim.settings.tree import Settings


def without_programme(settings: Settings, nothing: Programme) -> Settings:
    """The settings with no programme, but with what the programme says of the time before it.

    Args:
        settings: with the programme.
        nothing: the programme ``no_programme``.
    """
    before = settings.programme.coordination_before
    kept = {"channels_open_always": settings.programme.channels_open_always, "coordination": before}
    pair = nothing.model_copy(update={**kept, "coordination_before": before})
    return settings.model_copy(update={"programme": pair})
