"""Few told or all, in public or in private: what each does to talk, and that a factor of 1 does nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.outreach.attendance import seat
from sim.people.groups import FARMER
from sim.programme.session_kinds import told_how
from sim.state.codes import PRIVATELY, PUBLICLY_BROADCAST, PUBLICLY_SEEDED
from sim.world import World
from tests.building import composed, make, paired, run, sessions, total

PLACE, KIND = "migrant_pocket", "educational_film"
SEEDS = range(1, 5)
FEW: dict[str, Any] = {"seating": "random", "seats": 8}
ALL: dict[str, Any] = {"seating": "open", "seats": 400}


def changes(who: dict[str, Any], public: bool, seeded: float = 1.0, broadcast: float = 1.0) -> dict[str, Any]:
    """One kind of session, for few or for all, and what it does to talk that everybody knows who was told."""
    about = {"gathers": "village", "public": public, **who}
    return {
        "weeks": 52,
        "programme.start_week": 4,
        "programme.local_actors": 0,
        "programme.outreach_mix": {KIND: 1.0},
        "programme.outreach_intensity": 4.0,
        "learning.public_seeded_factor": seeded,
        "learning.public_broadcast_factor": broadcast,
        **{f"outreach.{KIND}.{name}": value for name, value in about.items()},
    }


def told(*arguments: Any) -> World:
    return run(make(PLACE, "pimpasa", changes(*arguments)))


def tellings(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Talks in the second setting over those in the first, on the same seeds."""
    counts = paired("tellings", ("pimpasa", one), ("pimpasa", other), SEEDS, weeks=52)
    assert counts.min() > 50
    return float(counts[:, 1].sum() / counts[:, 0].sum())


@pytest.mark.parametrize("seating", ["open", "leaders", "central", "nominated", "random"])
def test_open_seating_is_a_broadcast_and_every_other_seeds(seating: str) -> None:
    kind = composed(f"place={PLACE}").outreach[KIND].model_copy(update={"seating": seating, "public": True})
    assert told_how(kind) == (PUBLICLY_BROADCAST if seating == "open" else PUBLICLY_SEEDED)
    assert told_how(kind.model_copy(update={"public": False})) == PRIVATELY


@pytest.mark.parametrize("who", [FEW, ALL], ids=["few", "all"])
def test_a_factor_of_one_and_private_sessions_change_nothing(who: dict[str, Any]) -> None:
    private = told(who, False)
    np.testing.assert_array_equal(private.tally.weekly, told(who, True).tally.weekly)
    np.testing.assert_array_equal(private.tally.weekly, told(who, False, 5.0, 0.2).tally.weekly)
    assert total(private, "tellings") > 0


def test_each_factor_is_about_its_own_sort_only() -> None:
    np.testing.assert_array_equal(told(FEW, True, 2.0, 1.0).tally.weekly, told(FEW, True, 2.0, 0.1).tally.weekly)
    np.testing.assert_array_equal(told(ALL, True, 1.0, 0.4).tally.weekly, told(ALL, True, 9.0, 0.4).tally.weekly)


def test_known_seeds_are_asked_more_and_after_a_public_broadcast_people_ask_less() -> None:
    assert tellings(changes(FEW, False), changes(FEW, True, 2.0, 0.4)) > 1.3
    assert tellings(changes(ALL, False), changes(ALL, True, 2.0, 0.4)) < 0.75


@pytest.mark.parametrize(("who", "factor"), [(FEW, 0.5), (ALL, 1.8)], ids=["few", "all"])
def test_either_may_go_the_other_way(who: dict[str, Any], factor: float) -> None:
    other = tellings(changes(who, False), changes(who, True, factor, factor))
    assert other < 0.85 if factor < 1 else other > 1.2


def test_told_in_private_all_learn_more_than_a_few_do() -> None:
    counts = paired(
        "know_procedure", ("pimpasa", changes(FEW, False)), ("pimpasa", changes(ALL, False)), SEEDS, weeks=52
    )
    assert (counts[:, 1] > 1.1 * counts[:, 0]).all()


def test_random_seats_do_not_ask_whom_a_session_is_meant_for_rather() -> None:
    about = {"seats": 200, "turnout": 1.0, "meant_for": ["farmer"], "others_come": True}
    shares = []
    for seating in ("open", "random"):
        kind = changes({**about, "seating": seating}, False)
        world = make(PLACE, "pimpasa", {**kind, "learning.others_readiness": 0.01})
        groups = world.population.group[seat(world, sessions(world, KIND, [77])).rows]
        assert groups.size == 200
        shares.append(float((groups != FARMER).mean()))
    assert shares[1] > 3 * shares[0]
