"""Settings given on the command line, in Hydra's grammar: ``channels.hotline.leak=0.2``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from experiments.composing.library import APART, EVERY, Library
from experiments.composing.meant import misnamed
from experiments.composing.mistakes import shown
from sim.core.errors import Mistake

_FORM = "key=value, such as weeks=104"
_OPTIONAL = "experiment"
"""The group that may be left out, with ``experiment=null``."""


@dataclass(frozen=True)
class Change:
    """One setting to change: ``remove`` takes an entry out, such as a channel."""

    key: str
    value: object = None
    remove: bool = False


@dataclass
class Request:
    """What the user asks for: a file for some groups, and changes to single settings, in order."""

    choices: dict[str, str | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def read_overrides(texts: Iterable[str], library: Library) -> Request:
    """Read overrides as text; whatever cannot be understood is among the request's mistakes."""
    request = Request()
    for text in texts:
        change = parse(text, request.mistakes)
        if change is not None:
            _sort_in(change, library, request)
    return request


def read_pairs(pairs: Mapping[str, Any], library: Library) -> Request:
    """The same for Python users: dotted keys (or groups) with their values."""
    request = Request()
    for key, value in pairs.items():
        _sort_in(Change(key, value), library, request)
    return request


def both(one: Request, other: Request) -> Request:
    """Two requests as one; what stands in both is a mistake."""
    first, second = (request.choices | {one.key: one.value for one in request.changes} for request in (one, other))
    twice = [_twice(key, first[key], value) for key, value in second.items() if key in first]
    mistakes = [*one.mistakes, *other.mistakes, *twice]
    return Request({**one.choices, **other.choices}, [*one.changes, *other.changes], mistakes)


def asks(overrides: Iterable[str], key: str) -> bool:
    """Whether one of these overrides is about this group or setting."""
    return any(text.lstrip("+").startswith(f"{key}=") for text in overrides)


def parse(text: str, mistakes: list[Mistake]) -> Change | None:
    """One override; None, and a mistake more, if it cannot be understood."""
    if "=" not in text and not text.startswith("~"):
        todo = "write the setting, an equals sign and its value"
        mistakes.append(Mistake(repr(text), "a word by itself", _FORM, todo))
        return None
    return read_plain(text) or read_any(text, mistakes)


def read_plain(text: str) -> Change | None:
    """An override with a word or number, which Hydra would read alike: importing its grammar takes a third of a second.

    None for anything else.
    """
    found = _PLAIN.fullmatch(text)
    if found is None or found["key"] in _PATHS:
        return None
    if found["whole"]:
        return Change(found["key"], int(found["whole"]))
    if found["decimal"]:
        return Change(found["key"], float(found["decimal"]))
    word = found["word"]
    return None if word.lower() in _NO_WORDS else Change(found["key"], word)


_PLAIN = re.compile(
    r"(?P<key>[a-z][a-z0-9_]*(\.[a-z0-9_]+)*)="
    r"((?P<whole>-?(0|[1-9][0-9]{0,17}))|(?P<decimal>-?(0|[1-9][0-9]{0,8})\.[0-9]{1,9})|(?P<word>[A-Za-z_]+))",
    re.ASCII,
)
_NO_WORDS = ("null", "true", "false", "nan", "inf")


def read_any(text: str, mistakes: list[Mistake]) -> Change | None:
    """The same for any override of Hydra's grammar."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    try:
        if text.startswith("="):
            raise HydraException("no key")
        override = OverridesParser.create().parse_override(_literal(text))
    except (HydraException, ValueError):  # the latter for a number of thousands of digits
        todo = "check its brackets, quotes and blanks, and put quotes around the whole of it for the shell"
        mistakes.append(Mistake(repr(text), "this spelling", _FORM, todo))
        return None
    key = override.key_or_group
    if override.is_sweep_override():
        todo = f"give one value, or a list in brackets: {key}=[{text.partition('=')[2]}]"
        mistakes.append(Mistake(key, "several values at once", "one value", todo))
        return None
    value = None if override.is_delete() else override.value()
    return Change(override.get_key_element().lstrip("+~"), value, override.is_delete())


def _literal(text: str) -> str:
    """A path is taken as it stands, whatever a shell or Hydra would make of its blanks, commas and brackets."""
    key, _, value = text.partition("=")
    if key.lstrip("+") not in _PATHS or value in ("", "null") or value[0] in "'\"":
        return text
    escaped = re.sub(r"(\\*)('|$)", lambda found: found[1] * 2 + (found[2] and "\\" + found[2]), value)
    return f"{key}='{escaped}'"


_PATHS = ("place.villages_csv", "place.ties_csv", "place.ties_graphml")
"""Settings that name a file of the user's."""


def _sort_in(change: Change, library: Library, request: Request) -> None:
    if change.key in library.groups and change.key not in EVERY:
        _choose(change.key, change.value, library, request)
    else:
        _change(change, request)


def _choose(group: str, value: object, library: Library, request: Request) -> None:
    options = list(library.options(group))
    if group in APART:
        todo = f"give it to kentongan {APART[group]}"
        request.mistakes.append(Mistake(group, shown(value), "nothing here: it is no part of the settings", todo))
    elif group in request.choices:
        request.mistakes.append(_twice(group, request.choices[group], value))
    elif value is None and group == _OPTIONAL:
        request.choices[group] = None
    elif value in options:
        request.choices[group] = str(value)
    else:
        otherwise = f"choose one, for example {group}={options[0]}"
        request.mistakes.append(misnamed(group, value, options, otherwise, f"{group}={{}}"))


def _change(change: Change, request: Request) -> None:
    key = change.key
    if key in EVERY and "." not in key and not isinstance(change.value, dict):
        todo = "all of them are loaded: choose among them in the programme, as in programme." + _CHOSEN_IN[key]
        request.mistakes.append(Mistake(key, repr(change.value), f"keys such as {EVERY[key]}.NAME.KEY", todo))
        return
    earlier = next((other for other in request.changes if other.key == key), None)
    if earlier is not None:
        request.mistakes.append(_twice(key, earlier.value, change.value))
    else:
        request.changes.append(change)


def _twice(key: str, first: object, second: object) -> Mistake:
    """A setting given two times: nobody can know which of the two was meant."""
    return Mistake(key, f"{shown(second)} after {shown(first)}", "one value", "take one of the two away")


_CHOSEN_IN = {"channel": "channels_open=[hotline]", "outreach": "outreach_mix={sermon: 1}"}
