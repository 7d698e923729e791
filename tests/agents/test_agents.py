"""``model.agents`` behaves as a Mesa user expects, on columns and on views alike."""

from __future__ import annotations

import copy
import random
from typing import Any

import mesa
import numpy as np
import pytest
from mesa.agentset import AbstractAgentSet, AgentSet

from sim import EarlyWarningModel
from sim.agents.column import Column
from sim.agents.officer import Officer
from sim.agents.recruiter import Recruiter
from sim.agents.villager import Villager
from sim.settings.tree import Settings
from sim.state.codes import STATUS_NAMES

COLUMNS = [name for name in vars(Villager) if isinstance(getattr(Villager, name), Column)]


class Observer(mesa.Agent):
    """An agent of a user's own."""

    mood = "curious"


def test_all_three_kinds_are_in_it(model: EarlyWarningModel) -> None:
    agents = model.agents
    assert isinstance(agents, AbstractAgentSet)
    assert model.agent_types == [Villager, Recruiter, Officer]
    assert len(agents) == len(model.villagers) + len(model.recruiters) + len(model.officers)
    assert len(model.villagers) == model.count("residents")
    assert set(agents) == {agent for kind in model.agents_by_type.values() for agent in kind}
    assert len({agent.unique_id for agent in agents}) == len(agents)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_what_the_views_say(model: EarlyWarningModel, name: str) -> None:
    whole = model.villagers.get(name)
    assert whole.tolist() == [getattr(villager, name) for villager in model.villagers]
    assert type(getattr(model.villagers[0], name)).__module__ == "builtins"
    assert getattr(Villager, name).__doc__


@pytest.mark.parametrize("status", STATUS_NAMES)
def test_agents_and_counts_agree(model: EarlyWarningModel, status: str) -> None:
    assert len(model.agents.select(status=status)) == model.count(status)


def test_knowledge_and_counts_agree(model: EarlyWarningModel) -> None:
    for fact in ("procedure", "warning_signs", "help"):
        assert len(model.villagers.select(lambda one, fact=fact: one.knows(fact))) == model.count(f"know_{fact}")


def test_what_only_villagers_have_is_none_for_the_others(model: EarlyWarningModel) -> None:
    trust, status = model.agents.get("trust_immigration"), model.agents.get("status")
    few = len(model.recruiters) + len(model.officers)
    assert np.isnan(trust[-few:]).all() and not np.isnan(trust[:-few]).any()
    assert status[-few:].tolist() == [None] * few
    assert model.agents.agg("trust_immigration", np.mean) == trust[:-few].mean()
    assert model.agents.agg("age", [min, max])[0] == 15
    assert model.agents.get("status", handle_missing="default", default_value="-")[-1] == "-"
    assert model.agents.get("village")[-few] == model.recruiters[0].village


def test_several_attributes_come_as_a_list_for_each_agent(model: EarlyWarningModel) -> None:
    rows = model.agents.get(["status", "legal_literacy"])
    assert len(rows) == len(model.agents)
    first = model.agents[0]
    assert rows[0] == [first.status, first.legal_literacy]


def test_attributes_that_nobody_has(model: EarlyWarningModel) -> None:
    with pytest.raises(AttributeError, match="wealth"):
        model.agents.get("wealth")
    assert set(model.agents.get("wealth", "default", 0)) == {0}
    with pytest.raises(ValueError, match="handle_missing is 'error' or 'default'"):
        model.agents.get("wealth", "ignore")  # type: ignore[arg-type]


def as_mesa_does(agents: AbstractAgentSet[Any]) -> AgentSet[Any]:
    """The same agents in a set of Mesa's own; the caller keeps the views alive."""
    return AgentSet(agents, random=random.Random(1))


def test_selecting_sorting_and_grouping_give_what_mesas_own_set_gives(model: EarlyWarningModel) -> None:
    views = model.agents.to_list()
    mesas = as_mesa_does(views)
    ours = model.agents
    young = {"filter_func": lambda one: one.age is not None and one.age < 25}
    for arguments in (young, young | {"at_most": 4}, {"at_most": 0.1}, {"agent_type": Recruiter}, {"at_most": 3}):
        assert ours.select(**arguments).to_list() == list(mesas.select(**arguments))
    assert ours.groupby("group").count() == mesas.groupby("group").count()
    by_village = {key: list(group) for key, group in mesas.groupby(lambda one: one.village)}
    assert ours.groupby(lambda one: one.village, "list").groups == by_village
    villagers, mesas = model.villagers, as_mesa_does(model.villagers.to_list() and views[: len(model.villagers)])
    for order in ({"key": "age"}, {"key": "age", "ascending": True}, {"key": lambda one: one.need}):
        assert villagers.sort(**order).to_list() == list(mesas.sort(**order))
    means = mesas.groupby("group").agg("awareness", np.mean)
    assert villagers.groupby("group").agg("awareness", np.mean) == pytest.approx(means)


def test_groups_in_which_nobody_has_the_attribute_are_left_out(model: EarlyWarningModel) -> None:
    assert None in model.agents.groupby("group").groups
    assert None not in model.agents.groupby("group").agg("awareness", np.mean)


def test_columns_filter_fast_and_together(model: EarlyWarningModel) -> None:
    chosen = model.agents.select(sex="woman", age=lambda years: years >= 60)
    assert chosen.to_list() == [one for one in model.villagers if one.sex == "woman" and one.age >= 60]


def test_membership(model: EarlyWarningModel, settings: Settings) -> None:
    someone, other = model.villagers[3], EarlyWarningModel(settings).villagers[3]
    assert someone in model.agents and someone in model.agents_by_type[Villager]
    assert someone not in model.agents_by_type[Recruiter] and model.recruiters[0] in model.agents
    assert other not in model.agents and other != someone and "villager" not in model.agents
    child = next(row for row in range(model.world.population.size) if not model.villager(row).is_resident)
    assert model.villager(child) not in model.agents


def test_calling_every_agent(model: EarlyWarningModel) -> None:
    called: list[Any] = []
    model.agents.do(called.append)
    assert called == model.agents.to_list()
    shuffled: list[Any] = []
    model.agents.shuffle_do(shuffled.append)
    assert shuffled != called and set(shuffled) == set(called)
    assert model.agents.do("step") is model.agents
    assert model.villagers.map("knows", "help") == [one.knows("help") for one in model.villagers]


def test_sets_of_ones_own_can_be_changed_in_place_but_not_the_models(model: EarlyWarningModel) -> None:
    mine = copy.copy(model.agents)
    mine.select(agent_type=Villager, at_most=5, inplace=True)
    assert len(mine) == 5
    assert (mine & model.villagers.select(at_most=3)).to_list() == mine[:3]
    with pytest.raises(TypeError, match="follows the model"):
        model.agents.shuffle(inplace=True)
    with pytest.raises(TypeError, match="cannot be set on the agents"):
        model.agents.set("status", "settled")
    for change in (model.agents.add, model.agents.discard, model.agents.remove):
        with pytest.raises(TypeError, match="make another one with select"):
            change(model.villagers[0])


def test_who_turns_15_is_an_agent_from_then_on(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    before = model.villagers.copy()
    model.run_for(52)
    assert len(model.villagers) > len(before)
    assert all(15 <= one.age <= 16 for one in model.villagers - before)


def test_agents_of_ones_own_join(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    observer = Observer(model)
    assert observer in model.agents and model.agents[len(model.agents) - 1] is observer
    assert model.agents.select(agent_type=Observer).get("mood").tolist() == ["curious"]
    observer.remove()
    assert observer not in model.agents
    model.step()


def test_a_users_own_data_collector(settings: Settings) -> None:
    model = EarlyWarningModel(settings)
    collector = mesa.DataCollector(
        model_reporters={"away": lambda model: len(model.agents.select(is_away=True))},
        agent_reporters={"status": "status", "trust": "trust_police"},
        agenttype_reporters={Recruiter: {"pressure": "pressure"}, Villager: {"age": "age"}},
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    table = collector.get_agent_vars_dataframe()
    one = model.villagers[0]
    assert table.loc[(2.0, one.unique_id)].tolist() == [one.status, one.trust_police]
    assert len(collector.get_agenttype_vars_dataframe(Recruiter)) == 2 * len(model.recruiters)
    assert len(collector.get_agenttype_vars_dataframe(Villager)) == 2 * len(model.villagers)
    assert collector.get_model_vars_dataframe()["away"].iloc[-1] == model.count("away_undocumented") + model.count(
        "away_documented"
    )
