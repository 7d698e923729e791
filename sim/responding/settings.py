"""Settings of answering cases, of enforcement and of what an answer leaves behind (the section ``responding``)."""

from __future__ import annotations

from sim.quantity import Section, quantity, share
from sim.warning.channel import Receiver


class Responder(Section):
    """What one kind of receiver can do about a case."""

    hours: float = quantity("hours for such cases, apart from programme officers", "per village and week", 0, 1000)
    verify_hours: float = quantity("to find out whether a case is true", "hours", 0, 100)
    counsel_hours: float = quantity("to warn and counsel the person and the household", "hours", 0, 100)
    persuasion: float = quantity("weight of its advice for staying", "utility", -10, 10)
    referral: float = share("answered cases about a recruiter that are referred to the police")
    warns: float = share("chance that a household member or kin hears the warning about the recruiter")


class RespondingSettings(Section):
    """Who answers, how well, and what follows."""

    responders: dict[Receiver, Responder]
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
    answer_trust: float = quantity("gain in trust in the receiver when an answer is heard of", "share", -1, 1)
    answer_effect: float = quantity("gain in expected effect when an answer is heard of", "share", -1, 1)
    around: float = share("part of these gains felt by the reporter's household and kin")
    silence_weeks: int = quantity("weeks of silence after which a reporter gives up", "weeks", 1, 260)
    silence_trust: float = quantity("change of trust in the receiver after silence", "share", -1, 1)
    silence_effect: float = quantity("change of expected effect after silence", "share", -1, 1)
    leak_fear: float = quantity("gain in fear after a leak", "share", -1, 1)
