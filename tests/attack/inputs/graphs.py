"""Graphs of ties as other programs write them: what is read as one tie of a strength of a half; what is refused."""

from __future__ import annotations

import gzip

from tests.attack.tries import QUICK, Try

XML = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'
TWO = '<node id="K1/1/1"/><node id="K1/1/2"/>'


def edge(data: str = "", more: str = "") -> str:
    return f'<edge source="K1/1/1" target="K1/1/2"{more}>{data}</edge>'


KEY = '<key id="d0" for="edge" attr.name="strength" attr.type="{}"/>'
OTHER_KEYS = (
    '<key id="x" for="node" attr.name="x" attr.type="decimal"/>'
    '<key id="w" for="edge" attr.name="weight" attr.type="int"/>'
)


def tied(strength: str, kind: str = "double", nodes: str = TWO, more: str = "") -> str:
    """One tie of a strength, as a file has it."""
    data = f'<data key="d0">{strength}</data>{more}'
    return f"{KEY.format(kind)}<graph edgedefault='undirected'>{nodes}{edge(data)}</graph>"


READ = {
    "a decimal comma": XML.format(tied("0,5")),
    "a strength as text": XML.format(tied("0.5", "string")),
    "a type nobody knows": XML.format(tied("0.5", "decimal")),
    "a percentage": XML.format(tied("50%", "string")),
    "blanks around": XML.format(tied(" 0.5 ")),
    "attributes that do not matter": XML.format(
        OTHER_KEYS
        + tied(
            "0.5",
            nodes='<node id="K1/1/1"><data key="x">1</data><data key="z">?</data></node><node id="K1/1/2"/>',
            more='<data key="w">abc</data>',
        )
    ),
    "capitals": XML.format(tied("0.5").replace('"strength"', '"Strength"')),
    "in Indonesian": XML.format(tied("0.5").replace('"strength"', '"kekuatan"')),
    "a small strength in powers of ten": XML.format(tied("5E-1")),
    "a strength that its key gives": XML.format(
        KEY.format("double").replace("/>", "><default>0.5</default></key>")
        + f"<graph edgedefault='undirected'>{TWO}{edge()}</graph>"
    ),
    "a description": XML.format("<desc>of a village</desc>" + tied("0.5", nodes=f"<desc/>{TWO}")),
}

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "two graphs": (
        XML.format(f"<graph edgedefault='undirected'>{TWO}{edge()}</graph>" * 2),
        "g.graphml: 2 graphs, of which each might be meant, is not accepted (allowed: one graph); "
        "export just the graph of ties.",
    ),
    "a graph within a graph": (
        XML.format(f"<graph edgedefault='undirected'>{TWO}{edge()}<graph edgedefault='undirected'/></graph>"),
        "g.graphml: 2 graphs",
    ),
    "two nodes of one person": (
        XML.format(
            '<key id="l" for="node" attr.name="label" attr.type="string"/><graph edgedefault="undirected">'
            + "".join(f'<node id="n{n}"><data key="l">K1/1/{min(n, 2)}</data></node>' for n in (1, 2, 3))
            + "</graph>"
        ),
        "g.graphml, node n3: K1/1/2, as node n2 is already, is not accepted (allowed: a node a person)",
    ),
    "two nodes of one person in two spellings": (
        XML.format("<graph edgedefault='undirected'><node id='K1/1/1'/><node id='K1/01/1'/></graph>"),
        "g.graphml, node K1/01/1: K1/01/1, as node K1/1/1 is already,",
    ),
    "one name of many that is misspelt": (
        XML.format(
            '<key id="l" for="node" attr.name="label" attr.type="string"/><graph edgedefault="undirected">'
            + "".join(f'<node id="n{n}"><data key="l">K1/1/{n}{"x" * (n == 3)}</data></node>' for n in (1, 2, 3))
            + "</graph>"
        ),
        "g.graphml, node n3: K1/1/3x is not accepted",
    ),
    "no graph": (XML.format(""), "g.graphml: no graph is not accepted"),
    "no XML": ("nodes and edges", "g.graphml: a file that is no GraphML"),
    "half of it": (XML.format(f"<graph edgedefault='undirected'>{TWO}")[:-20], "g.graphml: a file that is no GraphML"),
    "something else": ("<html><body/></html>", "g.graphml: no graph is not accepted"),
    "nothing": ("", "g.graphml: a file that is no GraphML"),
    "no .gz though it begins so": (b"\x1f\x8b nonsense", "g.graphml: a file that is no GraphML"),
    "a small file that unpacks to a large one": (
        gzip.compress(b" " * 300_000_001, 9),
        "g.graphml: a file of more than 300 MB",
    ),
    "names within names": (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + f"]><graphml><graph>{'&i;' * 10}</graph></graphml>",
        "g.graphml: a file that is no GraphML",
    ),
    "a file of the system": (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><graphml><graph>&a;</graph></graphml>',
        "g.graphml: a file that is no GraphML",
    ),
    "an edge to nowhere": (
        XML.format(f"<graph edgedefault='undirected'>{TWO}<edge source='K1/1/1' target='K1/99/1'/></graph>"),
        "g.graphml, node K1/99/1: K1/99/1 is not accepted (allowed: the id of a person of this place",
    ),
    "a tie to oneself": (
        XML.format(f"<graph edgedefault='undirected'>{TWO}<edge source='K1/1/1' target='K1/1/1'/></graph>"),
        "g.graphml, tie K1/1/1 - K1/1/1: a tie of K1/1/1 to itself",
    ),
    "a strength of 5": (
        XML.format(tied("5")),
        "g.graphml, tie K1/1/1 - K1/1/2: strength 5 is not accepted (allowed: a number from 0 to 1)",
    ),
}

KIND = "a graph of ties"
COMMAND = ("run", *QUICK, "place.ties_graphml=g.graphml")
DIRECTED = XML.format(f'<graph edgedefault="directed">{TWO}{edge()}{edge()}</graph>')
NO_TIES = XML.format(f"<graph edgedefault='undirected'>{TWO}</graph>")
TRIES = [
    *(Try(KIND, name, COMMAND, 0, (), {"g.graphml": text}) for name, text in READ.items()),
    *(
        Try(KIND, f"{name}, as .gz", COMMAND, 0, (), {"g.graphml": gzip.compress(text.encode())})
        for name, text in READ.items()
    ),
    Try(KIND, "directions", COMMAND, 0, ("its edges have directions",), {"g.graphml": DIRECTED}),
    Try(KIND, "no edge at all", COMMAND, 0, ("note: ", "nobody"), {"g.graphml": NO_TIES}),
    *(Try(KIND, name, COMMAND, 2, (said,), {"g.graphml": content}) for name, (content, said) in REFUSED.items()),
]
