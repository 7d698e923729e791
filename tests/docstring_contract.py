"""What the docstring of a public function must say, found by reading its source.

Ruff sees to it that there is a docstring (D100 to D104). Beyond that, whoever calls a function should not have to
read its body to learn

* the shape of every array that goes in or comes out, in brackets: ``[rows]``, ``[V, groups]``;
* what every number means, with its unit or range: weeks, rupiah, a share from 0 to 1, the row of a person;
* which errors it raises itself, and when.

Three things may say it in the function's place: the documentation string of an alias in the annotation (``Rows``),
the method of a base class or Protocol that the method implements, and the alias of the kind of function it is
(``Read = Callable[...]``), where the file knows one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Function = ast.FunctionDef
SHAPE = re.compile(r"\[\w[\w+*]*( ?[+,*] ?\w[\w+*]*)*\]")
UNIT = re.compile(
    # time, money, space
    r"\b(seconds?|minutes?|hours?|days?|weeks?|months?|years?|rupiah|inches|points|pixels)\b"
    # parts of a whole
    r"|\b(shares?|chance|probability|percent|per cent|confidence|quality|skill)\b"
    # what is counted
    r"|\b(number|numbers|count|counts|how many|how much|how often|times|at most|at least|so many|as many|amount|total"
    r"|sum|size)\b"
    # what points at something
    r"|\b(rows?|positions?|places?|index|indices|code|codes|bits?|key|keys|seeds?|state|line|column|place)\b"
    r"|\b(incident|case|report|post|village|attitude|actor|hash|exit code|generation)\b"
    # plain numbers
    r"|\b(multiple|factor|ratio|weight|weights|distance|utility|score|log|logit|whole number)\b"
    # ranges
    r"|-?\d\S* (to|and) -?\d|\d-\d|\b0 or|\bfrom \S+ to \S+|\bnever negative|\bpositive|\bnegative|\bany sign"
    r"|\babove -?\d|\(\w+ to \w+\)"
    r"|-?\d+ \([^)]*\) to -?\d|\bbetween\b|[\[(][\w.-]+, [\w.-]+[\])]"
    # whatever another function gives
    r"|:func:`",
    re.IGNORECASE,
)
SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Formula|Yields):$")
ENTRY = re.compile(r"^ {4}(\w[\w., ]*): (.*)$")
NOT_A_USERS = {"NotImplementedError", "AssertionError"}


# -- what a file knows ---


class Known(NamedTuple):
    """A class or an alias that stands in a file, or is imported into it."""

    node: ast.expr | ast.ClassDef
    doc: str
    file: File


class File:
    """One source file, with the classes and aliases its annotations may name."""

    def __init__(self, source: str, root: Path | None = None) -> None:
        self.tree = ast.parse(source)
        self._root = root
        self._own = dict(self._defined())

    def _defined(self) -> Iterator[tuple[str, Known]]:
        for node, after in zip(self.tree.body, [*self.tree.body[1:], None], strict=True):
            if isinstance(node, ast.ClassDef):
                yield node.name, Known(node, ast.get_docstring(node) or "", self)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                yield node.targets[0].id, Known(node.value, string(after), self)

    def find(self, name: str) -> Known | None:
        """The class or alias that a name stands for, here or in the file it is imported from."""
        if name in self._own:
            return self._own[name]
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and node.module and self._root:
                path = self._root / f"{node.module.replace('.', '/')}.py"
                for one in node.names:
                    if name == (one.asname or one.name) and path.exists():
                        return read(path, self._root).find(one.name)
        return None

    def aliases(self) -> Iterator[Known]:
        """All aliases that the file defines or imports."""
        imported = [one.name for node in self.tree.body if isinstance(node, ast.ImportFrom) for one in node.names]
        for name in [*self._own, *imported]:
            known = self.find(name)
            if known is not None and isinstance(known.node, ast.expr):
                yield known


@cache
def read(path: Path, root: Path) -> File:
    """A file of the project; ``root`` is the folder that its imports start from."""
    return File(path.read_text(encoding="utf-8"), root)


def string(node: ast.AST | None) -> str:
    """The text of a string that stands alone, as a documentation string does; else nothing."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


# -- what an annotation is ---


def parts_of(annotation: ast.expr | None, file: File) -> Iterator[Known]:
    """All names in an annotation; what stands inside ``Callable[...]`` belongs to another function."""
    if annotation is None:
        return
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Callable":
        return
    if isinstance(annotation, ast.Name):
        known = file.find(annotation.id)
        yield known or Known(annotation, "", file)
        return
    for child in ast.iter_child_nodes(annotation):
        if isinstance(child, ast.expr):
            yield from parts_of(child, file)


def unshaped(annotation: ast.expr | None, file: File) -> bool:
    """Whether an annotation holds an array whose shape no alias states."""
    for part in parts_of(annotation, file):
        if isinstance(part.node, ast.ClassDef):
            continue
        if isinstance(part.node, ast.Name):
            if part.node.id == "NDArray":
                return True
        elif not SHAPE.search(part.doc) and unshaped(part.node, part.file):
            return True
    return False


def is_number(annotation: ast.expr | None) -> bool:
    """Whether an annotation is ``int`` or ``float``, or these beside None."""
    members = set(re.split(r" *\| *", ast.unparse(annotation))) if annotation else set()
    return bool(members - {"None"}) and members <= {"int", "float", "None"}


# -- what a docstring says ---


class Said(NamedTuple):
    """A docstring, taken apart."""

    prose: list[str]
    """Sentences that belong to no argument."""
    entries: dict[str, str]
    """What is said of each argument and attribute by its own entry."""
    raises: dict[str, str]

    def about(self, name: str) -> str:
        """Everything that names an argument: its entry, and the sentences it stands in."""
        quote = "``" if len(name) == 1 else ""  # "a" may be a word
        named = [sentence for sentence in self.prose if re.search(rf"{quote}\b{name}\b{quote}", sentence)]
        entry = [f"{name}: {self.entries[name]}"] if name in self.entries else []
        return " ".join(entry + named)


def taken_apart(text: str) -> Said:
    """A docstring as sentences, entries of arguments and entries of errors."""
    said = Said([], {}, {})
    section, prose, names = "", [], list[str]()
    for line in text.splitlines():
        if heading := SECTION.match(line):
            section, names = heading[1], []
        elif line and not line.startswith(" "):
            section = ""
        entry = ENTRY.match(line)
        into = said.raises if section == "Raises" else said.entries
        if section not in ("Args", "Attributes", "Raises"):
            prose.append(line)
        elif entry:
            names = entry[1].split(", ")
            into.update(dict.fromkeys(names, entry[2]))
        else:
            into.update({name: f"{into[name]} {line.strip()}" for name in names})
    said.prose.extend(re.split(r"(?<=[.;])\s+|\n\n", "\n".join(prose)))
    return said


# -- what a function must say ---


def arguments(function: Function) -> list[ast.arg]:
    """All arguments of a function but ``self`` and ``cls``."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [one for one in every if one.arg not in ("self", "cls")]


def meaning(name: str, about: str) -> set[str]:
    """The words about an argument that are more than its own name again."""
    return set(re.findall(r"\w+", about.lower())) - {name.lower(), *name.lower().split("_"), "the", "a", "an", "of"}


def raised(node: ast.AST) -> Iterator[str]:
    """The classes of the errors that a function raises itself; functions inside it speak for themselves."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(child, ast.Try):
            caught = " ".join(ast.unparse(handler.type) for handler in child.handlers if handler.type)
            inside = [name for one in child.body for name in raised(ast.Module([one], []))]
            yield from (name for name in inside if name not in caught and "Exception" not in caught.split())
            yield from raised(ast.Module([*child.handlers, *child.orelse, *child.finalbody], []))
            continue
        if isinstance(child, ast.Raise) and child.exc is not None:
            error = child.exc.func if isinstance(child.exc, ast.Call) else child.exc
            name = ast.unparse(error).rpartition(".")[2]
            if name[0].isupper() and name not in NOT_A_USERS:
                yield name
        yield from raised(child)


def missing(function: Function, text: str, file: File) -> Iterator[str]:
    """What the text about a function should say and does not."""
    said = taken_apart(text)
    for one in arguments(function):
        about = said.about(one.arg)
        if unshaped(one.annotation, file) and not SHAPE.search(about):
            yield f"shape of {one.arg}"
        if is_number(one.annotation) and not meaning(one.arg, about):
            yield f"meaning of {one.arg}"
        elif is_number(one.annotation) and not UNIT.search(about.replace("_", " ")):
            yield f"unit or range of {one.arg}"
    result = " ".join(said.prose)
    if unshaped(function.returns, file) and not SHAPE.search(result):
        yield "shape of the result"
    if is_number(function.returns) and not UNIT.search(result):
        yield "unit or range of the result"
    for error in dict.fromkeys(raised(function)):
        if not said.raises.get(error, "").strip():
            yield f"Raises: {error}"


# -- who else may say it ---


def of_the_kind(function: Function, file: File) -> Iterator[str]:
    """Documentation of an alias ``Callable[[A, B], R]`` that says what kind of function this is."""
    takes = [ast.unparse(one.annotation) for one in arguments(function) if one.annotation]
    gives = ast.unparse(function.returns).partition("[")[0] if function.returns else ""
    for known in file.aliases():
        match known.node:
            case ast.Subscript(value=ast.Name("Callable"), slice=ast.Tuple([ast.List(elts), result])):
                kind = [ast.unparse(one) for one in elts], ast.unparse(result).partition("[")[0]
                if kind == (takes, gives):
                    yield known.doc


def of_interfaces(method: Function, owner: ast.ClassDef, file: File) -> Iterator[str]:
    """What base classes say of the method, and Protocols that the file knows and the method fulfils."""
    signature = [(one.arg, one.annotation and ast.unparse(one.annotation)) for one in arguments(method)]
    bases = [known for base in owner.bases if (known := file.find(ast.unparse(base).partition("[")[0]))]
    protocols = [known for known in file._own.values() if is_protocol(known.node)]
    for known in [*bases, *protocols]:
        if not isinstance(known.node, ast.ClassDef) or known.node is owner:
            continue
        for one in known.node.body:
            if isinstance(one, Function) and one.name == method.name:
                its = [(a.arg, a.annotation and ast.unparse(a.annotation)) for a in arguments(one)]
                if its == signature:
                    yield ast.get_docstring(one) or ""
        if known in bases:
            yield from of_interfaces(method, known.node, known.file)


def is_protocol(node: ast.AST) -> bool:
    """Whether a class is a Protocol."""
    return isinstance(node, ast.ClassDef) and any(ast.unparse(base).startswith("Protocol") for base in node.bases)


def of_class(owner: ast.ClassDef, constructor: Function) -> Iterator[str]:
    """What a class says of the arguments it is made with: its docstring, and strings below its attributes."""
    yield ast.get_docstring(owner) or ""
    for node, after in zip(constructor.body, [*constructor.body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and string(after):
            yield f"{ast.unparse(node.targets[0]).removeprefix('self.')}: {string(after)}"


def is_overload(function: Function) -> bool:
    """Whether it is only one of several signatures of the function that follows."""
    return any(ast.unparse(mark).endswith("overload") for mark in function.decorator_list)


def gaps(file: File) -> Iterator[str]:
    """All that the public functions and methods of a file leave unsaid, a line each."""
    for node in file.tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            texts = [ast.get_docstring(node) or "", *of_the_kind(node, file)]
            yield from (f"{node.name}: {gap}" for gap in missing(node, "\n\n".join(texts), file))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (f"{node.name}.{gap}" for gap in gaps_of_class(node, file))


def gaps_of_class(owner: ast.ClassDef, file: File) -> Iterator[str]:
    """What a class leaves unsaid of its methods and of what it is made with."""
    for node in owner.body:
        if not isinstance(node, Function) or is_overload(node):
            continue
        texts = [ast.get_docstring(node) or ""]
        if node.name == "__init__":
            texts += of_class(owner, node)
        elif node.name.startswith("_"):
            continue
        texts += of_interfaces(node, owner, file)
        yield from (f"{node.name}: {gap}" for gap in missing(node, "\n\n".join(texts), file))
