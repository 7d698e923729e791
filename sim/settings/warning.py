"""Settings of noticing and reporting (the section ``warning``)."""

from __future__ import annotations

from sim.settings.channel import ANONYMITY, FILTERING, LEAK
from sim.settings.quantity import Section, quantity, share


class WarningSettings(Section):
    """Who notices an incident, and when a witness reports it. Weights are utilities of a logit choice; silence is 0."""

    notice_at_home: float = share("chance per week that a member of the household notices, at tie strength 1")
    notice: float = share("chance per week that somebody else with a tie of strength 1 notices, seen fully")
    visible_offer: float = share("visibility of an offer in the week it is made")
    visible_private: float = share("part of that visibility left to an offer made to kin only, out of sight")
    visible_preparation: float = share("visibility of a preparation, each week")
    visible_legal: float = share("visibility of a legal preparation, each week")
    visible_visitor: float = share("visibility of a stranger staying in the village, each week")
    legal_weeks: int = quantity("weeks in which a legal preparation may catch the eye", "weeks", 0, 52)
    visitors: float = quantity("strangers staying, harmless ones", "per 1,000 residents and week", 0, 10)
    foreigners: float = quantity("foreigners staying without papers", "per 1,000 residents and week", 0, 10)
    visitor_weeks: float = quantity("length of a stay, mean", "weeks", 1, 104)
    recognise_informed: float = share("chance to see that an incident is irregular, knowing the warning signs")
    recognise_uninformed: float = share("chance to see that an incident is irregular, not knowing them")
    mistake_informed: float = share("chance to mistake a legal act for an irregular one, knowing the warning signs")
    mistake_uninformed: float = share("chance to mistake a legal act for an irregular one, not knowing them")
    speak: float = quantity("reporting, all else zero", "utility", -20, 10)
    trust: float = quantity(
        "trust in the channel's receiver (0-1, measured from one half)", "utility per unit", -10, 10
    )
    expected_effect: float = quantity(
        "belief that a report has an effect (0-1, measured from one half)", "utility per unit", -10, 10
    )
    norm: float = quantity("each report by others on the same incident (up to three)", "utility per report", -5, 5)
    fear: float = quantity("fear (0-1), where the channel is not anonymous", "utility per unit", -10, 10)
    closeness: float = quantity("tie strength to the accused (0-1)", "utility per unit", -10, 10)
    care: float = quantity("tie strength to the person at risk (0-1)", "utility per unit", -10, 10)
    settles_alone: float = share(
        "chance that household or kin who recognise a preparation and keep silent speak to the person themselves"
    )
    distance: float = quantity("each hour of travel to the channel", "utility per hour", -5, 5)
    way_in_village: float = quantity("travel to a channel in the village", "hours", 0, 48)
    way_to_town: float = share("part of the way to the immigration office that is the way to the subdistrict's town")
    formality: float = quantity("a report that is a statement to an authority", "utility", -10, 10)
    lost: float = share("reports that never reach whoever takes them")
    delay_days: float = quantity("time until the receiver knows, mean", "days", 0, 365)
    anonymity: float = share(ANONYMITY)
    filtering: float = share(FILTERING)
    leak: float = share(LEAK)
    officer_hears: float = quantity("people an officer hears out while listening", "persons per hour", 0, 100)
    embedded_hears: float = quantity(
        "how much more an officer hears who is fully embedded in the village, against a stranger", "part more", -1, 10
    )
    contact_weight: float = quantity(
        "how much rather an officer hears a contact person (official, RT head) than another resident", "ratio", 0, 1000
    )
    tells_officer: float = share("chance that a witness who is heard out speaks of it")
    tells_local_actor: float = share("chance that a witness who is heard out by a local actor speaks of it")
