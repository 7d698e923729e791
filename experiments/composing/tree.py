"""Reading and changing a tree of settings by dotted keys, where numbers may stand beside their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.settings.quantity import DESCRIBED, is_described

Tree = dict[str, Any]


def leaves(node: Tree, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """All settings with their dotted keys; a number beside its source is one setting."""
    for key, value in node.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and value and not is_described(value):
            yield from leaves(value, f"{path}.")
        else:
            yield path, value


def find(tree: Tree, key: str) -> Any:
    """What stands at a dotted key; None if nothing does."""
    node: Any = tree
    for part in key.split("."):
        node = _step(node, part)
    return node


def starred(given: Mapping[str, Any], tree: Tree) -> Iterator[tuple[str, Any]]:
    """Keys with what is given for each, where a star stands for every entry of the tree: ``channels.*.leak``."""
    for key, value in given.items():
        before, star, after = key.partition(".*.")
        entries = find(tree, before) if star else None
        if isinstance(entries, dict):
            yield from ((f"{before}.{entry}.{after}", value) for entry in entries)
        else:
            yield key, value


def put(tree: Tree, key: str, value: Any, by: str, merge: bool = True) -> None:
    """Set what stands at a dotted key; a number keeps range and source, and notes ``by`` what it was changed.

    Raises:
        KeyError: if the key leads into something that has no keys.
    """
    *path, last = key.split(".")
    node: Any = tree
    for part in path:
        below = _step(node, part)
        if below is None and isinstance(node, dict):
            below = node[part] = {}
        node = below
    node = _opened(node, last)
    if isinstance(node, list):
        _put_in_list(node, last, value)
    elif isinstance(node, dict):
        node[last] = _new_value(node.get(last), value, by, merge)
    else:
        raise KeyError(key)


def take(tree: Tree, key: str) -> bool:
    """Remove what stands at a dotted key; False if there was nothing."""
    parent, _, last = key.rpartition(".")
    node = _opened(find(tree, parent) if parent else tree, last)
    if isinstance(node, dict) and last in node:
        del node[last]
        return True
    return False


def described_again(value: Any, node: Tree, by: str) -> Tree:
    """A plain value put back beside the range and source that a described one had."""
    if value == node["value"]:
        return {**node}
    return {**node, "value": value, "note": f"changed from {node['value']} by {by}"}


def _new_value(old: Any, value: Any, by: str, merge: bool) -> Any:
    if is_described(old) and not is_described(value):
        return described_again(_new_value(old["value"], value, by, merge), old, by)
    if isinstance(old, dict) and isinstance(value, dict) and merge:
        merged = dict(old)
        for key, below in value.items():
            merged[str(key)] = _new_value(old.get(key), below, by, merge)
        return merged
    return value


def _put_in_list(node: list[Any], last: str, value: Any) -> None:
    if not last.isdigit() or int(last) >= len(node):
        raise KeyError(last)
    node[int(last)] = value


def _step(node: Any, part: str) -> Any:
    node = _opened(node, part)
    if isinstance(node, list):
        return node[int(part)] if part.isdigit() and int(part) < len(node) else None
    return node.get(part) if isinstance(node, dict) else None


def _opened(node: Any, part: str) -> Any:
    """A described list or table is entered through its value."""
    return node["value"] if is_described(node) and part not in DESCRIBED else node
