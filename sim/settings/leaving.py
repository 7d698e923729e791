"""Settings of gates, departures, what becomes of migrants, and returns (the section ``leaving``)."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity, share

QUARTER = 13
"""Weeks that every stay abroad lasts at least: statistics count nobody as a migrant before."""


class LeavingSettings(Section):
    """From the day of departure to the return."""

    letter_stop: float = share("undocumented departures stopped when the village refuses or asks about a letter")
    passport_stop: float = share("undocumented departures stopped at the passport desk")
    border_stop: float = share("undocumented departures stopped at the border or airport")
    exploited: float = share("undocumented migrants who are exploited though nobody meant to from the start")
    exploited_trafficked: float = share("those recruited by a trafficker (TPPO) who are exploited")
    debt_factor: float = quantity("multiplies the chance to be exploited of those who owe an advance", "factor", 0, 20)
    smuggled: float = share("those not exploited who are only smuggled (TPPM), and neither harmed nor well off")
    news_weeks: float = quantity("time until news of the outcome comes home, mean", "weeks", 1, 260)
    news_warns: float = share("kin who learn from bad news which recruiter it was, if that one is still around")
    news_bad: float = quantity("change in kin's pull when the migrant was exploited", "share", -1, 1)
    news_plain: float = quantity("change in kin's pull when the migrant was smuggled, no more", "share", -1, 1)
    news_good: float = quantity("change in kin's pull when the migrant does well", "share", -1, 1)
    stay_undocumented: float = quantity("time abroad without documents beyond a quarter, mean", "weeks", 1, 1000)
    stay_exploited: float = quantity("time abroad of the exploited beyond a quarter, mean", "weeks", 1, 1000)
    stay_documented: float = quantity("length of a contract abroad beyond a quarter, mean", "weeks", 1, 1000)
    returned_weeks: int = quantity("how long a person counts as a returned migrant", "weeks", 0, 5000)
