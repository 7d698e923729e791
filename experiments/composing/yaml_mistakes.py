"""What keeps one YAML file of a user's from being read as settings: found in the text alone, with bounded work.

Nothing is built from the file here, whatever its tags say. Aliases are counted before anybody spells them out: nine
levels of nine aliases are 0.3 kB of text and a thousand million values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from sim.core.errors import Mistake

MOST_BYTES = 1_000_000
"""Longest file that is read; the longest of our own has 20,000."""
MOST_LEVELS = 50
"""Lists and keys that stand in one another; ours have at most six."""
MOST_VALUES = 20_000
"""Values of one file, each counted as often as aliases repeat it."""
_KINDS = ("str", "int", "float", "bool", "null", "map", "seq", "merge", "timestamp")
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in _KINDS}
"""The last is what YAML sees in a date, which is text as a setting."""
_NAMES = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"}
_DECIMAL = re.compile(r"[-+]?(0|[1-9][\d_]*)?(\.\d*)?([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}\.000")
_LOOK = "correct the indentation, brackets and quotes around this line"


def read_mistakes(path: Path) -> Iterator[Mistake]:
    """What keeps the file at ``path`` from being read as settings; empty if nothing does."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            value, allowed = f"a file of {size:,} bytes", f"at most {MOST_BYTES:,}"
            yield Mistake(str(path), value, allowed, "give the name of a file of settings")
            return
        text = path.read_text(encoding="utf-8")
        found = [*_header_mistakes(path, text), *_content_mistakes(path, yaml.compose(text, Loader=yaml.SafeLoader))]
        yield from found
        if not found:
            yaml.safe_load(text)  # of plain values, and not too many
    except OSError as error:
        problem = f"a file that cannot be read ({error.strerror})"
        yield Mistake(str(path), problem, "a readable file", "check its rights")
    except UnicodeDecodeError:
        yield Mistake(str(path), "text that is not UTF-8", "text in UTF-8", "save it again as UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = str(path) if mark is None else f"{path}, line {mark.line + 1}"
        problem = error.problem or "text that cannot be read"
        yield Mistake(where, f"this YAML ({problem})", "lines such as 'key: value'", _LOOK)
    except yaml.YAMLError:
        yield Mistake(str(path), "this YAML (a character that may not stand in it)", "printable text", _LOOK)
    except (ValueError, KeyError, AttributeError, OverflowError) as error:
        # a number of thousands of digits, a day that no calendar has, a word under the tag of a truth value
        yield Mistake(str(path), f"a value that cannot be read ({error})", "numbers and texts", "correct it")
    except RecursionError:
        yield Mistake(str(path), "this YAML (hundreds of levels)", f"at most {MOST_LEVELS} levels", _LOOK)


def _header_mistakes(path: Path, text: str) -> Iterator[Mistake]:
    """What Hydra would not understand, or pass over, in remarks such as ``# @package _global_`` at the top."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _HEADER.match(line):
            return
        if line.strip() and not _PACKAGE.fullmatch(line.strip()):
            allowed = "# @package and one name"
            yield Mistake(f"{path}, line {number}", line.strip(), allowed, "correct it, or take the @ away")


_HEADER = re.compile(r"\s*#\s*@")
_PACKAGE = re.compile(r"#+\s*@package +[\w.]+")


def _content_mistakes(path: Path, content: yaml.Node | None) -> Iterator[Mistake]:
    if content is None:
        yield Mistake(str(path), "an empty file", "lines such as 'key: value'", "fill it or take it away")
    elif not isinstance(content, yaml.MappingNode):
        yield Mistake(str(path), "a file without keys", "lines such as 'key: value'", "give each value its key")
    else:
        nodes = _Nodes(path)
        values = nodes.values_of(content)
        if not nodes.mistakes and values > MOST_VALUES:
            value, allowed = f"{values:,} values, its aliases (*name) spelt out", f"at most {MOST_VALUES:,}"
            nodes.mistakes.append(Mistake(str(path), value, allowed, "leave out what is no setting"))
        yield from nodes.mistakes
        yield from _defaults(path, content)


class _Nodes:
    """Looks once at each node of a file, however many aliases lead to it."""

    def __init__(self, path: Path) -> None:
        self.path, self.mistakes, self._sizes = path, list[Mistake](), dict[int, int]()

    def values_of(self, node: yaml.Node, level: int = 1) -> int:
        """How many values a node stands for, aliases spelt out; what is wrong in it is added to the mistakes."""
        if level == MOST_LEVELS + 1:
            self._add(node, f"a value in level {level}", f"at most {MOST_LEVELS} levels", _LOOK)
        elif id(node) not in self._sizes:
            self._sizes[id(node)] = 0  # for an alias of what it stands in itself
            self._tag(node)
            inner: list[yaml.Node] = []
            if isinstance(node, yaml.SequenceNode):
                inner = node.value
            elif isinstance(node, yaml.MappingNode):
                self._keys(node)
                inner = [value for _, value in node.value]
            if any(self._sizes.get(id(one)) == 0 for one in inner):
                self._add(node, "an alias within what it stands for", "aliases from elsewhere", "write it out")
            self._sizes[id(node)] = 1 + sum(self.values_of(one, level + 1) for one in inner)
        return self._sizes.get(id(node), 0)

    def _tag(self, node: yaml.Node) -> None:
        if node.tag not in _PLAIN:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._add(node, f"the tag {tag}", "plain numbers, texts, lists and keys", "take the tag away")
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.tag.endswith((":int", ":float")):
            self._number(node)
        if node.value == "???":
            self._add(node, "a value left open (???)", "a value", "write one, or take the line out")

    def _number(self, node: yaml.ScalarNode) -> None:
        """Refuse what YAML takes for another number than people who read it: 010 is 8, 1:30 is 90, 2.000 is two."""
        allowed, todo = "numbers in plain decimals", "write the number as it is meant, or a text in quotes"
        if not _DECIMAL.fullmatch(node.value):
            said = yaml.safe_load(node.value)
            self._add(node, f"{node.value}, which YAML reads as {said:,},", allowed, todo)
        elif _THOUSANDS.fullmatch(node.value):
            two = f"{node.value.partition('.')[0]} or {node.value.replace('.', '')}"
            self._add(node, f"{node.value}, which may be {two},", allowed, todo)

    def _keys(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add(key, "a key that is a list or has keys itself", "names as keys", _LOOK)
                continue
            if key.tag not in _NAMES:
                self._add(key, f"{key.value or 'nothing'} as a key", "names as keys", "write the name of a setting")
            if key.value in seen:
                self._add(key, f"a second {key.value!r}", "each key once", "take one of the two away")
            seen.add(key.value)

    def _add(self, node: yaml.Node, value: str, allowed: str, todo: str) -> None:
        self.mistakes.append(Mistake(f"{self.path}, line {node.start_mark.line + 1}", value, allowed, todo))


def _defaults(path: Path, content: yaml.MappingNode) -> Iterator[Mistake]:
    """What a file says it builds on, which Hydra reads, must be a list of names (or of groups with their names)."""
    for key, value in content.value:
        if key.value != "defaults":
            continue
        items = value.value if isinstance(value, yaml.SequenceNode) else [value]
        named = all(isinstance(item, yaml.MappingNode) or item.tag.endswith(":str") for item in items)
        if not isinstance(value, yaml.SequenceNode) or not named:
            where = f"{path}, line {key.start_mark.line + 1}"
            yield Mistake(where, "'defaults' that are no list of names", "a list such as [pimpasa]", "correct the list")
