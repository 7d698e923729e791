"""What must fit together between parts of the settings: names, times, tables, numbers of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from sim.core.draws import MOST_AT_ONCE
from sim.core.errors import InputError, Mistake
from sim.core.user_code import own_class
from sim.measures.catalogue import MEASURES
from sim.settings.channel import Channel
from sim.settings.learning import LearningSettings
from sim.settings.outreach import OutreachKind
from sim.settings.place import PlaceSettings
from sim.settings.programme import TRIAGES, Phase, Programme
from sim.settings.quantity import Section
from sim.settings.recruiting import STRATEGIES, RecruitingSettings
from sim.settings.responding import RespondingSettings
from sim.settings.warning import WarningSettings


class Parts(NamedTuple):
    """The parts of the settings that depend on one another."""

    place: PlaceSettings
    recruiting: RecruitingSettings
    learning: LearningSettings
    warning: WarningSettings
    responding: RespondingSettings
    channels: dict[str, Channel]
    outreach: dict[str, OutreachKind]
    programme: Programme


def mistakes_between(settings: Parts) -> list[Mistake]:
    """All that does not fit together; empty if everything does."""
    return [mistake for check in _CHECKS for mistake in check(settings)]


def _names(options: Mapping[str, Any]) -> str:
    return ", ".join(sorted(options))


def _unknown_names(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    lists: dict[str, tuple[Iterable[str], Mapping[str, Any], str]] = {
        "channels_open_always": (programme.channels_open_always, settings.channels, "channel"),
        "channels_open": (programme.channels_open, settings.channels, "channel"),
        "outreach_mix": (programme.outreach_mix, settings.outreach, "outreach kind"),
        "local_actor_mix": (programme.local_actor_mix, settings.outreach, "outreach kind"),
    }
    todo = "correct the name or add its YAML file"
    for where, (names, known, what) in lists.items():
        for name in names:
            if name not in known:
                yield Mistake(f"programme.{where}", f"unknown {what} {name!r}", f"one of {_names(known)}", todo)


def _names_given_twice(settings: Parts) -> Iterator[Mistake]:
    for where in ("channels_open_always", "channels_open", "villages"):
        names = getattr(settings.programme, where) or []
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                said = f"{name!r} given {names.count(name)} times"
                yield Mistake(f"programme.{where}", said, "each name once", "take the others away")


def _names_of_measures(settings: Parts) -> Iterator[Mistake]:
    """Channels whose own counts would have the name of another measure."""
    taken = {measure.name for measure in MEASURES}
    for name in settings.channels:
        for clash in sorted({f"reports_{name}", f"know_{name}"} & taken):
            allowed = f"a name that makes no {clash!r}, which is counted already"
            yield Mistake(f"channels.{name}", f"the name {name!r}", allowed, "call the channel otherwise")


def _sessions_of_no_kind(settings: Parts) -> Iterator[Mistake]:
    held = (("outreach_mix", "outreach_intensity"), ("local_actor_mix", "local_actor_sessions"))
    for mix, intensity in held:
        kinds: dict[str, float] = getattr(settings.programme, mix)
        if getattr(settings.programme, intensity) > 0 and not any(share > 0 for share in kinds.values()):
            allowed = f"at least one kind above 0 where programme.{intensity} is above 0"
            todo = f"name a kind or set programme.{intensity} to 0"
            yield Mistake(f"programme.{mix}", "no kind of session", allowed, todo)


def _programme_times(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    if programme.schedule == ():
        allowed = "at least one phase, or null for one phase from programme.start_week to programme.end_week"
        yield Mistake("programme.schedule", "a list without phases", allowed, "add a phase or set it to null")
        return
    sections: dict[str, Programme | Phase] = {"programme": programme}
    sections |= {f"programme.schedule.{n}": phase for n, phase in enumerate(programme.schedule or ())}
    for where, phase in sections.items():
        if phase.end_week is not None and phase.end_week <= phase.start_week:
            allowed = f"a week after {where}.start_week ({phase.start_week}), or null for no end"
            yield Mistake(f"{where}.end_week", str(phase.end_week), allowed, "move one of the two")


def _officer_channels(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    if programme.officers > 0 and programme.officer_hours > 0:
        return
    allowed = "only where programme.officers and programme.officer_hours are above 0"
    for name in (*programme.channels_open_always, *programme.channels_open):
        if name in settings.channels and settings.channels[name].officer_only:
            said, todo = f"channel {name!r} without officers", "add officers or leave the channel out"
            yield Mistake("programme.channels_open", said, allowed, todo)


def _unknown_villages(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    known = {village.code: village for village in settings.place.villages}
    chosen = {f"programme.schedule.{n}.villages": phase.villages for n, phase in enumerate(programme.schedule or ())}
    for where, codes in chosen.items():
        if codes == []:
            allowed = "at least one code, or null for all villages"
            yield Mistake(where, "a list without villages", allowed, "name a village")
    for where, codes in {"programme.villages": programme.villages, **chosen}.items():
        for code in codes or []:
            if code not in known:
                yield Mistake(where, f"unknown village {code!r}", f"one of {_names(known)}", "correct the code")


def _unknown_choices(settings: Parts) -> Iterator[Mistake]:
    for setting, name, known in (
        ("recruiting.strategy", settings.recruiting.strategy, STRATEGIES),
        ("programme.officer_triage", settings.programme.officer_triage, TRIAGES),
    ):
        try:
            if name not in known:
                own_class(name, known, setting)
        except InputError as error:
            yield from error.mistakes


def _incomplete_tables(settings: Parts) -> Iterator[Mistake]:
    """Tables that need an entry for every kind of person, tie or receiver."""
    tables: list[tuple[str, Section, str]] = [
        ("recruiting", settings.recruiting, "group_weight"),
        ("recruiting", settings.recruiting, "reactions"),
        ("learning", settings.learning, "trust"),
        ("learning.local_actors", settings.learning.local_actors, "group_weight"),
        ("warning", settings.warning, "notice_chance"),
        ("responding", settings.responding, "responders"),
    ]
    for section, part, name in tables:
        names = get_args(get_args(type(part).model_fields[name].annotation)[0])
        missing = [entry for entry in names if entry not in getattr(part, name)]
        if missing:
            value, allowed = f"no entry for {', '.join(missing)}", f"an entry for each of {', '.join(names)}"
            yield Mistake(f"{section}.{name}", value, allowed, "add what is missing")


def _ages(settings: Parts) -> Iterator[Mistake]:
    recruiting = settings.recruiting
    if recruiting.min_age > recruiting.max_age:
        allowed = f"an age of recruiting.min_age ({recruiting.min_age:g}) or more"
        yield Mistake("recruiting.max_age", f"{recruiting.max_age:g}", allowed, "move one of the two")


def _too_many_at_once(settings: Parts) -> Iterator[Mistake]:
    """Numbers of events a week that are drawn at once, where one draw cannot give so many."""
    place, recruiting, warning = settings.place, settings.recruiting, settings.warning
    thousands = max(village.people for village in place.villages) / 1000
    agencies = max(village.people * village.agency_intensity for village in place.villages) / 1000
    means = {
        "recruiting.offers_per_week": recruiting.offers_per_week,
        "recruiting.licensed_offers": recruiting.licensed_offers * agencies,
        "warning.visitors": warning.visitors * thousands,
        "warning.foreigners": warning.foreigners * thousands,
    }
    for where, mean in means.items():
        count = mean * place.rate_factor
        if count > MOST_AT_ONCE:
            said = f"{count:,.0f} a week at once (with place.rate_factor {place.rate_factor:g})"
            allowed = f"at most {MOST_AT_ONCE} by one recruiter or in one village"
            yield Mistake(where, said, allowed, "lower one of the two")


_CHECKS = (
    _unknown_names,
    _names_given_twice,
    _names_of_measures,
    _sessions_of_no_kind,
    _programme_times,
    _officer_channels,
    _unknown_villages,
    _unknown_choices,
    _incomplete_tables,
    _ages,
    _too_many_at_once,
)
