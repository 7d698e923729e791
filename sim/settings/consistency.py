"""What must fit together between parts of the settings: names, times, tables, numbers of events."""

from __future__ import annotations

from collections.abc import Mapping
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
    return [
        *_unknown_names(settings),
        *_names_given_twice(settings),
        *_names_of_measures(settings),
        *_sessions_of_no_kind(settings),
        *_programme_times(settings),
        *_officer_channels(settings),
        *_unknown_villages(settings),
        *_unknown_choices(settings),
        *_incomplete_tables(settings),
        *_ages(settings),
        *_too_many_at_once(settings),
    ]


def _names(options: Mapping[str, Any]) -> str:
    return ", ".join(sorted(options))


def _unknown_names(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    lists: dict[str, tuple[list[str], Mapping[str, Any], str]] = {
        "programme.channels_open_always": (programme.channels_open_always, settings.channels, "channel"),
        "programme.channels_open": (programme.channels_open, settings.channels, "channel"),
        "programme.outreach_mix": (list(programme.outreach_mix), settings.outreach, "outreach kind"),
        "programme.local_actor_mix": (list(programme.local_actor_mix), settings.outreach, "outreach kind"),
    }
    return [
        Mistake(
            where,
            f"unknown {what} {name!r}",
            f"one of {_names(known)}",
            "correct the name or add its YAML file",
        )
        for where, (names, known, what) in lists.items()
        for name in names
        if name not in known
    ]


def _names_given_twice(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    lists = {
        "programme.channels_open_always": programme.channels_open_always,
        "programme.channels_open": programme.channels_open,
        "programme.villages": programme.villages or [],
    }
    return [
        Mistake(where, f"{name!r} given {names.count(name)} times", "each name once", "take the others away")
        for where, names in lists.items()
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]


def _names_of_measures(settings: Parts) -> list[Mistake]:
    """Channels whose own counts would have the name of another measure."""
    taken = {measure.name for measure in MEASURES}
    return [
        Mistake(
            f"channels.{name}",
            f"the name {name!r}",
            f"a name that makes no {clash!r}, which is counted already",
            "call the channel otherwise",
        )
        for name in settings.channels
        for clash in sorted({f"reports_{name}", f"know_{name}"} & taken)
    ]


def _sessions_of_no_kind(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    held = [
        ("programme.outreach_mix", programme.outreach_mix, "programme.outreach_intensity"),
        ("programme.local_actor_mix", programme.local_actor_mix, "programme.local_actor_sessions"),
    ]
    return [
        Mistake(
            where,
            "no kind of session",
            f"at least one kind above 0 where {intensity} is above 0",
            f"name a kind or set {intensity} to 0",
        )
        for where, mix, intensity in held
        if getattr(programme, intensity.split(".")[1]) > 0 and not any(share > 0 for share in mix.values())
    ]


def _programme_times(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    if programme.schedule == ():
        allowed = "at least one phase, or null for one phase from programme.start_week to programme.end_week"
        return [Mistake("programme.schedule", "a list without phases", allowed, "add a phase or set it to null")]
    sections: dict[str, Programme | Phase] = {"programme": programme}
    sections |= {f"programme.schedule.{n}": phase for n, phase in enumerate(programme.schedule or ())}
    return [
        Mistake(
            f"{where}.end_week",
            str(phase.end_week),
            f"a week after {where}.start_week ({phase.start_week}), or null for no end",
            "move one of the two",
        )
        for where, phase in sections.items()
        if phase.end_week is not None and phase.end_week <= phase.start_week
    ]


def _officer_channels(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    if programme.officers > 0 and programme.officer_hours > 0:
        return []
    opened = [*programme.channels_open_always, *programme.channels_open]
    return [
        Mistake(
            "programme.channels_open",
            f"channel {name!r} without officers",
            "only where programme.officers and programme.officer_hours are above 0",
            "add officers or leave the channel out",
        )
        for name in opened
        if name in settings.channels and settings.channels[name].officer_only
    ]


def _unknown_villages(settings: Parts) -> list[Mistake]:
    programme = settings.programme
    known = {village.code: village for village in settings.place.villages}
    chosen = {f"programme.schedule.{n}.villages": phase.villages for n, phase in enumerate(programme.schedule or ())}
    empty = [
        Mistake(where, "a list without villages", "at least one code, or null for all villages", "name a village")
        for where, codes in chosen.items()
        if codes == []
    ]
    return empty + [
        Mistake(where, f"unknown village {code!r}", f"one of {_names(known)}", "correct the code")
        for where, codes in {"programme.villages": programme.villages, **chosen}.items()
        for code in codes or []
        if code not in known
    ]


def _unknown_choices(settings: Parts) -> list[Mistake]:
    mistakes = []
    for setting, name, known in (
        ("recruiting.strategy", settings.recruiting.strategy, STRATEGIES),
        ("programme.officer_triage", settings.programme.officer_triage, TRIAGES),
    ):
        try:
            if name not in known:
                own_class(name, known, setting)
        except InputError as error:
            mistakes += error.mistakes
    return mistakes


def _incomplete_tables(settings: Parts) -> list[Mistake]:
    """Tables that need an entry for every kind of person, tie or receiver."""
    tables: list[tuple[str, Section, str]] = [
        ("recruiting", settings.recruiting, "group_weight"),
        ("recruiting", settings.recruiting, "reactions"),
        ("learning", settings.learning, "trust"),
        ("learning.local_actors", settings.learning.local_actors, "group_weight"),
        ("warning", settings.warning, "notice_chance"),
        ("responding", settings.responding, "responders"),
    ]
    mistakes = []
    for section, part, name in tables:
        names = get_args(get_args(type(part).model_fields[name].annotation)[0])
        missing = [entry for entry in names if entry not in getattr(part, name)]
        if missing:
            value, allowed = f"no entry for {', '.join(missing)}", f"an entry for each of {', '.join(names)}"
            mistakes.append(Mistake(f"{section}.{name}", value, allowed, "add what is missing"))
    return mistakes


def _ages(settings: Parts) -> list[Mistake]:
    recruiting = settings.recruiting
    mistakes = []
    if recruiting.min_age > recruiting.max_age:
        allowed = f"an age of recruiting.min_age ({recruiting.min_age:g}) or more"
        mistakes.append(Mistake("recruiting.max_age", f"{recruiting.max_age:g}", allowed, "move one of the two"))
    return mistakes


def _too_many_at_once(settings: Parts) -> list[Mistake]:
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
    return [
        Mistake(
            where,
            f"{mean * place.rate_factor:,.0f} a week at once (with place.rate_factor {place.rate_factor:g})",
            f"at most {MOST_AT_ONCE} by one recruiter or in one village",
            "lower one of the two",
        )
        for where, mean in means.items()
        if mean * place.rate_factor > MOST_AT_ONCE
    ]
