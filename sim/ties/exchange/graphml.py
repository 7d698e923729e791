"""GraphML as other programs write it: whatever is not about who is tied to whom does not matter."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree

from sim.core.errors import InputError, Mistake
from sim.core.files import MOST_BYTES, insist_on_size
from sim.core.notes import note
from sim.core.sheets.columns import plain
from sim.ties.exchange.columns import ABOUT_A_TIE
from sim.ties.exchange.graphs import NAMED_BY

_ZIPPED = b"\x1f\x8b"
_USED = {"edge": ABOUT_A_TIE, "node": dict(zip(NAMED_BY, NAMED_BY, strict=True))}
_USED["all"] = _USED["edge"] | _USED["node"]
"""Attributes that are read, by what has them: every name of each, and that under which it is read."""


def read_graph(path: Path) -> Any:
    """The graph of a file as networkx has it, with the attributes that ties and names of persons may have.

    Raises:
        InputError: if the file is no GraphML, or holds no graph or several.
    """
    import networkx as nx

    try:
        content = path.read_bytes()
        if content.startswith(_ZIPPED):
            content = gzip.GzipFile(fileobj=BytesIO(content)).read(MOST_BYTES + 1)
            insist_on_size(len(content), path.name)
        tree = ElementTree.fromstring(content)
    except InputError:
        raise
    except (ElementTree.ParseError, OSError, EOFError, zlib.error, ValueError, LookupError) as error:
        _refuse(path, f"a file that is no GraphML ({error})", "GraphML", "export the graph as GraphML again")
    _without_the_rest(tree)
    graphs = [element for element in tree.iter() if _tag(element) == "graph"]  # those within others too
    if len(graphs) != 1:
        said = "no graph" if not graphs else f"{len(graphs)} graphs, of which each might be meant,"
        _refuse(path, said, "one graph", "export just the graph of ties")
    try:
        graph = nx.read_graphml(BytesIO(ElementTree.tostring(tree)))
    except (nx.NetworkXError, KeyError, ValueError) as error:
        _refuse(path, f"a graph that cannot be read ({error})", "nodes, and edges between them", "export it again")
    for _, _, data in graph.edges(data=True):
        for name, usual in graph.graph.get("edge_default", {}).items():
            data.setdefault(name, usual)
    if graph.is_directed():
        note(f"{path.name}: its edges have directions; each was read as a tie of both.")
    return graph


def _refuse(path: Path, said: str, allowed: str, todo: str) -> NoReturn:
    raise InputError([Mistake(path.name, said, allowed, todo)])


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _without_the_rest(tree: Any) -> None:
    """Take out all attributes that are not used, and let the others be text, whatever type their key claims."""
    used = set()
    for parent in tree.iter():
        for child in list(parent):
            if _tag(child) == "key":
                name = _USED.get(child.get("for", "all"), {}).get(plain(child.get("attr.name") or child.get("id")))
                if name is not None:
                    child.set("attr.name", name)
                    child.set("attr.type", "string")
                    used.add(child.get("id"))
                else:
                    parent.remove(child)
    for parent in tree.iter():
        for child in list(parent):
            if _tag(child) == "data" and (child.get("key") not in used or not (child.text or "").strip()):
                parent.remove(child)
