"""Joint answers: agencies that coordinate with the programme may take part in what a receiver does about a case."""

from __future__ import annotations

from typing import NamedTuple

from sim.core.draws import name_key, plain_draw
from sim.world import World


class Joint(NamedTuple):
    """What partners add to an answer: to persuasion, and to the documented route."""

    partners: int = 0
    persuasion: float = 0.0
    route: float = 0.0


def partners_in(world: World, incident: int) -> Joint:
    """Which partners take part in the answer about an incident (a row), each by its draw, where the programme pays."""
    programme, incidents = world.settings.programme, world.state.incidents
    joint, village, price = Joint(), int(incidents["village"][incident]), world.settings.prices.joint_answer
    if not world.policy.works[village]:
        return joint
    state, key = world.lasting_stream("partner takes part"), int(incidents["key"][incident])
    for name in programme.partners:
        takes_part = plain_draw(state, key, name_key("partner", name)) < programme.joint_answers
        if takes_part and world.can_pay(village, price):
            world.pay("partners", village, price)
            partner = world.settings.responding.partners[name]
            joint = Joint(
                joint.partners + 1,
                joint.persuasion + partner.persuasion,
                joint.route + partner.route,
            )
    return joint
