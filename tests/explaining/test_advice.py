"""Advice in stories: who asked is told, and a departure that advice prevented is counted under counsel."""

from __future__ import annotations

from functools import cache

from sim.explaining.causes import Cause, Causes
from sim.explaining.chain import Chains
from sim.explaining.events import What
from sim.explaining.story import Story
from tests.building import composed
from tests.explaining.traced import BUSY, traced


@cache
def asking() -> Chains:
    """A hamlet in which sessions teach everybody where help is, nobody knew before, and whoever knows asks."""
    about = {"teaches": 1.0, "topics": ["help"]}
    kinds = composed("place=classroom").outreach
    taught = {f"outreach.{kind}.{what}": value for kind in kinds for what, value in about.items()}
    all_ask = {"learning.known_help": 0.0, "deciding.asks_advice": 1.0}
    many = {"deciding.prepare_days": 60.0, "deciding.leave": -1.5}  # who prepare for long, and may learn of it then
    return traced("classroom", "pimpasa", {**BUSY, **taught, **all_ask, **many, "weeks": 120})


def talked_out_of_it() -> list[Cause]:
    """Departures that advice before the answer prevented."""
    causes = Causes(asking())
    found = [causes.nearest(one, prevented=True) for one in causes.departures(prevented=True)]
    return [one for one in found if one.instead is not None and one.instead.what == What.ANSWERED]


def test_what_advice_prevents_is_counted_under_counsel_and_told_from_the_session() -> None:
    found = [one for one in talked_out_of_it() if one.name in ("counselled", "counselled_documented")]
    assert len(found) > 3
    for cause in found:
        hows = [link.how for link in Causes(asking()).chain(cause)]
        assert hows[0] in ("session", "training") and hows[-1] == "asks_advice"
        assert set(hows[1:-1]) <= {"told"}


def test_a_story_says_that_somebody_asked_for_advice_and_got_it() -> None:
    story = Story(asking(), talked_out_of_it()[0].departure.person)
    assert "asks immigration for advice on the offer before answering, and gets it" in story.text()
    assert "meminta nasihat tentang tawaran itu kepada imigrasi sebelum menjawab" in story.text("id")
    life = asking().run.of(story.row)
    advised = next(one for one in life if one.what == What.ADVISED)
    after = next(one for one in life if one.what == What.ANSWERED and one.incident == advised.incident)
    assert life.index(advised) < life.index(after)


def test_a_case_may_be_opened_by_asking() -> None:
    texts = [Story(asking(), row).text() for row in range(asking().run.world.population.size)]
    assert any("asks for advice while preparing to leave; a case is opened with" in text for text in texts)
