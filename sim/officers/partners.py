"""Joint answers: agencies that coordinate with the programme may take part in what a receiver does about a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.core.draws import name_key, plain_draw

if TYPE_CHECKING:
    from sim.world import World


class Joint(NamedTuple):
    """What partners add to an answer: to persuasion, to the documented route, and the chance that they warn nobody."""

    partners: int
    persuasion: float
    route: float
    silent: float


ALONE = Joint(0, 0.0, 0.0, 1.0)
"""An answer in which no partner takes part."""


def partners_in(world: World, incident: int) -> Joint:
    """Which partners take part in the answer about an incident: each by a draw of its own, where the programme runs."""
    programme, incidents = world.settings.programme, world.state.incidents
    joint = ALONE
    if not world.assisted()[incidents["village"][incident]]:
        return joint
    state, key = world.lasting_stream("partner takes part"), int(incidents["key"][incident])
    for name in programme.partners:
        if plain_draw(state, key, name_key("partner", name)) < programme.joint_answers:
            partner = world.settings.responding.partners[name]
            joint = Joint(
                joint.partners + 1,
                joint.persuasion + partner.persuasion,
                joint.route + partner.route,
                joint.silent * (1.0 - partner.warns),
            )
    return joint
