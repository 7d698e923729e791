"""Chains begin with the programme, go along real ties and in time, and end at the person."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from sim.explaining.causes import Causes, tie_kind
from sim.explaining.chain import Chains
from sim.explaining.events import NEVER_APART, What
from sim.explaining.links import PERSON, PROGRAMME, RECRUITER, Link
from sim.ties.kinds import NO_KIND
from tests.building import composed
from tests.explaining.traced import busy, pocket, traced

ALONG_TIES = ("told", "wary_kin", "kin_abroad", "kin_road", "news", "heard_around", "noticed")


def reached(chains: Chains, most: int = 500) -> list[int]:
    rows = np.flatnonzero(chains.twins.apart < NEVER_APART)
    return [int(row) for row in rows[:: max(rows.size // most, 1)]]


def all_chains(chains: Chains) -> list[list[Link]]:
    causes = Causes(chains)
    nearest = [causes.nearest(one, side) for side in (True, False) for one in causes.departures(side)]
    return [*(chains.parting(row) for row in reached(chains)), *(causes.chain(cause) for cause in nearest)]


@pytest.mark.parametrize("made", [busy, pocket])
def test_links_follow_one_another_from_the_programme_along_real_ties(made: object) -> None:
    chains: Chains = made()  # type: ignore[operator]
    hows: Counter[str] = Counter()
    for links in all_chains(chains):
        assert links[0].source.kind == PROGRAMME
        for earlier, later in pairwise(links):
            assert earlier.time <= later.time
            assert earlier.target[:2] == later.source[:2]
        for link in links:
            hows[link.how] += 1
            if link.source.kind == link.target.kind == PERSON and link.how in ALONG_TIES:
                assert tie_kind(chains.run, link.target.number, link.source.number) != NO_KIND
            assert (link.source.kind == RECRUITER) == (link.how in ("recruiter", "works_for", "lapsed", "arrest"))
    assert {"session", "told"} <= set(hows)
    assert hows["untold"] <= 0.02 * sum(hows.values())


def test_whoever_only_talk_can_reach_is_reached_by_talk() -> None:
    """Sessions for one person each, and nothing else: everybody else is reached along ties."""
    kinds = composed("place=classroom").outreach
    changes = {
        **{f"outreach.{name}.seats": 1 for name in kinds},
        "programme.outreach_intensity": 0.5,
        "programme.start_week": 4,
        "weeks": 40,
        "programme.local_actors": 0,
        "programme.channels_open": [],
        "programme.route_help": False,
        "warning.officer_hears": 0,
        "learning.tell_chance": 0.3,
        "place.rate_factor": 0,
        "warning.visitors": 0,
        "warning.foreigners": 0,
    }
    chains = traced("classroom", "pimpasa", changes)
    seated = {one.person for one in chains.run.where(chains.run.table["what"] == What.SESSION)}
    rows = reached(chains)
    assert seated <= set(rows) and len(rows) > len(seated) + 5
    for row in rows:
        links = chains.parting(row)
        assert links[0].how == "session" and links[0].target.number in seated
        assert [link.how for link in links[1:]] == ["told"] * (len(links) - 1)
        assert len(links) > 1 or row in seated
