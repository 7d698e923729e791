"""A small place in which everything happens within a year."""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.settings.tree import Settings
from tests.building import composed, dotted

BUSY: dict[str, Any] = {
    "weeks": 52,
    "place.rate_factor": 12.0,
    "place.abroad_undocumented_per_1000": 60.0,
    "place.abroad_documented_per_1000": 40.0,
    "recruiting.recruiters_per_village": 2.4,
    "recruiting.offers_per_week": 0.2,
    "recruiting.full_village": 200,
    "recruiting.need_weight": 1.3,
    "recruiting.kin_weight": 2.3,
    "recruiting.refusal_memory": 20,
    "recruiting.kin_invitations": 0.01,
    "recruiting.licensed_offers": 0.1,
    "recruiting.entry_weeks": 3.0,
    "recruiting.local_share": 0.5,
    "recruiting.react_pressure": 3.0,
    "recruiting.reactions": {"lie_low": 2.0, "go_private": 2.0, "move": 3.0, "quit": 0.7},
    "recruiting.away_weeks": 4.0,
    "recruiting.finders": 2,
    "recruiting.finder_share": 0.4,
    "recruiting.finder_weeks": 5.0,
    "recruiting.trafficker_share": 0.4,
    "deciding.leave": -1.2,
    "deciding.asks_advice": 0.35,
    "deciding.documented_weeks": 8.0,
    "deciding.cool_off_weeks": 4.5,
    "learning.tell_chance": 0.03,
    "learning.warning_weeks": 20,
    "leaving.passport_stop": 0.1,
    "leaving.border_stop": 0.15,
    "leaving.letter_stop": 0.1,
    "leaving.stay_exploited": 3.0,
    "leaving.news_warns": 0.6,
    "deciding.letter_refused": 0.2,
    "deciding.prepare_days": 16.0,
    "leaving.stay_undocumented": 5.0,
    "leaving.stay_documented": 5.0,
    "leaving.news_weeks": 4.0,
    "leaving.news_plain": 0.05,
    "warning.speak": -0.4,
    "warning.visitors": 0.4,
    "warning.mistake_informed": 0.3,
    "warning.mistake_uninformed": 0.6,
    "warning.officer_hears": 20.0,
    "warning.foreigners": 0.1,
    "responding.prosecution": 1.0,
    "responding.arrest_weeks": 2.0,
    "responding.trial_weeks": 3.0,
    "responding.verdict": 0.6,
    "responding.silence_weeks": 4,
    "responding.patience_weeks": 2,
    "responding.documented_after_counsel": 1.5,
    "responding.stay": 2.0,
    "channels.village_office.capacity": 1,
    "programme.start_week": 4,
    "programme.channels_open": [
        "officer_visit",
        "hotline",
        "whatsapp_group",
        "office_walk_in",
        "leader",
        "school",
        "resource_centre_desk",
    ],
    "channels.leader.known": 0.7,
    "warning.formality": 0.5,
    "channels.school.known": 0.9,
    "channels.resource_centre_desk.known": 0.6,
    "programme.outreach_mix": {
        "group_discussion": 2.0,
        "school_lesson": 1.0,
        "sermon": 1.0,
        "educational_film": 1.0,
        "case_simulation": 1.0,
        "local_media": 1.0,
        "cultural_performance": 1.0,
    },
    "outreach.group_discussion.seats": 10,
    "outreach.sermon.seats": 12,
    "outreach.educational_film.seating": "central",
    "outreach.educational_film.seats": 10,
    "outreach.cultural_performance.seating": "nominated",
    "outreach.cultural_performance.seats": 12,
    "outreach.case_simulation.seating": "random",
    "outreach.case_simulation.seats": 6,
    "outreach.case_simulation.public": True,
    "learning.public_seeded_factor": 1.7,
    "learning.public_broadcast_factor": 0.6,
    "learning.arrest_fear": -0.1,
    "programme.publicity": 0.3,
    "programme.announces": "success",
    "responding.retold": 0.6,
    "programme.budget": 80e6,
    "programme.outreach_intensity": 12.0,
    "programme.coordination": 0.15,
    "programme.schedule": [
        {"villages": ["N1"], "start_week": 4, "end_week": 34},
        {"villages": ["N2"], "start_week": 4, "end_week": 36},
        {"villages": ["N2"], "start_week": 39, "end_week": None},
    ],
    "programme.local_actors": 10,
    "programme.local_actor_sessions": 0.4,
    "programme.local_actor_mix": {"group_discussion": 2.0, "school_lesson": 1.0, "sermon": 0.5},
    "programme.local_actor_hours": 0.8,
    "programme.local_actor_training": 9,
    "learning.local_actors.dropout": 0.03,
    "learning.local_actors.dropout_alone": 0.15,
    "learning.local_actors.centrality": 1.3,
    "learning.local_actors.contact_weight": 0.05,
    "circumstances.own_funding_floor": 0.35,
    "programme.partners": ["ngo", "manpower_office"],
    "programme.joint_answers": 0.5,
    "programme.indicator": "sessions",
    "programme.incentive": 0.6,
    "programme.officers": 1,
    "programme.officer_kin_share": 0.4,
    "programme.officer_transfer": 3.0,
    "responding.embedding_hours": 60.0,
    "responding.presence_distance": 0.1,
    "programme.gate_effort": 1.5,
    "programme.police_effort": 2.5,
    "circumstances.travel_factor": 1.3,
    "circumstances.signal_factor": 0.8,
    "circumstances.openness_factor": 0.9,
    "programme.officer_hours": 9.0,
}


@cache
def busy() -> Settings:
    """Two villages of 150 people who are neighbours."""
    settings = composed("place=classroom", "programme=pimpasa")
    village = settings.place.villages[0].model_dump()
    two = [
        village | {"code": "N1", "name": "One", "pocket_intensity": 1.0, "people": 170, "households": 48},
        village
        | {
            "code": "N2",
            "name": "Two",
            "people": 240,
            "households": 66,
            "travel_hours": 0.5,
            "pocket_intensity": 1.0,
            "agency_intensity": 2.0,
            "own_funding": 0.6,
            "mosque": False,
        },
    ]
    responders = {name: one.model_dump() for name, one in settings.responding.responders.items()}
    for one in responders.values():
        one["referral"] = 0.5
    responders["immigration"]["hours"] = 2.0
    everything = {"place.villages": two, "people.hamlet_households": 25.0, "responding.responders": responders, **BUSY}
    return settings.with_changes(everything)


def busy_settings(**changes: Any) -> Settings:
    """The same with other settings; keys with ``__`` for dots change single ones."""
    return busy().with_changes(dotted(changes))
