"""Settings of the decision about an offer (the section ``deciding``)."""

from __future__ import annotations

from sim.settings.quantity import Section, quantity, share


class DecidingSettings(Section):
    """Weights are utilities of a logit choice: +1 multiplies the odds against refusing by 2.7."""

    recognise_informed: float = share("chance to see that an offer is irregular, knowing the warning signs")
    recognise_uninformed: float = share("chance to see that an offer is irregular, not knowing the warning signs")
    leave: float = quantity("leaving without documents, all else zero", "utility", -20, 10)
    asks_advice: float = share(
        "chance that somebody with an offer to leave without documents asks for advice, knowing where help is"
    )
    need: float = quantity("household need (0-1)", "utility per unit", -10, 10)
    wage: float = quantity("wage abroad against wage at home", "utility per log ratio", -10, 10)
    wage_ratio: float = quantity("promised wage over home wage, on average", "ratio", 0.1, 50)
    advance: float = quantity("a cash advance", "utility", -5, 5)
    asked_by_kin: float = quantity("the asker is kin, or kin abroad", "utility", -5, 5)
    asked_by_friend: float = quantity("the asker is known, not kin", "utility", -5, 5)
    news: float = quantity("news from kin abroad (-1 bad to +1 good)", "utility per unit", -10, 10)
    risk: float = quantity("an offer seen to be irregular, to a person with awareness 1", "utility", -20, 10)
    unaware_risk: float = share("part of that risk felt by a person with awareness 0")
    wariness_around: float = quantity("mean awareness of household and kin (0-1)", "utility per unit", -10, 10)
    warned: float = quantity("having been warned of this recruiter", "utility", -20, 10)
    household_pressure: float = quantity(
        "each further member (aged ten or more) of a needy household", "utility per member and need", -5, 5
    )
    documented: float = quantity("the documented route, all else zero", "utility", -20, 10)
    documented_facts: float = quantity("knowing the procedure, for the documented route", "utility", -10, 10)
    documented_offer: float = quantity(
        "an offer with documents in hand, of an agency or kin abroad, for the documented route", "utility", -10, 10
    )
    documented_cost: float = quantity("cost of the documented route, felt by a household of need 1", "utility", -10, 10)
    route_help: float = quantity("help of an assisted village with papers", "utility", -10, 10)
    prepare_days: float = quantity("days of preparation beyond the first seven, mean", "days", 0, 365)
    documented_weeks: float = quantity("length of the documented route, mean", "weeks", 1, 200)
    documented_failure: float = share("documented procedures that fail")
    letter_refused: float = share("requests for the village's letter (surat keterangan) that are refused")
    hurdles_with_help: float = share(
        "part of the refused letters, of the length and of the failures of the documented route that is left where the "
        "village helps with papers"
    )
    cool_off_weeks: float = quantity("weeks before a stopped person may be asked again", "weeks", 0, 260)
