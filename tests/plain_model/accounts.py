"""What came of reports, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.attitudes.rules import retold, tell_chance
from tests.plain_model.money import can_pay, pay
from tests.plain_model.things import Account, Incident, Post, Village, Villager

if TYPE_CHECKING:
    from tests.plain_model.world import NaiveWorld

FAILURES = ("ignored", "leaked", "released")


def new_account(
    world: NaiveWorld,
    what: str,
    receiver: str,
    village: Village,
    incident: Incident | None = None,
    post: Post | None = None,
) -> Account:
    """Something came of a report, or is claimed to have."""
    account = Account(len(world.accounts), what, receiver, village, world.week, incident, post)
    world.accounts.append(account)
    return account


def involve(world: NaiveWorld, account: Account, people: list[Villager]) -> None:
    """Those who were part of it, then household and kin of each who are at home."""
    involved = sorted(set(people), key=lambda one: one.row)
    for one in involved:
        hear(world, account, one, 0, too_late=True)
    for one in involved:
        for other in one.kin(world.week):
            if not other.is_away:
                hear(world, account, other, 1, too_late=True)


def hear(world: NaiveWorld, account: Account, one: Villager, hop: int, *, too_late: bool = False) -> None:
    """Only what is newer than all that was heard before counts; a claim and a failure, one after the other, anger."""
    before = one.account
    if before is not None and before.number >= account.number:
        return
    one.account, one.account_hop = account, min(hop, 255)
    one.changed_week = world.week + too_late
    remembered = before is not None and before.week >= world.week - world.settings.learning.warning_weeks
    exposed = remembered and (
        (before.what == "claimed" and account.what in FAILURES)
        or (account.what == "claimed" and before.what in FAILURES)
    )
    receiver = "immigration" if exposed else account.receiver
    trust, effect, fear = _gains(world, "exposed" if exposed else account.what)
    left = retold(world.settings.responding.retold, hop)
    world.change(one, f"trust {receiver}", trust * left)
    world.change(one, "expected_effect", effect * left)
    world.change(one, "fear", fear * left)
    if account.what == "arrested":
        world.count("arrest_heard", one.village)
    elif account.what == "claimed":
        world.count("claims_heard", one.village)
    else:
        world.count("failures_heard" if account.what in FAILURES else "answers_heard", one.village)


def _gains(world: NaiveWorld, what: str) -> tuple[float, float, float]:
    """Trust in the authority, expected effect, fear."""
    w = world.settings.responding
    if what in ("answered", "settled", "claimed"):
        return w.answer_trust, w.answer_effect, 0.0
    if what == "checked":
        return w.answer_trust, 0.0, 0.0
    if what == "arrested":
        return w.answer_trust, world.settings.learning.arrest_effect, 0.0
    if what == "leaked":
        return w.silence_trust, 0.0, w.leak_fear
    return w.silence_trust, w.silence_effect, w.leak_fear if what == "released" else 0.0


def tell_accounts(world: NaiveWorld) -> None:
    """What is fresh is told along ties to those who know of nothing newer, as things stood before."""
    learning, told = world.settings.learning, []
    for teller in world.villagers:
        account = teller.account
        if account is None or account.week < world.week - learning.talk_weeks or teller.is_away:
            continue
        for tie in teller.ties:
            known = tie.other.account
            if known is not None and known.number >= account.number:
                continue
            chance = tell_chance(learning.tell_chance, tie.strength, learning.participant_factor, True)
            if world.chance.weekly("tell what came of a report", teller.key, tie.other.key) >= chance:
                continue
            if tie.other.is_around(world.week):
                told.append((account, tie.other, teller.account_hop + 1))
    for account, listener, hop in told:
        hear(world, account, listener, hop)


def recruiter_is_told_of(world: NaiveWorld, post: Post, what: str) -> None:
    """Who reported that one, the recruiter and the finders know; the programme may make an arrest public."""
    account = new_account(world, what, "police", post.base, post=post)
    authors = [one.witness for one in world.reports if one.incident.post is post and one.incident.asker == post.holder]
    concerned = [*authors, *(one for one in (*post.finders, post.resident) if one is not None)]
    involve(world, account, [one for one in concerned if not one.is_away])
    share = world.settings.programme.publicity
    if what == "arrested" and share and world.is_assisted(post.base):
        people = [
            one
            for one in post.base.people
            if one.is_around(world.week) and world.chance.weekly("hears of an arrest", one.key, post.key) < share
        ]
        _make_known(world, account, post.base, people, 0)


def announce(world: NaiveWorld, village: Village, people: list[Villager]) -> None:
    """What officers say in sessions: the latest outcome, or always a success, true or not."""
    says, price = world.settings.programme.announces, world.settings.prices.publicity
    if says == "nothing" or not people or not can_pay(world, village, price * len(people)):
        return
    memory = world.settings.learning.warning_weeks
    known = [
        one
        for one in world.accounts
        if one.village is village
        and one.week >= world.week - memory
        and one.what != "claimed"
        and (says == "outcomes" or one.what not in FAILURES)
    ]
    if known:
        _make_known(world, known[-1], village, people, 1)
    elif says == "success":
        _make_known(world, new_account(world, "claimed", "immigration", village), village, people, 1)


def _make_known(world: NaiveWorld, account: Account, village: Village, people: list[Villager], hop: int) -> None:
    amount = world.settings.prices.publicity * len(people)
    if people and can_pay(world, village, amount):
        pay(world, "publicity", village, amount)
        for one in people:
            hear(world, account, one, hop, too_late=account.what == "arrested" and hop == 0)
