"""Settings of answering cases, of enforcement and of what an answer leaves behind (the section ``responding``)."""

from __future__ import annotations

from typing import Literal

from sim.settings.channel import Receiver
from sim.settings.quantity import Section, own, own_or, quantity, share

CAPTURE = "reports and rumours kept down because whoever gets them sides with the recruiter"
HOURS = "hours for such cases, apart from programme officers"
PERSUASION = "weight of a receiver's advice for staying"
REFERRAL = "answered cases about a recruiter that are referred to the police"


class Responder(Section):
    """What one kind of receiver can do about a case."""

    capture: float | None = own(CAPTURE, "responding.capture", "share", 0.0, 1.0)
    hours: float | None = own(HOURS, "responding.hours", "per village and week", 0.0, 1000.0)
    persuasion: float | None = own(PERSUASION, "responding.persuasion", "utility", -10.0, 10.0)
    referral: float | None = own(REFERRAL, "responding.referral", "share", 0.0, 1.0)


class Partner(Section):
    """What an agency adds when it takes part in an answer. Its own hours are not counted."""

    persuasion: float = quantity("weight of its advice for staying", "utility", -10, 10, usually=0.0)
    route: float = quantity(
        "what it adds to changing to the documented route, beyond its advice", "utility", -10, 10, usually=0.0
    )


class RespondingSettings(Section):
    """Who answers, how well, and what follows."""

    responders: dict[Receiver, Responder]
    partners: dict[Literal["manpower_office", "ngo"], Partner]
    capture: float = share(CAPTURE)
    hours: float = quantity(HOURS, "per village and week", 0, 1000)
    persuasion: float = quantity(PERSUASION, "utility", -10, 10)
    referral: float = share(REFERRAL)
    verify_hours: float = quantity("to find out whether a case is true", "hours", 0, 100)
    counsel_hours: float = quantity("to warn and counsel the person and the household", "hours", 0, 100)
    warns: float = share("chance that a household member or kin hears the warning about the recruiter from an answer")
    forward_days: float = quantity("time a case takes to be passed on, mean", "days", 0, 365)
    kept_weeks: float = quantity("unused hours are kept, up to so many weeks' worth", "weeks", 1, 520)
    patience_weeks: int = quantity("weeks after which an unanswered case is dropped", "weeks", 1, 520)
    stay: float = quantity("staying home after counsel, all else zero", "utility", -10, 10)
    stay_trust: float = quantity("trust in the adviser (0-1, measured from one half)", "utility per unit", -10, 10)
    leave_need: float = quantity("household need (0-1), for leaving anyway", "utility per unit", -10, 10)
    documented_after_counsel: float = quantity("changing to the documented route after counsel", "utility", -20, 10)
    leave_debt: float = quantity("an advance already taken, for leaving anyway", "utility", -10, 10)
    prosecution: float = share("referrals in which the recruiter is arrested and goes to the prosecutor")
    arrest_weeks: float = quantity("time from referral to arrest, mean", "weeks", 0, 260)
    trial_weeks: float = quantity("time from arrest to verdict, mean", "weeks", 0, 520)
    verdict: float = share("arrested recruiters who are found guilty; the others go back to work")
    embedding_hours: float = quantity("hours in a village that make an officer embedded by 63%", "hours", 1, 100000)
    kin_embeddedness: float = share("embeddedness with which an officer begins who has kin in the village")
    presence_trust: float = quantity("gain in trust in immigration of those an officer meets", "share", -1, 1)
    presence_distance: float = quantity(
        "loss of trust in immigration of those neither met nor tied to a contact person, when a fully embedded officer "
        "visits their hamlet",
        "share",
        -1,
        1,
    )
    feedback: float = share("answered reports whose author hears of the answer, where nothing hides who it was")
    answer_trust: float = quantity("gain in trust in the receiver when an answer is heard of", "share", -1, 1)
    answer_effect: float = quantity("gain in expected effect when an answer is heard of", "share", -1, 1)
    retold: float = share("part of the gains of those involved that is left each time an outcome is told on")
    silence_weeks: int = quantity("weeks of silence after which a reporter gives up", "weeks", 1, 260)
    silence_trust: float = quantity("change of trust in the receiver after silence", "share", -1, 1)
    silence_effect: float = quantity("change of expected effect after silence", "share", -1, 1)
    leak_fear: float = quantity("gain in fear after a leak", "share", -1, 1)

    def of(self, what: Literal["capture", "hours", "persuasion", "referral"], receiver: str) -> float:
        """A number of one ``receiver``: its own, or the one that holds everywhere, in its unit."""
        return own_or(getattr(self.responders[receiver], what), getattr(self, what))  # type: ignore[index]
