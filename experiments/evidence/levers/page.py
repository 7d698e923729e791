"""The findings as a page to read, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from experiments.evidence.levers.finding import OF_DOSES, QUANTITIES, Finding, of_kind
from experiments.evidence.levers.plan import WITH_ROOM, Planned
from experiments.evidence.levers.words import KINDS, of_doses, summary, whole
from experiments.texts import Texts


def levers_page(
    findings: Sequence[Finding], places: dict[str, str], pictures: dict[str, str], made: tuple[str, str], say: Texts
) -> str:
    """The page in one language.

    ``places`` are titles of the places, ``pictures`` files of the figures by their names; ``made`` is the command and
    the model's code.
    """
    planned = findings[0].planned
    lines = [
        f"# {say('levers.title')}",
        "",
        *(f"- {line}" for line in summary(findings, places, say)),
        "",
        say("levers.method", runs=planned.runs, weeks=int(planned.counts.sum())),
        "",
        say("levers.synthetic"),
        "",
        say("levers.made", command=made[0], code=made[1]),
        "",
        *_picture("largest", pictures, say),
    ]
    for kind in KINDS:
        some = of_kind(findings, kind)
        if some:
            lines += [f"## {say(f'levers.kind.{kind}')}", "", *_picture(kind, pictures, say)]
            lines += [line for place in places for line in _table(some, place, places[place], say)]
    lines += _doses(findings, places, pictures, say)
    lines += [f"## {say('levers.still')}", "", *_still(findings, say), ""]
    lines += [f"## {say('levers.ends')}", "", *_settings(findings, say)]
    return "\n".join(lines).rstrip() + "\n"


def _picture(name: str, pictures: dict[str, str], say: Texts) -> list[str]:
    return [f"![{say(f'levers.figure.alt.{name}')}]({pictures[name]})", ""] if name in pictures else []


def _table(some: dict[str, list[Finding]], place: str, title: str, say: Texts) -> Iterator[str]:
    head = [say("levers.column.lever"), *(say(f"levers.of.{name}") for name in QUANTITIES)]
    yield from (f"### {title}", "", f"| {' | '.join(head)} |", "|---|" + "---:|" * len(QUANTITIES))
    for findings in some.values():
        for one in findings:
            if one.planned.place == place:
                cells = [whole(one.changes[name], say) for name in QUANTITIES]
                yield f"| {' | '.join([getattr(one.planned.lever.title, say.language), *cells])} |"
    yield ""


def _doses(findings: Sequence[Finding], places: dict[str, str], pictures: dict[str, str], say: Texts) -> Iterator[str]:
    with_doses = [one for one in findings if one.doses]
    if not with_doses:
        return
    yield from (f"## {say('levers.doses.title')}", "", *_picture("doses", pictures, say))
    for one in with_doses:
        title = getattr(one.planned.lever.title, say.language)
        yield from (f"### {title}: {places[one.planned.place]}", "")
        yield from (of_doses(one, places[one.planned.place], say), "")
        yield f"| {' | '.join([say('levers.doses.per'), *(f'{dose.at:g}' for dose in one.doses)])} |"
        yield "|---|" + "---:|" * len(one.doses)
        for name in OF_DOSES:
            cells = []
            for dose in one.doses:
                mean, low, high = dose.levels[name].numbers
                cells.append(f"{say.number(mean)} ({say.interval(low, high)})")
            yield f"| {' | '.join([say(f'levers.doses.of.{name}'), *cells])} |"
        yield ""


def _still(findings: Sequence[Finding], say: Texts) -> Iterator[str]:
    """What moves undocumented departures in no place, each with its reason, if one is known."""
    some = {name: own for kind in KINDS for name, own in of_kind(findings, kind).items()}
    still = {name: own for name, own in some.items() if not any(one.changes["undocumented"].moves for one in own)}
    if not still:
        yield say("levers.still.none")
    for own in still.values():
        lever = own[0].planned.lever
        anything = any(one.moves_anything for one in own)
        what = say("levers.still.other" if anything else "levers.still.nothing")
        because = say("levers.still.unknown") if lever.small_because is None else ""
        reason = because or getattr(lever.small_because, say.language)
        yield f"- *{getattr(lever.title, say.language)}* ({what}): {reason}"


def _settings(findings: Sequence[Finding], say: Texts) -> Iterator[str]:
    """Which settings are changed from what to what."""
    for kind in KINDS:
        for own in of_kind(findings, kind).values():
            lever, name = own[0].planned.lever, own[0].planned.name
            ends = "; ".join(_ends(own[0].planned, key, say) for key in lever.settings)
            room = ""
            if lever.room and any(one.planned.place == WITH_ROOM for one in own):
                added = ", ".join(f"`{key}={_plain(value)}`" for key, value in lever.room.items())
                room = f" {say('levers.room', settings=added)}"
            yield f"- *{getattr(lever.title, say.language)}* (`{name}`): {ends}.{room}"


def _ends(planned: Planned, key: str, say: Texts) -> str:
    """From what to what: of a star the ends that several entries have only if they are alike."""
    before, _, after = key.partition("*")
    pairs = {
        tuple(map(_plain, ends))
        for one, ends in planned.ends.items()
        if one == key or ("*" in key and one.startswith(before) and one.endswith(after))
    }
    shown = " → ".join(next(iter(pairs))) if len(pairs) == 1 else say("levers.each")
    return f"`{key}` {shown}"


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_plain(one)}' for key, one in value.items())}}}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
