"""Stage 10, depart: news comes, stays and cool-offs end, people leave, procedures end."""

from __future__ import annotations

from sim.migration.abroad import end_cool_off, leave_undocumented, return_home
from sim.migration.documented_route import finish_procedures
from sim.migration.news import hear_news
from sim.world import World


def depart(world: World) -> None:
    """Let people hear news, return, end cooling off, leave, and finish procedures."""
    hear_news(world)
    return_home(world)
    end_cool_off(world)
    leave_undocumented(world)
    finish_procedures(world)
