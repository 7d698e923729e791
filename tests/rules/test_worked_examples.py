"""Each rule with numbers that were worked by hand: the working stands beside the numbers, not in the code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from sim.attitudes import rules as attitudes
from sim.deciding import rules as deciding
from sim.incidents import rules as incidents
from sim.migration import rules as migration
from sim.officers import rules as officers
from sim.outreach import rules as outreach
from sim.people.groups import FARMER, PUPIL, RETURNED, TEACHER, group_at, group_now
from sim.people.groups import IN_SCHOOL as IN_SCHOOL_BIT
from sim.recruiters import rules as recruiters
from sim.state.codes import (
    AWAY_DOCUMENTED,
    BY_FINDER,
    BY_FRIEND,
    BY_KIN,
    BY_KIN_ABROAD,
    COLD,
    CONTACTS,
    EVERYBODY,
    EXPLOITED,
    FARED_WELL,
    SCHOOL_PEOPLE,
    SETTLED,
    SMUGGLED,
)
from sim.state.columns import takes_part

E_TO_MINUS_1 = 0.36787944117144233
LN_2 = 0.6931471805599453
ROOT_OF_HALF = 0.7071067811865476


class Example(NamedTuple):
    """A rule, its arguments, what comes out, and how that was reckoned."""

    rule: Callable[..., Any]
    given: tuple[Any, ...]
    comes_out: float
    working: str


EXAMPLES = [
    # attitudes and memory
    Example(attitudes.level, (0.5, 0.2, 0.0), 0.7, "0.5 + 0.2"),
    Example(attitudes.level, (0.9, 0.4, 0.0), 1.0, "1.3 is above 1"),
    Example(attitudes.level, (-0.5, -0.8, -1.0), -1.0, "-1.3 is below the lower end -1"),
    Example(attitudes.personal_base, (0.4, 0.2, 0.75), 0.5, "0.4 + 0.2 (1.5 - 1) = 0.4 + 0.1"),
    Example(attitudes.personal_base, (0.4, 0.2, 0.5), 0.4, "a middle draw gives the mean"),
    Example(attitudes.shift, (0.6, 0.5, 0.0), 0.2, "half of the room above: 0.5 (1 - 0.6)"),
    Example(attitudes.shift, (0.6, -0.5, 0.0), -0.3, "half of the room below: 0.5 (0.6 - 0)"),
    Example(attitudes.shift, (0.5, -0.5, -1.0), -0.75, "half of the room down to -1: 0.5 x 1.5"),
    Example(attitudes.recognise_chance, (True, 0.8, 0.3), 0.8, "who knows the signs sees more"),
    Example(attitudes.recognise_chance, (False, 0.8, 0.3), 0.3, "who does not, sees less"),
    Example(attitudes.known_until, (10, 26.0, E_TO_MINUS_1), 37, "E = 1, so 10 + 1 + 26"),
    Example(attitudes.known_until, (10, 26.0, 0.999999), 11, "E near 0: known for a week"),
    Example(attitudes.known_until, (32760, 26.0, E_TO_MINUS_1), 32766, "32787 does not fit the column"),
    Example(attitudes.repeated_chance, (0.3, 1), 0.3, "1 - 0.7"),
    Example(attitudes.repeated_chance, (0.5, 3), 0.875, "1 - 0.5 x 0.5 x 0.5"),
    Example(attitudes.retold, (0.5, 0), 1.0, "those involved"),
    Example(attitudes.retold, (0.5, 3), 0.125, "0.5 x 0.5 x 0.5"),
    Example(attitudes.tell_chance, (0.2, 0.5, 3.0, False), 0.1, "0.2 x 0.5"),
    Example(attitudes.tell_chance, (0.2, 0.5, 3.0, True), 0.3, "0.2 x 0.5 x 3"),
    Example(attitudes.tell_chance, (0.5, 1.0, 4.0, True), 1.0, "2 is above 1"),
    # noticing and reporting
    Example(incidents.notice_chance, (0.5, 0.8, 0.25), 0.08, "0.5 x 0.8 x 0.8 x 0.25"),
    Example(incidents.can_use, (True, EVERYBODY, False, True, FARMER), False, "no phone or no signal"),
    Example(incidents.can_use, (True, EVERYBODY, True, False, FARMER), True, "a phone and a signal"),
    Example(incidents.can_use, (False, CONTACTS, False, False, FARMER), False, "knows no contact person"),
    Example(incidents.can_use, (False, CONTACTS, False, True, FARMER), True, "knows one"),
    Example(incidents.can_use, (False, SCHOOL_PEOPLE, False, True, FARMER), False, "a farmer is not of the school"),
    Example(incidents.can_use, (False, SCHOOL_PEOPLE, False, False, TEACHER), True, "a teacher is"),
    Example(incidents.can_use, (False, SCHOOL_PEOPLE, False, False, PUPIL), True, "so is a pupil"),
    Example(incidents.closeness_utility, (-2.0, 0.5), -1.0, "-2 x 0.5"),
    Example(incidents.care_utility, (1.5, 1.0), 1.5, "1.5 x 1: oneself"),
    Example(incidents.care_utility, (1.5, 0.5), 0.75, "1.5 x 0.5: a tie of half strength"),
    Example(
        incidents.speak_utility,
        (-3.0, 2.0, 0.75, 1.0, 0.25, 0.5, 5.0, -1.0, 1.5),
        -0.75,
        "-3 + 2 (0.75 - 0.5) + 1 (0.25 - 0.5) + 0.5 x 3 (of five, three count) - 1 + 1.5",
    ),
    Example(
        incidents.speak_utility,
        (-3.0, 2.0, 0.75, 3.0, 0.25, 0.5, 2.0, -1.0, 1.5),
        -1.75,
        "-3 + 2 (0.75 - 0.5) + 3 (0.25 - 0.5) + 0.5 x 2 - 1 + 1.5",
    ),
    Example(incidents.speaks_chance, (0.34, 0.0), 0.34, "no tie to the accused"),
    Example(incidents.speaks_chance, (0.4, 0.75), 0.1, "0.4 x (1 - 0.75)"),
    Example(incidents.travel_hours, (0.5, 0.0, 3.0), 0.5, "in the village, wherever the office"),
    Example(incidents.travel_hours, (0.0, 0.5, 3.0), 1.5, "half of three hours"),
    Example(
        incidents.channel_utility,
        (1.0, -2.0, 0.5, 0.6, -0.4, -0.25, 2.0),
        -0.3,
        "1 - 2 x 0.5 x (1 - 0.6) - 0.4 - 0.25 x 2 = 1 - 0.4 - 0.4 - 0.5",
    ),
    Example(incidents.officer_hears_chance, (10.0, 2.0, 0.5, 3.0, 30.0), 1 - E_TO_MINUS_1, "10 x 2 x 0.5 x 3 / 30 = 1"),
    Example(incidents.officer_hears_chance, (10.0, 2.0, 0.5, 3.0, 0.0), 0.0, "nobody lives there"),
    Example(incidents.officer_hears_chance, (1.0, 1.0, 0.5, 1.0, 0.5), 1 - E_TO_MINUS_1, "0.5 / 0.5 = 1"),
    # offers and the answer to them
    Example(
        recruiters.target_weight,
        (2.0, 1.0, 1.0, LN_2, 2, 0.5, 30.0, 18.0, 45.0),
        1.0,
        "2 x exp(ln 2) x 0.5 x 0.5 = 2 x 2 x 0.25",
    ),
    Example(recruiters.target_weight, (2.0, 1.0, 1.0, LN_2, 0, 0.5, 46.0, 18.0, 45.0), 0.0, "too old"),
    Example(recruiters.target_weight, (2.0, 1.0, 1.0, LN_2, 0, 0.5, 17.9, 18.0, 45.0), 0.0, "too young"),
    Example(
        recruiters.target_weight,
        (3.0, 1.0, 0.5, 2 * LN_2, 1, 0.5, 18.0, 18.0, 45.0),
        3.0,
        "3 x exp(2 ln 2 x 0.5) x 0.5 = 3 x 2 x 0.5; just old enough",
    ),
    Example(recruiters.target_weight, (3.0, 1.0, 0.0, LN_2, 0, 0.5, 45.0, 18.0, 45.0), 3.0, "3 x exp(0); just 45"),
    Example(
        recruiters.target_weight,
        (2.0, 1.5, 1.0, LN_2, 1, 0.5, 30.0, 18.0, 45.0),
        3.0,
        "a woman at weight 1.5: 2 x 1.5 x exp(ln 2) x 0.5",
    ),
    Example(deciding.gain_abroad, (0.5, 2.0, 1.0, 2.0), 1.0 + LN_2, "2 x 0.5 + 1 x ln 2"),
    Example(deciding.gain_abroad, (0.5, 2.0, 3.0, 2.0), 1.0 + 3 * LN_2, "2 x 0.5 + 3 x ln 2"),
    Example(deciding.asker_utility, (BY_KIN_ABROAD, False, 0.9, 0.4), 0.9, "kin abroad are kin"),
    Example(deciding.asker_utility, (BY_KIN, False, 0.9, 0.4), 0.9, "kin at home"),
    Example(deciding.asker_utility, (BY_FINDER, True, 0.9, 0.4), 0.9, "a finder who is kin"),
    Example(deciding.asker_utility, (BY_FINDER, False, 0.9, 0.4), 0.4, "a finder one knows"),
    Example(deciding.asker_utility, (BY_FRIEND, False, 0.9, 0.4), 0.4, "a recruiter one knows"),
    Example(deciding.asker_utility, (COLD, False, 0.9, 0.4), 0.0, "a stranger"),
    Example(deciding.asker_utility, (COLD, True, 0.9, 0.4), 0.0, "only of a finder is it asked who is kin"),
    Example(deciding.asker_utility, (BY_FRIEND, True, 0.9, 0.4), 0.4, "not of a recruiter one knows"),
    Example(deciding.advance_utility, (0.7, True), 0.7, "with an advance"),
    Example(deciding.advance_utility, (0.7, False), 0.0, "without"),
    Example(deciding.news_utility, (2.0, -0.5), -1.0, "2 x -0.5"),
    Example(deciding.household_utility, (0.5, 0.5, 4), 1.0, "0.5 x 0.5 x 4 others"),
    Example(deciding.wariness_utility, (-1.5, 0.4), -0.6, "-1.5 x 0.4"),
    Example(deciding.risk_felt, (True, -4.0, 0.25, 0.5), -2.5, "-4 (0.25 + 0.75 x 0.5) = -4 x 0.625"),
    Example(deciding.risk_felt, (False, -4.0, 0.25, 0.5), 0.0, "not seen, not felt"),
    Example(deciding.warned_utility, (-2.0, True), -2.0, "warned of this one"),
    Example(deciding.warned_utility, (-2.0, False), 0.0, "not warned"),
    Example(deciding.advice_utility, (0.75, True), -0.75, "talked out of it"),
    Example(deciding.advice_utility, (-0.5, True), 0.5, "encouraged by bad advice"),
    Example(deciding.advice_utility, (0.75, False), 0.0, "nobody was asked, or nobody had time"),
    Example(
        deciding.leave_utility,
        (-4.0, 1.5, 0.5, 0.25, -0.5, 1.0, -0.25, -2.0, -1.0, -0.75),
        -5.25,
        "-4 + 1.5 + 0.5 + 0.25 - 0.5 + 1 - 0.25 - 2 - 1 - 0.75",
    ),
    Example(recruiters.forget_chance, (1.0,), 0.5, "a half-life of a week"),
    Example(recruiters.forget_chance, (2.0,), 1 - ROOT_OF_HALF, "after two weeks half is left: (1 - c)^2 = 0.5"),
    Example(deciding.licensed_utility, (1.2, True), 1.2, "an offer with papers in hand"),
    Example(deciding.licensed_utility, (1.2, False), 0.0, "none"),
    Example(deciding.cost_utility, (-2.0, 0.25), -0.5, "-2 x 0.25"),
    Example(deciding.documented_utility, (-3.0, 1.5, 0.5, 1.25, -0.5, 0.25), 0.0, "-3 + 1.5 + 0.5 + 1.25 - 0.5 + 0.25"),
    Example(recruiters.reaction_chance, (3.0, 1.0), 0.75, "3 / (3 + 1)"),
    Example(recruiters.reaction_chance, (0.0, 1.0), 0.0, "no pressure, no reaction"),
    # the documented route, gates and outcomes
    Example(deciding.facts_utility, (0.8, True), 0.8, "who knows the procedure"),
    Example(deciding.facts_utility, (0.8, False), 0.0, "who does not"),
    Example(deciding.help_utility, (0.6, 0.5), 0.3, "0.6 x 0.5: half as much help as a programme's"),
    Example(migration.gate_stops, (0.04, 0.05, False), True, "0.04 < 0.05"),
    Example(migration.gate_stops, (0.05, 0.05, False), False, "0.05 is not below 0.05"),
    Example(migration.gate_stops, (0.06, 0.05, False), False, "nor is 0.06"),
    Example(migration.gate_stops, (0.04, 0.05, True), False, "0.04 < 0.05, but the papers are forged"),
    Example(migration.exploitation_risk, (0.3, True, 2.0), 0.6, "0.3 x 2"),
    Example(migration.exploitation_risk, (0.6, True, 2.0), 1.0, "1.2 is above 1"),
    Example(migration.exploitation_risk, (0.3, False, 2.0), 0.3, "no debt"),
    Example(migration.outcome, (0.1, 0.2, 0.5), EXPLOITED, "0.1 < 0.2"),
    Example(migration.outcome, (0.5, 0.2, 0.5), SMUGGLED, "0.5 < 0.2 + 0.8 x 0.5 = 0.6"),
    Example(migration.outcome, (0.7, 0.2, 0.5), FARED_WELL, "0.7 is above 0.6"),
    Example(migration.outcome, (0.25, 0.25, 0.5), SMUGGLED, "0.25 is not below 0.25"),
    Example(migration.outcome, (0.6, 0.25, 0.5), SMUGGLED, "0.6 < 0.25 + 0.75 x 0.5 = 0.625"),
    Example(migration.outcome, (0.625, 0.25, 0.5), FARED_WELL, "0.625 is not below 0.625"),
    # counsel and standing
    Example(officers.stay_utility, (0.5, 1.0, 2.0, 0.75), 2.0, "0.5 + 1 + 2 (0.75 - 0.5)"),
    Example(officers.debt_utility, (1.1, True), 1.1, "an advance that is spent"),
    Example(officers.debt_utility, (1.1, False), 0.0, "none"),
    Example(officers.leave_anyway_utility, (2.0, 0.5, 1.0, -0.5, 1.5), 2.0, "2 x 0.5 + 1 x -0.5 + 1.5"),
    Example(officers.leave_anyway_utility, (2.0, 0.5, 3.0, -0.5, 1.5), 1.0, "2 x 0.5 + 3 x -0.5 + 1.5"),
    Example(officers.change_route_utility, (-2.0, 0.5, 1.0, 0.25), -0.25, "-2 + 0.5 + 1 + 0.25"),
    Example(officers.standing_after, (0.5, 40.0, 40.0, 26.0), 1 - 0.5 * E_TO_MINUS_1, "0.5 + 0.5 (1 - 1/e)"),
    Example(officers.standing_after, (0.2, 0.5, 0.5, 26.0), 1 - 0.8 * E_TO_MINUS_1, "0.2 + 0.8 (1 - 1/e)"),
    Example(officers.standing_after, (0.8, 0.0, 40.0, 1.0), 0.4, "a half-life of a week without hours"),
    Example(
        officers.standing_after,
        (0.8, 0.0, 40.0, 2.0),
        0.8 * ROOT_OF_HALF,
        "0.8 x 0.5^(1/2): one week of a half-life of two",
    ),
    Example(officers.transfer_chance, (52.0,), 1 - E_TO_MINUS_1, "one a week on average: 1 - 1/e"),
    # local actors, groups, who can be met
    Example(outreach.actor_weight, (0.02, True, 9, 0.5), 3.0, "a head of an RT: 1 x 9^0.5"),
    Example(outreach.actor_weight, (2.0, False, 7, 0.0), 2.0, "without office, ties to the power 0"),
    Example(outreach.actor_weight, (3.0, True, 4, 0.5), 6.0, "whoever weighs more anyway: 3 x 4^0.5"),
    Example(group_at, (FARMER, IN_SCHOOL_BIT, 16 * 52), PUPIL, "in school at 16"),
    Example(group_at, (FARMER, IN_SCHOOL_BIT, 19 * 52), FARMER, "at 19 one takes up the adult group"),
    Example(group_now, (FARMER, 0, 30 * 52, 5, 52), RETURNED, "back for five weeks"),
    Example(group_now, (FARMER, 0, 30 * 52, 52, 52), FARMER, "back for a year"),
    Example(takes_part, (SETTLED, 15 * 52), True, "15 years old and at home"),
    Example(takes_part, (SETTLED, 15 * 52 - 1), False, "a week too young"),
    Example(takes_part, (AWAY_DOCUMENTED, 30 * 52), False, "abroad"),
]


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: f"{one.rule.__name__}: {one.working[:40]}")
def test_it_comes_out_as_worked_by_hand(one: Example) -> None:
    assert one.rule(*one.given) == pytest.approx(one.comes_out, rel=1e-12, abs=1e-12), one.working
