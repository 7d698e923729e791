"""What people have or are besides their work: school, phone, customary community, RT heads, contact persons."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.people.groups import CONTACT, CUSTOMARY, HEAD, IN_SCHOOL, OFFICIAL, PHONE, RT_HEAD
from sim.people.occupations import Codes, Ints, Persons
from sim.settings.people import PeopleSettings
from sim.settings.place import PlaceSettings

_SCHOOL_ENDS = 19
_RT_HEAD = (30, 70)  # ages in years, from and below, if the hamlet has such a head of household


def traits_of(
    place: PlaceSettings,
    people: PeopleSettings,
    seed: int,
    persons: Persons,
    group: Codes,
    hamlet_first_row: Ints,
) -> Codes:
    """[n] bit set of each person, see ``sim/people/groups.py``.

    Args:
        place: settings of the place.
        people: settings of the people.
        seed: number that the draws depend on.
        persons: what is known of each person.
        group: [n] code of each person's adult group.
        hamlet_first_row: [H+1] where the rows of each hamlet begin.
    """
    traits = np.zeros(persons.key.size, np.uint8)
    band = np.digitize(persons.years, [25, 60])
    customary = np.array([village.share_customary for village in place.villages])[persons.village]
    head_of = np.searchsorted(persons.household, persons.household)  # the household decides with its head's draw
    rt_head = _rt_heads(persons, persons.draw(seed, "RT head"), hamlet_first_row)
    traits[(persons.years < _SCHOOL_ENDS) & (persons.draw(seed, "school") < people.in_school)] |= IN_SCHOOL
    traits[persons.draw(seed, "phone") < np.array(people.phone)[band]] |= PHONE
    traits[persons.draw(seed, "customary")[head_of] < customary] |= CUSTOMARY
    traits[rt_head] |= RT_HEAD | CONTACT
    traits[group == OFFICIAL] |= CONTACT
    return traits


def _rt_heads(persons: Persons, draw: NDArray[np.float64], hamlet_first_row: Ints) -> Ints:
    """The row of one head of household a hamlet, of a suitable age if there is one."""
    suitable = (persons.years >= _RT_HEAD[0]) & (persons.years < _RT_HEAD[1])
    wait = np.where(persons.role == HEAD, draw + np.where(suitable, 0.0, 1.0), 3.0)
    hamlet = np.repeat(np.arange(hamlet_first_row.size - 1), np.diff(hamlet_first_row))
    order = np.lexsort((wait, hamlet))
    return order[hamlet_first_row[:-1]]
