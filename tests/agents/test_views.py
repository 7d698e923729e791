"""Villagers, recruiters, officers and networks as their readers meet them."""

from __future__ import annotations

import warnings

import networkx as nx
import numpy as np
import pytest

import sim.agents.model
from sim import EarlyWarningModel
from sim.agents.villager import Villager
from sim.settings.tree import Settings
from sim.state.codes import NOBODY, RECEIVERS
from sim.ties.kinds import KINDS, LAST_KIN


def test_a_villager_has_a_lasting_name(model: EarlyWarningModel, settings: Settings) -> None:
    someone = model.villager("K1/4/1")
    assert someone.unique_id == "K1/4/1" and someone.household_id == "K1/4" and someone.village == "K1"
    assert repr(someone) == "Villager(K1/4/1)"
    assert EarlyWarningModel(settings).villager("K1/4/1").row == someone.row
    with pytest.raises(KeyError):
        model.villager("K1/4/40")
    with pytest.raises(KeyError):
        model.villager(10**6)


def test_two_views_of_one_person_are_equal(model: EarlyWarningModel) -> None:
    one, same, other = Villager(model, 5), Villager(model, 5), Villager(model, 6)
    assert one == same != other and len({one, same, other}) == 2


def test_a_view_is_live(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    someone = model.villagers[0]
    model.world.state.residents.status[someone.row] = 5
    model.world.state.residents.fact_until[someone.row] = 0
    assert someone.status == "away_documented" and someone.is_away and someone.legal_literacy == frozenset()


def test_a_view_cannot_be_changed(model: EarlyWarningModel) -> None:
    with pytest.raises(AttributeError, match="'status' cannot be set"):
        model.villagers[0].status = "settled"
    with pytest.raises(TypeError, match="a villager cannot be removed"):
        model.villagers[0].remove()
    with pytest.raises(TypeError, match=r"Officer\(officer/0\) cannot be removed"):
        model.officers[0].remove()


def test_kin_are_the_ties_of_kin_kinds_and_mutual(model: EarlyWarningModel) -> None:
    for someone in model.villagers[::20]:
        kin = [tie.villager for tie in someone.ties if KINDS.index(tie.kind) <= LAST_KIN]
        assert someone.kin == kin and all(someone in one.kin for one in kin)
        assert all(0 <= tie.strength <= 1 for tie in someone.ties)
        assert set(someone.household_members) - {someone} <= set(kin)


def test_a_household_is_read_through_its_members(model: EarlyWarningModel) -> None:
    people, seen = model.world.population, set()
    for someone in model.villagers:
        home = someone.household
        assert home == someone.household_members[-1].household and someone in home.members
        assert (home.unique_id, home.village, home.hamlet) == (someone.household_id, someone.village, someone.hamlet)
        assert home.need == pytest.approx(someone.need)
        seen.add(home)
    assert len(seen) == people.village_households.sum()
    assert sum(home.size for home in seen) == people.village_people.sum()
    assert sum(home.members_abroad_undocumented for home in seen) == model.count("away_undocumented") > 0
    assert sum(home.members_abroad_documented for home in seen) == model.count("away_documented")
    assert all(member.is_away for home in seen for member in home.members_abroad)


def test_a_household_is_live(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    someone = next(one for one in model.villagers if one.household.members_abroad == [])
    for code, counts in ((4, (1, 0)), (5, (0, 1)), (0, (0, 0))):
        model.world.state.residents.status[someone.row] = code
        home = someone.household
        assert (home.members_abroad_undocumented, home.members_abroad_documented) == counts
        assert home.members_abroad == ([someone] if sum(counts) else [])
    assert repr(someone.household) == f"Household({someone.household_id})"


def test_trust_and_facts_by_name(model: EarlyWarningModel) -> None:
    someone = model.villagers[0]
    assert someone.trust("police") == someone.trust_police
    assert all(0 <= someone.trust(receiver) <= 1 for receiver in RECEIVERS)
    with pytest.raises(ValueError, match="no receiver is called 'army'; there are village_office, police, immigration"):
        someone.trust("army")
    with pytest.raises(ValueError, match="no fact is called 'visa'"):
        someone.knows("visa")


def test_offers_are_told_by_both_sides(settings: Settings) -> None:
    model = EarlyWarningModel(settings, rng=7)
    seen = 0
    for _ in range(40):
        model.step()
        for someone in model.agents.select(status="preparing"):
            offer = someone.offer
            assert offer is not None and offer.undocumented and offer.state == "accepted"
            assert offer.recruiter is None or offer.recruiter in model.recruiters
            seen += 1
    assert seen
    made = sum(recruiter.offers for recruiter in model.recruiters)
    assert made == np.count_nonzero(model.world.state.incidents["recruiter"] != NOBODY)
    assert model.villagers.select(status="settled")[0].offer is None


def test_a_recruiter_is_a_villager_or_a_stranger(model: EarlyWarningModel) -> None:
    for recruiter in model.recruiters:
        assert recruiter.village in model.world.population.village_codes
        assert (recruiter.villager is None) == (recruiter.is_stranger or recruiter.state == "vacant")
        if recruiter.villager is not None:
            assert recruiter.villager.recruiter is recruiter and recruiter.kin == recruiter.villager.kin
        assert recruiter.cold_offers + recruiter.offers_last_week <= 2 * recruiter.offers
        assert recruiter.status is None
        with pytest.raises(AttributeError):
            recruiter.wealth  # noqa: B018


def test_a_recruiter_told_to_lie_low_makes_no_offers(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    for recruiter in model.recruiters:
        recruiter.lie_low(30)
    model.run_for(20)
    assert {recruiter.state for recruiter in model.recruiters} == {"lying_low"}
    assert sum(recruiter.offers for recruiter in model.recruiters) == 0


def test_officers_share_the_villages_and_their_hours_add_up(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    assert [officer.villages for officer in model.officers] == [("K1",), ("K1",)]  # more officers than villages
    assert model.officers[0].embeddedness == {}
    assert model.officers[0].hours_used == 0
    used = 0.0
    for _ in range(20):
        model.step()
        used += sum(officer.hours_used for officer in model.officers)
        assert all(0 <= officer.hours_used <= officer.weekly_hours for officer in model.officers)
        assert set(model.officers[0].visited) <= set(model.officers[0].villages)
        assert model.officers[0].holder > 0 or 0 < model.officers[0].embeddedness["K1"] < 1
    names = ("hours_travel", "hours_outreach", "hours_listening", "hours_unused", "hours_answering")
    *spent, answering = (model.world.tally.weekly[:20, :, model.world.tally.index[name]].sum() for name in names)
    # the desks answer cases too, so that the officers' part of the last use lies between nothing and all
    assert sum(spent) <= used + 1e-9 <= sum(spent) + answering + 2e-9


def test_officers_are_without_villages_before_the_programme_starts(settings: Settings) -> None:
    model = EarlyWarningModel(settings.with_changes({"programme.start_week": 5}))
    model.run_for(5)
    assert model.officers[0].villages == () and model.officers[0].hours_used == 0
    model.step()
    assert model.officers[0].villages == ("K1",)


def test_the_network_holds_everybody_and_every_tie(model: EarlyWarningModel) -> None:
    network, world = model.network, model.world
    assert network is model.network is model.space
    assert isinstance(network.G, nx.Graph)
    assert network.G.number_of_nodes() == world.population.size
    assert network.G.number_of_edges() * 2 == world.ties.other.size
    someone = model.villagers[7]
    assert network.G.nodes[someone.row]["person"] == someone.unique_id
    for tie in someone.ties:
        told = network.G.edges[someone.row, tie.villager.row]
        assert told["kind"] == tie.kind and told["strength"] == pytest.approx(tie.strength, abs=1e-4)
    assert someone.cell.agents == [someone] and someone.cell is network[someone.row]
    assert {one for cell in someone.cell.neighborhood for one in cell.agents} == {tie.villager for tie in someone.ties}
    assert len(network.agents) == world.population.size
    spots = [tuple(cell.position) for cell in network]
    assert len(set(spots)) == len(spots)
    assert tuple(someone.pos) == tuple(someone.cell.position)


def test_the_network_of_one_village(model: EarlyWarningModel) -> None:
    network = model.network_of("K1")
    cell = next(iter(network))
    assert cell.agents[0].cell is cell
    with pytest.raises(ValueError, match="no village has the code 'K2'; there are K1"):
        model.network_of("K2")


def test_a_large_network_comes_with_a_warning(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    model = EarlyWarningModel(settings)
    monkeypatch.setattr(sim.agents.model, "LARGE_NETWORK", 100)
    with pytest.warns(UserWarning, match=r"model.network_of\(village\) makes that of one village"):
        assert model.network
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert model.network
