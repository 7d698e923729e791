"""The catalogue of measures (``catalogue.yaml``): what is counted each week in each village, of whom and from what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sim.core.yaml_text import read_yaml

Where = tuple[tuple[str, tuple[str | int, ...]], ...]


class Words(NamedTuple):
    """The same words in English and Indonesian."""

    en: str
    id: str


class Measure(NamedTuple):
    """One column of the results."""

    name: str
    unit: str
    en: str
    id: str
    kind: Literal["flow", "stock"]
    of_whom: str = ""
    """Whose group and sex it is counted by, a key of :data:`OF_WHOM`; empty if it is of no person."""
    event: str = ""
    """What happened where this is counted; empty if something counts it by name."""
    where: Where = ()
    """Details that the event must have, each with the names or codes that count."""
    amount: str = ""
    """The detail that is added up; empty for one a person."""


def _measure(name: str, row: Mapping[str, Any], title: Words | None = None, where: Where = ()) -> Measure:
    texts = (row["en"], row["id"])
    if title is not None:
        texts = tuple(text.format(title=own) for text, own in zip(texts, title, strict=True))
    given = row.get("where", {}).items()
    found = tuple((detail, tuple(kinds) if isinstance(kinds, list) else (kinds,)) for detail, kinds in given)
    event, amount = row.get("event", ""), row.get("amount", "")
    return Measure(name, row["unit"], texts[0], texts[1], row["kind"], row.get("of", ""), event, found + where, amount)


def _read() -> dict[str, dict[str, Any]]:
    tree: dict[str, dict[str, Any]] = read_yaml(Path(__file__).with_name("catalogue.yaml"))
    return tree


_TREE = _read()
OF_WHOM = {name: Words(**words) for name, words in _TREE["of_whom"].items()}
"""What a measure may be of; group and sex are that person's."""
MEASURES = tuple(_measure(name, row) for name, row in _TREE["measures"].items())
"""All measures but those of each channel."""


def measures_with_channels(channels: Iterable[tuple[str, str, str]]) -> tuple[Measure, ...]:
    """All measures, with one ``reports_<name>`` and ``know_<name>`` a channel (name, English and Indonesian title)."""
    named = tuple(channels)
    reports, known = (_TREE["of_channels"][name] for name in ("reports_", "know_"))
    return (
        *MEASURES,
        *(
            _measure(f"reports_{name}", reports, Words(*title), (("channel", (c,)),))
            for c, (name, *title) in enumerate(named)
        ),
        *(_measure(f"know_{name}", known, Words(*title)) for name, *title in named),
    )


OFFERS = ("offers_kin", "offers_friend", "offers_finder", "offers_cold", "offers_kin_abroad")
"""All offers to leave without documents, by how they came."""
