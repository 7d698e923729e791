"""Groups, traits and roles of persons: their codes, and who counts as a pupil."""

from __future__ import annotations

from typing import get_args

from sim.core.compiled import rule
from sim.settings.people import GroupName
from sim.state.codes import ADULT_WEEKS

PUPIL, HOMEMAKER, FARMER, WORKER, OFFICIAL, TEACHER, LEADER, RETURNED = range(8)
GROUPS: tuple[str, ...] = get_args(GroupName)
"""Names of the group codes."""

OFFICE = (OFFICIAL, TEACHER, LEADER)
"""Groups of those who hold an office in the village."""

MAN, WOMAN = 0, 1
SEXES = ("man", "woman")

IN_SCHOOL, PHONE, CUSTOMARY, RT_HEAD, CONTACT = 1, 2, 4, 8, 16
"""Bits of ``traits``. A contact is one of the officer's contact persons: village officials and RT heads."""

HEAD, SPOUSE, CHILD, PARENT, SIBLING, OTHER = range(6)
"""Roles in the household, seen from the head; ``OTHER`` is e.g. a grandchild."""

LEAVES_SCHOOL_WEEKS = 19 * 52


@rule
def group_at(group: int, traits: int, age_weeks: int) -> int:
    """Code of the group a person belongs to at an age: pupils take up their adult group at 19 years.

    Args:
        group: code of the adult group.
        traits: bits of what the person has or is.
        age_weeks: age in weeks.
    """
    if (traits & IN_SCHOOL) != 0 and ADULT_WEEKS <= age_weeks < LEAVES_SCHOOL_WEEKS:
        return PUPIL
    return group


@rule
def group_now(group: int, traits: int, age_weeks: int, weeks_since_return: int, returned_weeks: int) -> int:
    """Code of the group of somebody who may have come back from abroad in the run: a returned migrant for a while.

    Args:
        group: code of the adult group.
        traits: bits of what the person has or is.
        age_weeks: age in weeks.
        weeks_since_return: weeks since the last return.
        returned_weeks: for how many weeks one counts as a returned migrant.
    """
    if 0 <= weeks_since_return < returned_weeks:
        return RETURNED
    return group_at(group, traits, age_weeks)
