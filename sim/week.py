"""One week, in order. Delays inside a week are in days."""

from __future__ import annotations

from collections.abc import Callable

from sim.officers.hours import OfficerHours
from sim.officers.listening import officers_notice
from sim.officers.local_listening import local_actors_notice
from sim.officers.standing import embed, take_up_posts, transfer
from sim.officers.visits import visit
from sim.outreach.local_actors import keep_local_actors
from sim.programme.budget import begin_year, pay_what_is_promised
from sim.stages.adapt import adapt
from sim.stages.approach import approach
from sim.stages.decide import decide
from sim.stages.depart import depart, gates
from sim.stages.feedback import feedback
from sim.stages.notice import notice
from sim.stages.outreach import hold_sessions
from sim.stages.relay import arrive, send
from sim.stages.report import report
from sim.stages.respond import respond
from sim.stages.talk import talk
from sim.stages.week_end.attitude_levels import count_attitudes
from sim.stages.week_end.stocks import count_stocks
from sim.world import World

Watch = Callable[[World, str], None]
"""Looks at a week as it goes and changes nothing: gets the world and the name of the stage that comes next."""

END_OF_WEEK = "end"
"""What a watch is told when all stages of the week are over."""


def _outreach(world: World, hours: OfficerHours) -> None:
    keep_local_actors(world)
    hold_sessions(world, hours)


def _relay(world: World, _: OfficerHours) -> None:
    officers_notice(world)
    local_actors_notice(world)
    arrive(world)


# looked up when the stage is run, so that a clock can be put around each function above
STAGES: dict[str, Callable[[World, OfficerHours], None]] = {
    "outreach": _outreach,
    "talk": lambda world, _: talk(world),
    "approach": lambda world, _: approach(world),
    "decide": lambda world, _: decide(world),
    "notice": lambda world, _: notice(world),
    "report": lambda world, _: send(world, *report(world)),
    "relay": _relay,
    "respond": lambda world, hours: respond(world, hours),
    "gates": lambda world, _: gates(world),
    "depart": lambda world, _: depart(world),
    "adapt": lambda world, _: adapt(world),
    "feedback": lambda world, _: feedback(world),
}


def run_week(world: World, watch: Watch | None = None) -> None:
    """Move the world on by one week; ``watch`` is called before each stage and after the last.

    1. Outreach: officers, leaders they brief, and local actors hold sessions; local actors are trained or give up.
    2. Talk: facts, awareness and warnings about a recruiter pass along ties.
    3. Approach: recruiters pick targets, kin abroad invite, agencies recruit.
    4. Decide: who was asked refuses, accepts, or turns to the documented route.
    5. Notice: those around an incident may notice it.
    6. Report: a witness stays silent or reports through a channel.
    7. Relay: reports travel, are lost or arrive, and merge into cases.
    8. Respond: cases are verified and answered while hours last; officers listen to people with what is left.
    9. Gates: passport desk and border stop some of the rest.
    10. Depart: people leave, procedures end, news comes, migrants return.
    11. Adapt: recruiters react to pressure, are arrested, are replaced.
    12. Feedback: answers, silence and leaks change trust, expected effect and fear.
    """
    begin_year(world)
    hours = OfficerHours(world)
    take_up_posts(world, hours)
    for name, stage in STAGES.items():
        if watch:
            watch(world, name)
        if getattr(world.settings.stages, name):
            stage(world, hours)
        if name == "respond":
            _be_present(world, hours)
    pay_what_is_promised(world)
    count_stocks(world)
    count_attitudes(world)
    if world.by_group:
        world.by_group.end_week(world)
    if watch:
        watch(world, END_OF_WEEK)
    world.week += 1


def _be_present(world: World, hours: OfficerHours) -> None:
    """Officers listen to people with the hours that are left, which makes them less strange; some are transferred."""
    hours.listen()
    visit(world)
    embed(world, hours)
    transfer(world, hours)
    world.officer_hours = hours
