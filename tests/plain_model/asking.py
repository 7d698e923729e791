"""Asking for advice: before an offer is answered, and while preparing to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain_model.hours import Hours
from tests.plain_model.reporting import is_kept_down, take_up
from tests.plain_model.responding import work
from tests.plain_model.sessions import remembered_until
from tests.plain_model.things import Incident, Village

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld


def advise(world: NaiveWorld, hours: Hours) -> None:
    """Whoever asks before answering is advised while there are hours, in an order of the week."""
    new = [one for one in world.incidents if one.week == world.week and one.state == "offered"]
    asking = [one for one in new if _asks(world, one)]
    for offer in sorted(asking, key=lambda one: world.chance.weekly("order of advice", one.key)):
        receiver = _whom_to_ask(world, offer.village)
        if is_kept_down(world, offer, receiver):
            continue
        needed = world.settings.responding.counsel_hours
        if work(world, hours, offer, receiver, needed) is not None:
            offer.advised_by = receiver
            _teach(world, offer)


def _teach(world: NaiveWorld, offer: Incident) -> None:
    """The legal procedure is told."""
    person = offer.person
    until = remembered_until(world, world.chance.weekly("how long advice is remembered", person.key))
    world.count("facts_learned", person.village, not person.knows("procedure", world.week))
    person.known_until["procedure"] = max(person.known_until["procedure"], until)
    world.count("advice_given", person.village)


def _asks(world: NaiveWorld, offer: Incident) -> bool:
    """Knows where help is, and is one to ask about this offer."""
    person = offer.person
    if not offer.undocumented or not person.knows("help", world.week):
        return False
    return world.chance.once("asks for advice", person.key, offer.key) < world.settings.deciding.asks_advice


def _whom_to_ask(world: NaiveWorld, village: Village) -> str:
    if world.has_officer(village):
        return "immigration"
    is_open = [one for name, one in world.settings.channels.items() if world.is_open(name, village)]
    return "resource_centre" if any(one.receiver == "resource_centre" for one in is_open) else "village_office"


def who_prepares_asks(world: NaiveWorld) -> None:
    """A case comes of it, if the person has not been advised and there is none yet."""
    for one in world.villagers:
        offer = one.incident
        if one.status != "preparing" or offer is None or offer.advised_by or offer.case is not None:
            continue
        receiver = _whom_to_ask(world, offer.village)
        if _asks(world, offer) and take_up(world, offer, receiver):
            world.count("cases_by_asking", offer.village)
