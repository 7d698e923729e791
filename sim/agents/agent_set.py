"""The agents of a model as a Mesa agent set that stands on columns.

A member is a whole number: the row of a villager, or, from the number of rows on, the place of a recruiter, officer
or agent of the user's own in the order of their registration. Villagers become objects only when somebody looks.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, Literal, NoReturn, Self

import mesa
import numpy as np
from mesa.agentset import AbstractAgentSet, GroupBy
from numpy.typing import NDArray

from sim.agents.column import Column, Rows
from sim.agents.host import Host
from sim.agents.villager import Villager

Values = NDArray[Any]
Method = str | Callable[..., Any]


class ColumnAgents(AbstractAgentSet[Any]):
    """An ordered set of a model's agents.

    Args:
        model: the model.
        members: the members, as whole numbers; or a function that gives them anew (for sets that follow the model,
            such as ``model.agents``, whose membership changes as people turn 15).
    """

    def __init__(self, model: Host, members: Rows | Callable[[], Rows]) -> None:
        self.model = model
        self._members = members

    @property
    def members(self) -> Rows:
        """The members as whole numbers."""
        return self._members() if callable(self._members) else self._members

    @property
    def random(self) -> Random:
        """The model's generator, for shuffling."""
        generator: Random = self.model.random
        return generator

    @property
    def _rows(self) -> int:
        return self.model.world.population.size

    # -- as a collection ---

    def __len__(self) -> int:
        return int(self.members.size)

    def __iter__(self) -> Iterator[Any]:
        return map(self.model.agent_of, self.members.tolist())

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, mesa.Agent) or agent.model is not self.model:
            return False
        return bool((self.members == self.model.number_of(agent)).any())

    def __getitem__(self, item: int | slice) -> Any:
        """One agent by its place, or a list of agents for a slice."""
        chosen = self.members[item]
        if isinstance(item, slice):
            return [self.model.agent_of(member) for member in chosen.tolist()]
        return self.model.agent_of(int(chosen))

    def __repr__(self) -> str:
        return f"<{len(self)} agents of {self.model!r}>"

    def __copy__(self) -> ColumnAgents:
        return self._like(self.members)

    def copy(self) -> ColumnAgents:
        """The same members, which from now on stay the same."""
        return self._like(self.members)

    def to_list(self) -> list[Any]:
        """All agents as objects."""
        return list(self)

    def _like(self, members: Rows) -> ColumnAgents:
        return ColumnAgents(self.model, members)

    def _from_iterable(self, agents: Iterable[Any]) -> ColumnAgents:
        """What the operators ``|``, ``&`` and ``-`` make."""
        numbers = [self.model.number_of(agent) for agent in agents]
        return self._like(np.array(numbers, np.int64))

    def _update(self, agents: Iterable[Any]) -> Self:
        return self._replace(self._from_iterable(agents).members)

    def _replace(self, members: Rows) -> Self:
        if callable(self._members):
            raise TypeError("this set follows the model and cannot be changed in place; leave inplace out")
        self._members = members
        return self

    def _result(self, members: Rows, inplace: bool) -> ColumnAgents:
        return self._replace(members) if inplace else self._like(members)

    # -- reading ---

    def get(
        self,
        attr_names: str | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> Any:
        """One attribute of every agent as an array; for a list of names a list of lists, one for each agent.

        Attributes that only villagers have are NaN (numbers) or None (the rest) for recruiters and officers, or
        ``default_value`` with ``handle_missing="default"``, which also covers attributes that nobody has.

        Raises:
            ValueError: if ``handle_missing`` is anything else.
        """
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not {handle_missing!r}")
        missing = None if handle_missing == "error" else (default_value,)
        if isinstance(attr_names, str):
            return self._column(attr_names, missing)
        parts = [self._column(name, missing).tolist() for name in attr_names]
        return [list(values) for values in zip(*parts, strict=True)]

    def agg(self, attribute: str, func: Callable[..., Any] | Iterable[Callable[..., Any]]) -> Any:
        """Aggregate an attribute over the agents that have it: a recruiter has no awareness."""
        values = self.values_of(attribute)
        return func(values) if callable(func) else [one(values) for one in func]

    def values_of(self, attribute: str) -> Values:
        """Values of the m agents that have the attribute, in order: [m]."""
        return self._values(attribute)[0]

    def _column(self, name: str, missing: tuple[Any, ...] | None = None) -> Values:
        """Values for all members, in their order."""
        try:
            values, has = self._values(name)
        except AttributeError:
            if missing is None:
                raise
            return _filled(len(self), missing[0])
        if has.all():
            return values
        if missing is None and np.issubdtype(values.dtype, np.number):
            everybody: Values = np.full(has.size, np.nan)
        else:
            everybody = _filled(has.size, missing[0] if missing else None)
        everybody[has] = values
        return everybody

    def _values(self, name: str) -> tuple[Values, NDArray[np.bool_]]:
        """Values of the members that have the attribute, and which these are."""
        members = self.members
        has = members < self._rows
        column = getattr(Villager, name, None)
        if not isinstance(column, Column):
            return _array([getattr(agent, name) for agent in self]), np.ones(members.size, bool)
        of_villagers = column.of(self.model.world, members[has])
        others = [(int(place), getattr(self[int(place)], name)) for place in np.flatnonzero(~has)]
        others = [(place, value) for place, value in others if value is not None]
        if not others:
            return of_villagers, has
        everybody = _filled(members.size, None)
        everybody[has] = of_villagers
        for place, value in others:
            everybody[place], has[place] = value, True
        return _array(everybody[has].tolist()), has

    # -- choosing ---

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: int | float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
        **columns: Any,
    ) -> ColumnAgents:
        """The agents that pass all filters, in order.

        Args:
            filter_func: asked about each agent as an object: flexible and slow.
            at_most: how many at most; a float up to 1.0 is a share of this set.
            inplace: change this set instead of making another.
            agent_type: only agents of this class.
            columns: attribute and wanted value, or a function of the array of its values: fast.
                ``select(status="preparing", age=lambda years: years < 25)``
        """
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(self) * at_most)
        chosen = self if agent_type is None else self._of_type(agent_type)
        for name, wanted in columns.items():
            values = chosen._column(name)
            keep = wanted(values) if callable(wanted) else values == wanted
            chosen = self._like(chosen.members[np.asarray(keep, bool)])
        members = chosen.members
        if filter_func is not None:
            members = self._passing(members, filter_func, at_most)
        if members.size > at_most:
            members = members[: int(at_most)]
        return self._result(members, inplace)

    def _of_type(self, agent_type: type) -> ColumnAgents:
        members = self.members
        keep = np.full(members.size, issubclass(Villager, agent_type))
        for place in np.flatnonzero(members >= self._rows).tolist():
            keep[place] = isinstance(self.model.agent_of(int(members[place])), agent_type)
        return self._like(members[keep])

    def _passing(self, members: Rows, passes: Callable[[Any], bool], at_most: int | float) -> Rows:
        found: list[int] = []
        for member in members.tolist():
            if len(found) >= at_most:
                break
            if passes(self.model.agent_of(member)):
                found.append(member)
        return np.array(found, np.int64)

    def groupby(self, by: Callable[[Any], Any] | str, result_type: Literal["agentset", "list"] = "agentset") -> GroupBy:
        """Groups by an attribute (fast) or by a function of the agent, in the order in which they first occur."""
        values = self._column(by) if isinstance(by, str) else _array([by(agent) for agent in self])
        members, places = self.members, _places(values)
        groups = {value: self._like(members[where]) for value, where in places.items()}
        if result_type == "list":
            return GroupBy({value: group.to_list() for value, group in groups.items()})
        return ColumnGroups(groups)

    def shuffle(self, inplace: bool = False) -> ColumnAgents:
        """The agents in a random order, drawn from the model's ``random``."""
        order = self.members.tolist()
        self.random.shuffle(order)
        return self._result(np.array(order, np.int64), inplace)

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> ColumnAgents:
        """The agents by an attribute (fast) or a function of the agent, largest first unless ``ascending``."""
        members = self.members
        values = self._column(key).tolist() if isinstance(key, str) else [key(agent) for agent in self]
        order = sorted(range(len(values)), key=values.__getitem__, reverse=not ascending)
        return self._result(members[np.array(order, np.int64)], inplace)

    # -- acting ---

    def do(self, method: Method, *args: Any, **kwargs: Any) -> Self:
        """Call a method or function for each agent."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: Method, *args: Any, **kwargs: Any) -> Self:
        """Call a method or function for each agent, in a random order."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def map(self, method: Method, *args: Any, **kwargs: Any) -> list[Any]:
        """What a method or function returns for each agent."""
        call = operator.methodcaller(method, *args, **kwargs) if isinstance(method, str) else None
        return [call(agent) if call else method(agent, *args, **kwargs) for agent in self]  # type: ignore[operator]

    def set(self, attr_name: str, value: Any) -> NoReturn:
        """Refused: agents are views.

        Raises:
            TypeError: always.
        """
        raise TypeError(
            f"{attr_name!r} cannot be set on the agents, which are views of the world's columns; "
            "change settings before the run, or the columns of model.world.state"
        )

    def add(self, agent: Any) -> NoReturn:
        """Refused: see :meth:`remove`."""
        self.remove(agent)

    def discard(self, agent: Any) -> NoReturn:
        """Refused: see :meth:`remove`."""
        self.remove(agent)

    def remove(self, agent: Any) -> NoReturn:
        """Refused: who is in the set follows from the model; other sets are made by ``select``.

        Raises:
            TypeError: always.
        """
        raise TypeError("agents cannot be put into or taken out of this set; make another one with select()")


class ColumnGroups(GroupBy):
    """Groups of agents, aggregated on columns."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """One aggregated value for each group in which somebody has the attribute."""
        groups = {value: group.values_of(attr_name) for value, group in self.groups.items()}
        return {value: func(values) for value, values in groups.items() if values.size}


def _filled(size: int, value: Any) -> Values:
    out = np.empty(size, object)
    for place in range(size) if value is not None else ():
        out[place] = value
    return out


def _array(values: list[Any]) -> Values:
    """Numbers and texts as an array of their kind, everything else as objects."""
    kinds = {type(value) for value in values}
    if kinds and (kinds <= {int, float} or kinds == {bool} or kinds == {str}):
        return np.array(values)
    out = np.empty(len(values), object)
    for place, value in enumerate(values):
        out[place] = value
    return out


def _places(values: Values) -> dict[Any, NDArray[np.int64]]:
    """Where each value stands, the values in the order in which they first occur."""
    if values.dtype != object:
        found, first, which = np.unique(values, return_index=True, return_inverse=True)
        order = np.argsort(first)
        by_value = np.split(np.argsort(which, kind="stable"), np.cumsum(np.bincount(which, minlength=found.size))[:-1])
        return {found[k].item(): by_value[k].astype(np.int64) for k in order.tolist()} if values.size else {}
    places: dict[Any, list[int]] = {}
    for place, value in enumerate(values.tolist()):
        places.setdefault(value, []).append(place)
    return {value: np.array(where, np.int64) for value, where in places.items()}
