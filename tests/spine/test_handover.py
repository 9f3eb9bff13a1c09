"""A post changes hands: who is asked about what, who may answer, what nobody answers, against brute force."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import connection

from luodi.kernel.clock import next_day
from luodi.spine.commitments import handover, verbs
from luodi.spine.commitments.checks import acknowledgements
from luodi.spine.commitments.handover import Newcomer
from luodi.spine.commitments.inherited import ANSWER_WORKDAYS, handovers
from luodi.spine.commitments.models import Acknowledgement, Commitment
from luodi.spine.commitments.tick import escalate
from luodi.spine.commitments.verbs import NewPromise, Paper
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.people import reads as people
from luodi.spine.people import tenures
from luodi.spine.people.models import Tenure
from luodi.spine.people.reads import calendar_of
from luodi.spine.people.seats import NotYours, Refused, Seat
from tests.support.cast import DAY, Cast, at

CHANGED = date(2026, 11, 20)  # a Friday; five workdays on is the 27th


def promised(cast: Cast, title: str, *, owner: str = "zrzy", officer: int | None = None, on: str = "2026-03-02") -> int:
    new = NewPromise("letter", title, cast.party(owner), date.fromisoformat(on), term=300, officer=officer)
    return verbs.promise(new, by=cast.law, at=at(on))


def post_of(cast: Cast, account: str) -> int:
    """The post an account was opened for, whoever holds it by now."""
    return Tenure.objects.get(person=cast.persons[account]).post_id


def changed(cast: Cast, account: str = "zrzy-head", *, by: str = "leader", on: date = CHANGED) -> Seat:
    """The seat of the newcomer."""
    new = Newcomer("陆衡", on)
    person = handover.change_holder(post_of(cast, account), new=new, by=cast[by], at=at(min(on, DAY)))
    return people.seat_of(person, on)


def waiting(cast: Cast, account: str, on: date = CHANGED) -> list[str]:
    post = post_of(cast, account)
    return [one.promise.title for found in handovers(cast.law, on, post=post) for one in found.waiting]


def count(kind: str) -> int:
    return Entry.objects.everywhere("a test").filter(kind=f"commitments.{kind}").count()


def test_a_head_answers_for_the_departments_own_and_an_officer_for_what_names_the_post(cast: Cast) -> None:
    officer = post_of(cast, "zrzy")
    promised(cast, "land")
    promised(cast, "map", officer=officer)
    promised(cast, "other", owner="fgw")
    verbs.settle(promised(cast, "kept"), evidence=[Paper(link="n 1")], by=cast.law, at=at("2026-04-01"))
    assert waiting(cast, "zrzy-head") == []
    changed(cast, "zrzy-head")
    changed(cast, "zrzy")
    assert waiting(cast, "zrzy-head") == ["land"]
    assert waiting(cast, "zrzy") == ["map"]


def test_what_was_promised_since_is_the_newcomers_own(cast: Cast) -> None:
    promised(cast, "before")
    changed(cast)
    promised(cast, "since", on="2026-11-20")
    assert waiting(cast, "zrzy-head") == ["before"]


def test_each_promise_is_acknowledged_or_disputed_with_a_reason_by_the_newcomer_alone(cast: Cast) -> None:
    land, map_, _ = (promised(cast, title) for title in ("land", "map", "road"))
    old = cast["zrzy-head"]
    new = changed(cast)
    for stranger in (old, cast["fgw"], cast["leader"], cast["zrzy"], cast["F06"]):
        with pytest.raises(NotYours):
            handover.acknowledge(land, by=stranger, at=at(CHANGED))
    handover.acknowledge(land, by=new, at=at(CHANGED))
    with pytest.raises(Refused, match="reason"):
        handover.dispute(map_, reason=" ", by=new, at=at(CHANGED))
    handover.dispute(map_, reason="never signed", by=new, at=at(CHANGED))
    for again in (land, map_):
        with pytest.raises(Refused, match="already"):
            handover.dispute(again, reason="no", by=new, at=at(CHANGED))
    assert waiting(cast, "zrzy-head") == ["road"]
    handover.acknowledge(map_, by=new, at=at(CHANGED))
    with pytest.raises(Refused, match="already"):
        handover.acknowledge(map_, by=new, at=at(CHANGED))


def test_the_rank_above_decides_on_a_dispute(cast: Cast) -> None:
    land, map_ = promised(cast, "land"), promised(cast, "map")
    new = changed(cast)
    for one in (land, map_):
        handover.dispute(one, reason="never signed", by=new, at=at(CHANGED))
    head = new.post
    assert head is not None
    for stranger in (new, cast["zrzy"], cast["fgw"]):
        with pytest.raises(NotYours):
            handover.uphold(land, post=head, reason="it was", by=stranger, at=at(CHANGED))
    with pytest.raises(Refused):
        handover.uphold(land, post=head, reason="", by=cast["leader"], at=at(CHANGED))
    handover.uphold(land, post=head, reason="it was", by=cast["leader"], at=at(CHANGED))
    handover.pass_on(map_, post=head, to=cast.party("fgw"), reason="theirs", by=cast["leader"], at=at(CHANGED))
    assert Commitment.objects.everywhere("a test").get(pk=map_).owner_id == cast.party("fgw")
    assert dict(Acknowledgement.objects.values_list("commitment", "answer")) == {land: "upheld", map_: "passed_on"}
    with pytest.raises(Refused):
        handover.uphold(land, post=head, reason="again", by=cast["leader"], at=at(CHANGED))


def test_a_promise_of_a_case_goes_with_its_case(cast: Cast) -> None:
    cast.accepted("2026-11-02")
    new = changed(cast)
    assert new.post is not None
    (one,) = (one for found in handovers(new, CHANGED) for one in found.waiting)
    handover.dispute(one.promise.pk, reason="not ours", by=new, at=at(CHANGED))
    with pytest.raises(Refused, match="case"):
        handover.pass_on(
            one.promise.pk, post=new.post, to=cast.party("fgw"), reason="x", by=cast["leader"], at=at(CHANGED)
        )


def test_who_names_a_holder(cast: Cast) -> None:
    new = Newcomer("陆衡", CHANGED)
    named = {"leader": ("zrzy-head", "zrzy", "window"), "zrzy-head": ("zrzy",)}
    for account in ("leader", "zrzy-head", "zrzy", "window", "fgw", "F06"):
        for post in ("leader", "zrzy-head", "zrzy", "window", "fgw", "F17"):
            if post in named.get(account, ()) or (account == "leader" and post == "fgw"):
                continue
            with pytest.raises(NotYours):
                handover.change_holder(post_of(cast, post), new=new, by=cast[account], at=at(DAY))
    handover.change_holder(post_of(cast, "zrzy"), new=new, by=cast["zrzy-head"], at=at(DAY))
    with pytest.raises(Refused, match="named for that day"):
        handover.change_holder(post_of(cast, "zrzy"), new=new, by=cast["zrzy-head"], at=at(DAY))
    with pytest.raises(Refused, match="from today on"):
        past = new._replace(from_on=date(2026, 11, 19))
        handover.change_holder(post_of(cast, "fgw"), new=past, by=cast["leader"], at=at(DAY))


def test_an_account_name_is_nobody_elses_and_the_old_one_acts_no_more(cast: Cast) -> None:
    client = cast.client("zrzy")
    assert client.get("/").status_code == 200
    taken = Newcomer("陆衡", CHANGED, "zrzy", "a word")
    with pytest.raises(Refused, match="signs in as"):
        handover.change_holder(post_of(cast, "zrzy"), new=taken, by=cast["zrzy-head"], at=at(DAY))
    changed(cast, "zrzy", by="zrzy-head")
    assert client.get("/").status_code == 404
    assert client.get("/api/inbox").status_code == 404


def test_what_nobody_speaks_for_goes_to_the_leader_once_on_the_day_after(cast: Cast) -> None:
    land, map_, road, kept = (promised(cast, title) for title in ("land", "map", "road", "kept"))
    new = changed(cast)
    handover.acknowledge(land, by=new, at=at(CHANGED))
    handover.dispute(map_, reason="never signed", by=new, at=at(CHANGED))
    last = calendar_of(cast.where).add(CHANGED, ANSWER_WORKDAYS)
    assert escalate(cast.where, on=last, at=at(last)) == 0
    verbs.settle(kept, evidence=[Paper(link="n 1")], by=cast.law, at=at(last))
    late = date(2026, 12, 3)
    assert [escalate(cast.where, on=late, at=at(late)) for _ in range(3)] == [1, 0, 0]
    assert Acknowledgement.objects.get(commitment=road).escalated_on == next_day(last)
    assert count("escalated") == 1
    handover.acknowledge(road, by=new, at=at(late))
    assert escalate(cast.where, on=late, at=at(late)) == 0


def test_a_second_change_starts_anew(cast: Cast) -> None:
    land = promised(cast, "land")
    first = changed(cast)
    handover.acknowledge(land, by=first, at=at(CHANGED))
    second = date(2026, 11, 25)
    person = handover.change_holder(
        post_of(cast, "zrzy-head"), new=Newcomer("何序", second), by=cast["leader"], at=at("2026-11-24")
    )
    assert waiting(cast, "zrzy-head", date(2026, 11, 24)) == []
    assert waiting(cast, "zrzy-head", second) == ["land"]
    with pytest.raises(NotYours):
        handover.acknowledge(land, by=first, at=at(second))
    handover.acknowledge(land, by=people.seat_of(person, second), at=at(second))
    assert Acknowledgement.objects.count() == 2


def test_verify_names_a_word_that_was_never_given(cast: Cast) -> None:
    land, road = promised(cast, "land"), promised(cast, "road")
    new = changed(cast)
    handover.acknowledge(land, by=new, at=at(CHANGED))
    asked = Acknowledgement.objects.get(commitment=road)
    for answer, on in (("mine", CHANGED), ("", None)):
        with connection.cursor() as cursor:
            words = "UPDATE commitments_acknowledgement SET answer = %s, answered_on = %s WHERE id = %s"
            cursor.execute(words, [answer, on, asked.pk])
        named = [one.column for one in acknowledgements()]
        assert named == (["answer"] if answer else [])


@dataclass
class World:
    """A county's days at random, with what a clerk with a pencil would know of them."""

    cast: Cast
    luck: random.Random
    day: date = date(2026, 11, 2)
    promises: dict[int, tuple[bool, date]] = field(default_factory=dict)  # names the officer's post; made on
    closed: set[int] = field(default_factory=set)
    came: dict[str, list[date]] = field(default_factory=lambda: {"zrzy-head": [], "zrzy": []})
    asked: dict[tuple[int, str, date], date] = field(default_factory=dict)
    words: set[tuple[int, str, date]] = field(default_factory=set)
    gone: set[tuple[int, str, date]] = field(default_factory=set)

    def owed(self, name: str) -> set[tuple[int, str, date]]:
        """The words the newest holder of a post still owes."""
        came = self.came[name][-1:]
        return {
            (pk, name, on)
            for on in came
            for pk, (of_officer, made) in self.promises.items()
            if pk not in self.closed and made < on and of_officer == (name == "zrzy")
        } - self.words

    def promise(self, name: str) -> None:
        officer = post_of(self.cast, "zrzy") if name == "zrzy" else None
        self.promises[promised(self.cast, "p", officer=officer, on=str(self.day))] = name == "zrzy", self.day

    def close(self, name: str) -> None:
        for pk in sorted(self.promises.keys() - self.closed)[:1]:
            verbs.settle(pk, evidence=[Paper(link="n")], by=self.cast.law, at=at(self.day))
            self.closed.add(pk)

    def change(self, name: str) -> None:
        if self.day not in self.came[name]:
            new = Newcomer("n", self.day)
            by = self.cast["leader"]
            handover.change_holder(post_of(self.cast, name), new=new, by=by, at=at(self.day))
            self.came[name].append(self.day)
            self.asked |= dict.fromkeys(self.owed(name), self.day)

    def answer(self, name: str) -> None:
        for owed in sorted(self.owed(name))[:1]:
            by = people.seat_of(tenures.tenures_of(self.cast.where, post_of(self.cast, name))[-1].person)
            if self.luck.random() < 0.5:
                handover.acknowledge(owed[0], by=by, at=at(self.day))
            else:
                handover.dispute(owed[0], reason="why", by=by, at=at(self.day))
            self.words.add(owed)

    def tick(self, name: str) -> None:
        escalate(self.cast.where, on=self.day, at=at(self.day))
        for owed in self.owed("zrzy") | self.owed("zrzy-head"):
            last = calendar_of(self.cast.where).add(self.asked.setdefault(owed, self.day), ANSWER_WORKDAYS)
            self.gone |= {owed} if self.day > last else set()


@pytest.mark.parametrize("seed", range(3))
def test_random_histories_agree_with_a_pencil(cast: Cast, seed: int) -> None:
    world = World(cast, random.Random(seed))
    for step in range(45):
        world.day += timedelta(days=world.luck.choice((0, 0, 1, 2)))
        name = world.luck.choice(("zrzy", "zrzy-head"))
        getattr(world, world.luck.choice(("promise", "promise", "close", "change", "answer", "tick", "tick")))(name)
        for name in world.came:
            each = handovers(cast.law, world.day, post=post_of(cast, name))
            waits = [one for found in each for one in found.waiting]
            assert {one.promise.pk for one in waits} == {pk for pk, _, _ in world.owed(name)}, (step, name)
            late = {one.promise.pk for one in waits if one.escalated_on}
            assert late == {pk for pk, _, _ in world.owed(name) & world.gone}, (step, name)
    assert count("escalated") == len(world.gone)


def test_heads_are_of_the_highest_rank_and_one_alone(cast: Cast) -> None:
    every = tenures.posts(cast.where)
    found = tenures.heads(every.values())
    assert found[cast.party("zrzy")] == post_of(cast, "zrzy-head")
    assert len(found) == len({row.party for row in every.values()})
    assert all(every[post].rank == max(r.rank for r in every.values() if r.party == p) for p, post in found.items())


def test_the_region_gate_holds(cast: Cast) -> None:
    other = enrol.register_region(code="990901", name="邻县", zone="Asia/Shanghai", calendar="CN", at=at("2026-01-05"))
    promised(cast, "land")
    changed(cast)
    assert handovers(Seat(place=other), CHANGED) == []
    with pytest.raises(NotYours):
        tenures.tenures_of(other, post_of(cast, "zrzy-head"))
