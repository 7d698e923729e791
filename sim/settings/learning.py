"""Settings of knowledge, attitudes and talk (the section ``learning``)."""

from __future__ import annotations

from sim.settings.outreach import TEACHES
from sim.settings.quantity import Section, quantity, share


class Attitude(Section):
    """One attitude: where people stand without any event, and how fast an event's effect fades."""

    mean: float = share("mean personal level without events")
    spread: float = quantity("personal levels lie evenly within mean plus or minus this", "share", 0, 0.5)
    half_life: float = quantity("time after which half of a change has faded", "weeks", 1, 5000)


class TrustSettings(Section):
    """Trust in each receiver of reports: where it stands without any event, how it differs, how fast a change fades."""

    village_office: float = share("mean trust in the village office and RT heads without events")
    police: float = share("mean trust in the police without events")
    immigration: float = share("mean trust in immigration officers without events")
    community: float = share("mean trust in religious and customary leaders and in the school without events")
    resource_centre: float = share("mean trust in the migrant resource centre without events")
    spread: float = quantity("personal levels lie evenly within the mean plus or minus this", "share", 0, 0.5)
    half_life: float = quantity(
        "time after which half of a change has faded, or half of an officer's standing where no hours are spent",
        "weeks",
        1,
        5000,
    )

    def of(self, receiver: str) -> Attitude:
        """Trust in one ``receiver`` as an attitude."""
        mean = getattr(self, "community" if receiver in ("religious_leader", "school") else receiver)
        return Attitude(mean=mean, spread=self.spread, half_life=self.half_life)


class LocalActorSettings(Section):
    """Residents who are trained to hold sessions, to notice and to relay: what holds whatever the programme."""

    lay_weight: float = quantity(
        "how readily somebody without an office is chosen, against officials, RT heads, teachers and leaders",
        "ratio",
        0,
        1000,
    )
    centrality: float = quantity("power of the number of ties by which the weight is multiplied", "exponent", 0, 4)
    dropout: float = share("local actors who give up in a week while the programme works in their village")
    dropout_alone: float = share("local actors who give up in a week where nobody supports them")
    unpaid: float = share("local actors who go on acting, until they give up, where nobody supports them")
    lay_skill: float = share("skill as educators of village people who hold sessions without training")


class LearningSettings(Section):
    """What people know without a programme, how they pass it on, and how it fades."""

    known_procedure: float = share("residents who know the legal procedure without a programme")
    known_warning_signs: float = share("residents who know the warning signs without a programme")
    known_help: float = share("residents who know where to get help without a programme")
    known_by_members: float = share(
        "members of the customary community, in a village with a customary council, who know without a programme "
        "that they can tell a religious or customary leader"
    )
    memory_weeks: float = quantity("how long a learned fact is remembered, mean", "weeks", 1, 5000)
    awareness: Attitude
    expected_effect: Attitude
    fear: Attitude
    trust: TrustSettings
    news_half_life: float = quantity("time after which half of the effect of news has faded", "weeks", 1, 5000)
    others_readiness: float = quantity(
        "how readily others come to a session that is meant for some, against those whom it is meant for",
        "ratio",
        0,
        1000,
    )
    teaches: float = share(TEACHES)
    session_awareness: float = quantity(
        "gain in awareness of who takes part in a session that teaches for certain, of the room left above (or below, "
        "if negative)",
        "share",
        -1,
        1,
    )
    session_trust: float = quantity(
        "gain in trust in immigration officers of who takes part in an officer's session that teaches for certain, "
        "of the room left",
        "share",
        -1,
        1,
    )
    talk_weeks: int = quantity("how long a person talks about what was just learned", "weeks", 0, 260)
    tell_chance: float = share(
        "chance to tell, along a tie of strength 1, per week, by a person who heard it from others"
    )
    participant_factor: float = quantity("how much more often a session's participants tell", "ratio", 0, 100)
    public_seeded_factor: float = quantity(
        "how much more often those tell whom everybody knows to be the few who were told", "ratio", 0, 20
    )
    public_broadcast_factor: float = quantity(
        "how much more often those tell of whom everybody knows that all were told", "ratio", 0, 20
    )
    take_up: float = share("chance that a listener takes up a fact that is told")
    awareness_pull: float = share("part of the gap closed when a more aware person tells")
    arrest_effect: float = quantity(
        "gain in expected effect of who hears of an arrest, of the room left", "share", -1, 1
    )
    local_actors: LocalActorSettings
    warning_weeks: int = quantity("how long a warning about a recruiter is remembered", "weeks", 0, 520)
