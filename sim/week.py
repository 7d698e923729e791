"""One week, in order. Delays inside a week are in days."""

from __future__ import annotations

from sim.learning.feedback import feedback
from sim.learning.local_actors import keep_local_actors
from sim.learning.sessions import hold_sessions
from sim.learning.talk import talk
from sim.leaving.leave import depart, gates
from sim.money import begin_year, pay_what_is_promised
from sim.recruiting.adapt import adapt
from sim.recruiting.decide import decide
from sim.recruiting.offers import approach
from sim.responding.embeddedness import embed, take_up_posts, transfer
from sim.responding.hours import OfficerHours
from sim.responding.respond import respond
from sim.responding.visits import visit
from sim.stocks import count_stocks
from sim.warning.listening import officers_notice
from sim.warning.local_actors import local_actors_notice
from sim.warning.notice import notice
from sim.warning.relay import arrive, send
from sim.warning.report import report
from sim.world import World


def run_week(world: World) -> None:
    """Move the world on by one week.

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
    on = world.settings.stages
    begin_year(world)
    hours = OfficerHours(world)
    take_up_posts(world, hours)
    if on.outreach:
        keep_local_actors(world)
        hold_sessions(world, hours)
    if on.talk:
        talk(world)
    if on.approach:
        approach(world)
    if on.decide:
        decide(world)
    if on.notice:
        notice(world)
    if on.report:
        send(world, *report(world))
    if on.relay:
        officers_notice(world)
        local_actors_notice(world)
        arrive(world)
    if on.respond:
        respond(world, hours)
    hours.listen()
    visit(world)
    embed(world, hours)
    transfer(world, hours)
    world.officer_hours = hours
    if on.gates:
        gates(world)
    if on.depart:
        depart(world)
    if on.adapt:
        adapt(world)
    if on.feedback:
        feedback(world)
    pay_what_is_promised(world)
    count_stocks(world)
    world.week += 1
