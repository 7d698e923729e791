"""Looking on changes nothing, and what is written down adds up to what the model counts."""

from __future__ import annotations

import numpy as np
import pytest

from sim.explaining.chain import Chains
from sim.explaining.events import NEVER_APART, What
from sim.explaining.lives import Lives
from sim.measures.catalogue import OFFERS
from sim.state.codes import ACCEPTED, REFUSED, TURNED_DOCUMENTED
from sim.world import World
from tests.building import make, run, total
from tests.explaining.traced import BUSY, busy, pocket, traced


def test_looking_on_changes_no_bit() -> None:
    chains = busy()
    alone = run(make("classroom", "pimpasa", BUSY))
    np.testing.assert_array_equal(alone.tally.weekly, chains.run.world.tally.weekly)
    np.testing.assert_array_equal(
        alone.state.residents.attitude_change, chains.run.world.state.residents.attitude_change
    )
    np.testing.assert_array_equal(alone.state.residents.fact_until, chains.run.world.state.residents.fact_until)


def counted(world: World, *measures: str) -> float:
    return sum(total(world, name) for name in measures)


def written(lives: Lives, what: What) -> int:
    return int((lives.table["what"] == what).sum())


SUMS = {
    What.LEFT: ("undocumented_departures",),
    What.LEFT_DOCUMENTED: ("documented_departures",),
    What.PROCEDURE_FAILED: ("documented_failed",),
    What.RETURNED: ("returned_undocumented", "returned_documented"),
    What.ASKED: (*OFFERS, "offers_licensed", "invitations_documented"),
    What.SAW: ("noticed_true", "noticed_false"),
    What.SENT: ("reports_sent",),
    What.REPORTED: ("reports_sent",),
    What.ARRIVED: ("reports_received",),
    What.CASE_OPENED: ("cases_opened", "cases_reopened"),
    What.CASE_CLOSED: ("cases_answered_in_time", "cases_expired", "cases_false_alarm", "cases_dropped"),
    What.COUNSELLED: ("counselled",),
    What.ADVISED: ("advice_given",),
    What.STOPPED: ("stopped_at_gate",),
    What.LETTER_REFUSED: ("letters_refused",),
    What.SESSION: ("session_participants",),
    What.TRAINED: ("local_actors_trained",),
    What.GAVE_UP: ("local_actors_dropped",),
    What.TOLD: ("tellings",),
    What.LEAKED: ("reports_leaked",),
    What.MET: ("people_met",),
}


@pytest.mark.parametrize("what", SUMS, ids=lambda what: what.name.lower())
def test_all_lives_together_are_what_is_counted(what: What) -> None:
    seen = 0.0
    for chains in (busy(), pocket()):
        for lives in (chains.run, chains.pair):
            total = counted(lives.world, *SUMS[what])
            assert written(lives, what) == total
            seen += total
    assert seen > 0


def test_answers_are_the_counted_ones() -> None:
    lives = pocket().run
    states = lives.table["detail"][lives.table["what"] == What.ANSWERED] & 255
    for state, measure in ((REFUSED, "refusals"), (ACCEPTED, "acceptances"), (TURNED_DOCUMENTED, "turned_documented")):
        assert (states == state).sum() == counted(lives.world, measure) > 0


@pytest.mark.parametrize("gate", range(3))
def test_gates_are_told_apart(gate: int) -> None:
    name = ("letter", "passport", "border")[gate]
    total = 0.0
    for lives in (pocket().run, pocket().pair, busy().run, busy().pair):
        which = lives.table["detail"][lives.table["what"] == What.STOPPED]
        assert (which == gate).sum() == counted(lives.world, f"stopped_at_{name}")
        total += float((which == gate).sum())
    assert total > 0


@pytest.mark.parametrize("programme", ["pimpasa", "migrant_resource_centre"])
def test_whoever_never_parts_is_the_same_to_the_end(programme: str) -> None:
    chains: Chains = pocket() if programme == "pimpasa" else busy(programme)
    same = chains.twins.apart == NEVER_APART
    one, other = chains.run.world.state.residents, chains.pair.world.state.residents
    for name in ("status", "refusals", "fact_until", "attitude_change", "warned_of", "warned_until", "talk_until"):
        np.testing.assert_array_equal(getattr(one, name)[same], getattr(other, name)[same], err_msg=name)
    assert (one.attitude_change[~same] != other.attitude_change[~same]).any()


def test_nobody_parts_without_a_programme() -> None:
    chains = traced("classroom", "no_programme", {"weeks": 40, "place.rate_factor": 12.0})
    assert (chains.twins.apart == NEVER_APART).all()
    assert not chains.run.only_here.any() and not chains.pair.only_here.any()
    assert written(chains.run, What.ASKED) > 10
