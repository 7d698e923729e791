"""What must fit together between parts of the settings: names, times, tables, numbers of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, get_args

from sim.core.errors import InputError, Mistake
from sim.core.limits import MOST_AT_ONCE
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
    checks = (
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
    return [mistake for check in checks for mistake in check(settings)]


def _unknown(where: str, what: str, names: Iterable[str], known: Collection[str], todo: str) -> Iterator[Mistake]:
    for name in names:
        if name not in known:
            yield Mistake(where, f"unknown {what} {name!r}", f"one of {', '.join(sorted(known))}", todo)


def _unknown_names(settings: Parts) -> Iterator[Mistake]:
    programme, todo = settings.programme, "correct the name or add its YAML file"
    for channels in ("channels_open_always", "channels_open"):
        yield from _unknown(f"programme.{channels}", "channel", getattr(programme, channels), settings.channels, todo)
    for mix in ("outreach_mix", "local_actor_mix"):
        yield from _unknown(f"programme.{mix}", "outreach kind", getattr(programme, mix), settings.outreach, todo)


def _names_given_twice(settings: Parts) -> Iterator[Mistake]:
    for names in ("channels_open_always", "channels_open", "villages"):
        for name, count in Counter(getattr(settings.programme, names) or ()).items():
            if count > 1:
                yield Mistake(
                    f"programme.{names}", f"{name!r} given {count} times", "each name once", "take the others away"
                )


def _names_of_measures(settings: Parts) -> Iterator[Mistake]:
    """Channels whose own counts would have the name of another measure."""
    taken = {measure.name for measure in MEASURES}
    for name in settings.channels:
        for clash in sorted({f"reports_{name}", f"know_{name}"} & taken):
            allowed = f"a name that makes no {clash!r}, which is counted already"
            yield Mistake(f"channels.{name}", f"the name {name!r}", allowed, "call the channel otherwise")


def _sessions_of_no_kind(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    for mix, intensity in (("outreach_mix", "outreach_intensity"), ("local_actor_mix", "local_actor_sessions")):
        if getattr(programme, intensity) > 0 and not any(share > 0 for share in getattr(programme, mix).values()):
            yield Mistake(
                f"programme.{mix}",
                "no kind of session",
                f"at least one kind above 0 where programme.{intensity} is above 0",
                f"name a kind or set programme.{intensity} to 0",
            )


def _programme_times(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    if programme.schedule == ():
        allowed = "at least one phase, or null for one phase from programme.start_week to programme.end_week"
        yield Mistake("programme.schedule", "a list without phases", allowed, "add a phase or set it to null")
        return
    sections: dict[str, Programme | Phase] = {"programme": programme, **_phases(programme)}
    for where, phase in sections.items():
        if phase.end_week is not None and phase.end_week <= phase.start_week:
            allowed = f"a week after {where}.start_week ({phase.start_week}), or null for no end"
            yield Mistake(f"{where}.end_week", str(phase.end_week), allowed, "move one of the two")


def _phases(programme: Programme) -> dict[str, Phase]:
    return {f"programme.schedule.{n}": phase for n, phase in enumerate(programme.schedule or ())}


def _officer_channels(settings: Parts) -> Iterator[Mistake]:
    programme = settings.programme
    if programme.officers > 0 and programme.officer_hours > 0:
        return
    for name in (*programme.channels_open_always, *programme.channels_open):
        if name in settings.channels and settings.channels[name].officer_only:
            yield Mistake(
                "programme.channels_open",
                f"channel {name!r} without officers",
                "only where programme.officers and programme.officer_hours are above 0",
                "add officers or leave the channel out",
            )


def _unknown_villages(settings: Parts) -> Iterator[Mistake]:
    known = {village.code for village in settings.place.villages}
    chosen = {f"{where}.villages": phase.villages for where, phase in _phases(settings.programme).items()}
    for where, codes in chosen.items():
        if codes == []:
            allowed = "at least one code, or null for all villages"
            yield Mistake(where, "a list without villages", allowed, "name a village")
    for where, codes in {"programme.villages": settings.programme.villages, **chosen}.items():
        yield from _unknown(where, "village", codes or (), known, "correct the code")


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
    """Tables that need an entry for every kind of person or receiver."""
    tables: list[tuple[str, Section, str]] = [
        ("recruiting", settings.recruiting, "reactions"),
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
        if mean * place.rate_factor > MOST_AT_ONCE:
            value = f"{mean * place.rate_factor:,.0f} a week at once (with place.rate_factor {place.rate_factor:g})"
            allowed = f"at most {MOST_AT_ONCE} by one recruiter or in one village"
            yield Mistake(where, value, allowed, "lower one of the two")
