"""Which functions of the model read which setting, found in the source by following where settings go.

An attribute counts as a setting only if what it is taken from is known to be a part of the settings: a parameter with
that type, ``world.settings`` and what is assigned from it, entries of a table of settings. Names alone would not do, as
``hours`` or ``need`` stand for other things elsewhere.
"""

from __future__ import annotations

import ast
import re
import typing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import sim
from experiments.parameters.kinds import Each, Kind, Many, element, kind_of, kind_written, owner, sections
from sim.quantity import Section
from sim.settings import Settings

SIM = Path(sim.__file__).resolve().parent
ONLY_LOOK = ("settings.py", "views")
"""What checks or shows a setting does not use it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Used = Mapping[tuple[type[Section], str], list[str]]


@cache
def uses() -> Used:
    """For each part of the settings and field of it: the functions that read it, as ``sim/week.py::run_week``."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SIM.rglob("*.py"))}
    known = {section.__name__: section for section in sections(Settings)}
    given = {path: tree for path, tree in modules.items() if path.relative_to(SIM).parts[0] not in ONLY_LOOK}
    found: dict[tuple[type[Section], str], list[str]] = defaultdict(list)
    everything = _Everything(known, list(modules.values()))
    for path, tree in given.items():
        for name, function, inside in _functions(tree):
            place = f"{path.relative_to(SIM.parent).as_posix()}::{name}"
            reading = _Reading(everything, tree, function, inside)
            for section, field in [*reading.fields(), *reading.keys()]:
                places = found[owner(section, field), field]
                if place not in places:
                    places.append(place)
    return found


class _Everything:
    """What must be known of all modules: parts of the settings, what functions return and are called with."""

    def __init__(self, known: Mapping[str, type[Section]], trees: list[ast.Module]) -> None:
        self.known = known
        self.returns: dict[str, Kind] = {}
        self.held: dict[str, Kind] = {}  # fields of classes outside the schema that hold a part of it
        self.words: dict[str, set[str]] = defaultdict(set)
        for tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, Function):
                    kind = kind_written(node.returns, known)
                    if kind is not None:
                        self.returns[node.name] = kind
                elif isinstance(node, ast.ClassDef) and node.name not in known:
                    fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
                    kinds = {ast.unparse(field.target): kind_written(field.annotation, known) for field in fields}
                    self.held |= {name: kind for name, kind in kinds.items() if kind is not None}
                elif isinstance(node, ast.Call):
                    self.words[_name(node.func)] |= {
                        word.value
                        for word in node.args
                        if isinstance(word, ast.Constant) and isinstance(word.value, str)
                    }


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function, ast.ClassDef | None]]:
    """Functions of a module and methods of its classes; checks of the schema are none that use a setting."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node, None
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, Function) and not any(map(_only_checks, method.decorator_list)):
                    yield f"{node.name}.{method.name}", method, node


def _only_checks(decorator: ast.expr) -> bool:
    """Whether a method looks at settings that are already taken; one called before may change what is taken."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return _name(called) == "model_validator" and "'before'" not in ast.unparse(decorator)


class _Reading:
    """One function: what its names stand for, and which settings it reads."""

    def __init__(self, everything: _Everything, tree: ast.Module, function: Function, inside: ast.ClassDef | None):
        self.everything, self.tree, self.function = everything, tree, function
        self.kinds: dict[str, Kind] = {}
        self.iterated: dict[str, ast.expr] = {}
        arguments = function.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            self.kinds[argument.arg] = kind_written(argument.annotation, everything.known)
        if inside is not None:
            self.kinds["self"] = self.kinds["cls"] = everything.known.get(inside.name)
        for _ in range(3):  # names may be used before what they stand for is known
            for node in ast.walk(function):
                self._bind_in(node)

    def fields(self) -> Iterator[tuple[type[Section], str]]:
        for node in ast.walk(self.function):
            if isinstance(node, ast.Attribute):
                section = self.kind(node.value)
                if isinstance(section, type) and node.attr in section.model_fields:
                    yield section, node.attr
            elif isinstance(node, ast.Call) and _name(node.func) == "getattr":
                section = self.kind(node.args[0])
                if isinstance(section, type):
                    yield from ((section, name) for name in self._names(node.args[1], section))

    def keys(self) -> Iterator[tuple[type[Section], str]]:
        """Fields read by their name, ``data.get("villages_csv")``, while the settings are being taken."""
        section = self.kinds.get("cls")
        for node in ast.walk(self.function):
            if isinstance(section, type) and isinstance(node, ast.Call) and _name(node.func) == "get":
                name = ast.literal_eval(node.args[0])
                if name in section.model_fields:
                    yield section, name

    def kind(self, node: ast.expr) -> Kind:
        """What an expression stands for."""
        if isinstance(node, ast.Name):
            return self.kinds.get(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Subscript):
            base = self.kind(node.value)
            return base.of if isinstance(base, Many) else None
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BoolOp):
            return next((kind for kind in map(self.kind, node.values) if kind is not None), None)
        if isinstance(node, ast.IfExp):
            return self.kind(node.body) or self.kind(node.orelse)
        if isinstance(node, ast.Tuple):
            return Each(tuple(self.kind(part) for part in node.elts))
        return None

    def _attribute(self, node: ast.Attribute) -> Kind:
        base = self.kind(node.value)
        if isinstance(base, type):
            if node.attr in base.model_fields:
                return kind_of(base.model_fields[node.attr].annotation)
            named = getattr(base, node.attr, None)
            return kind_of(typing.get_type_hints(named.fget).get("return")) if isinstance(named, property) else None
        return Settings if node.attr == "settings" else self.everything.held.get(node.attr)

    def _call(self, node: ast.Call) -> Kind:
        name = _name(node.func)
        if isinstance(node.func, ast.Attribute) and name in ("values", "items"):
            table = self.kind(node.func.value)
            if isinstance(table, Many) and table.named:
                return Many(table.of if name == "values" else Each((None, table.of)))
            return None
        given = [self.kind(argument) for argument in node.args]
        if name in ("list", "tuple", "sorted", "reversed", "iter") and given:
            return given[0]
        if name == "enumerate":
            return Many(Each((None, element(given[0]))))
        if name == "zip":
            return Many(Each(tuple(element(kind) for kind in given)))
        return self.everything.returns.get(name)

    def _bind_in(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, self.kind(node.value))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self._bind(node.target, kind_written(node.annotation, self.everything.known) or self.kind(node.value))
        elif isinstance(node, ast.For | ast.comprehension):
            self._bind(node.target, element(self.kind(node.iter)))
            self.iterated |= {part.id: node.iter for part in ast.walk(node.target) if isinstance(part, ast.Name)}

    def _bind(self, target: ast.expr, kind: Kind) -> None:
        if isinstance(target, ast.Name) and kind is not None:
            self.kinds[target.id] = kind
        elif isinstance(target, ast.Tuple) and isinstance(kind, Each):
            for part, of in zip(target.elts, kind.parts, strict=False):
                self._bind(part, of)

    def _names(self, node: ast.expr, section: type[Section]) -> list[str]:
        """The fields that ``getattr(section, node)`` may name."""
        fields = section.model_fields
        if isinstance(node, ast.Constant):
            return [str(node.value)]
        if isinstance(node, ast.JoinedStr):
            words = (str(part.value) if isinstance(part, ast.Constant) else None for part in node.values)
            pattern = "".join(".*" if word is None else re.escape(word) for word in words)
            return [name for name in fields if re.fullmatch(pattern, name)]
        if isinstance(node, ast.Name) and node.id in self.iterated:
            return [name for name in _listed(self.iterated[node.id], self.tree) if name in fields]
        return [name for name in self.everything.words[self.function.name] if name in fields]


def _listed(node: ast.expr, tree: ast.Module) -> list[str]:
    """Strings in a constant of the module, keys of a dictionary, or the fields of a class (``Weights._fields``)."""
    name = node.func if isinstance(node, ast.Call) else node  # Weights._fields, STAGES.items()
    name = name.value if isinstance(name, ast.Attribute) else name
    wanted = name.id if isinstance(name, ast.Name) else ""
    for top in tree.body:
        if isinstance(top, ast.ClassDef) and top.name == wanted:
            return [ast.unparse(line.target) for line in top.body if isinstance(line, ast.AnnAssign)]
        targets = top.targets if isinstance(top, ast.Assign) else [top.target] if isinstance(top, ast.AnnAssign) else []
        if any(isinstance(target, ast.Name) and target.id == wanted for target in targets):
            return [
                word.value for word in ast.walk(top) if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
    return []
