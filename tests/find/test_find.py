"""What an account finds is what it may open, on both engines: compared with brute force over every thing there is."""

from itertools import product
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.cli.find import lagging, rebuild, things
from luodi.kernel.clock import next_day
from luodi.slices.approvals.actions import acceptance, decision
from luodi.slices.firms.actions import NewFirm, register_firms
from luodi.slices.meetings.reads.matters import matter_for
from luodi.slices.meetings.reads.minutes import minute_for
from luodi.spine.commitments import verbs
from luodi.spine.commitments.reads import case_for
from luodi.spine.find import index, search
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.find.models import Found
from luodi.spine.find.tokens import asked
from luodi.spine.journal import enrol
from luodi.spine.people.seats import NotYours, Seat, of_law
from tests.support.cast import BEGUN, Cast, Demo, at

ACCOUNTS = ("window", "zrzy", "zrzy-head", "fgw", "leader", "F06", "F17", "sthj")
QUESTIONS = ("塔筒", "工程", "县", "gc", "jsgc", "energy", "C1", "P18", "2026", "F06", "gongcheng", "规划 许可", "B01")
DOORS: dict[str, Any] = {"case": case_for, "resolved": matter_for, "minute": minute_for}


def opens(seat: Seat, thing: Thing) -> bool:
    """Whether a seat may open a thing, by the room's own door where it has one."""
    kind, _, name = thing.subject.partition("/")
    if kind in DOORS:
        try:
            DOORS[kind](seat, name)
        except NotYours:
            return False
        return True
    if kind in ("firm", "project"):
        return not seat.is_firm or thing.circle.applicant == seat.party
    return True


def everything(seat: Seat, question: str) -> list[str]:
    """Every subject a question finds, in pieces."""
    subjects: list[str] = []
    while True:
        hits = search.search(seat, question, offset=len(subjects))
        subjects += [row.subject for row in hits.rows]
        if not hits.more:
            return subjects


def brute(seat: Seat, question: str) -> list[str]:
    """What it ought to find: each thing asked for its tokens and its door."""
    words = asked(question).words
    tokens = {row.subject: set(row.tokens.split()) for row in Found.objects.within(seat.region)}
    met = {
        subject for subject, its in tokens.items() if words and all(any(way <= its for way in ways) for ways in words)
    }
    return sorted(each.subject for each in things(seat.place) if each.subject in met and opens(seat, each))


def test_each_account_finds_what_it_may_open(demo: Demo) -> None:
    assert len({each.subject for each in things(demo.where)}) > 300
    for account in ACCOUNTS:
        seat = demo.seat(account)
        for question in QUESTIONS:
            hits = everything(seat, question)
            assert len(hits) == len(set(hits))
            assert sorted(hits) == brute(seat, question), (account, question)
            for subject in hits:
                assert search.thing(seat, subject).subject == subject
    assert everything(of_law(demo.where), "工程") and not everything(demo.seat("F17"), "塔筒")


def test_the_index_made_anew_is_the_index_kept(demo: Demo) -> None:
    def rows() -> dict[str, tuple[Any, ...]]:
        kept = Found.objects.within(demo.where.pk).values_list("subject", "title", "key", "tokens", "circle", "case")
        return {row[0]: (*row[1:4], frozenset(row[4].split()), row[5]) for row in kept}

    found, there = lagging(demo.where)
    assert found == there
    before = rows()
    assert rebuild(demo.where) == there
    assert rows() == before


def test_whoever_is_given_the_ball_finds_it_from_then_on(cast: Cast) -> None:
    number = cast.accepted()
    assert everything(cast["zrzy"], number) == [f"case/{number}"] == everything(cast["F06"], number)
    assert everything(cast["fgw"], number) == [] == everything(cast["F17"], number)
    decision.hand_on(number=number, to="fgw", reason="theirs", by=cast["zrzy-head"], at=at("2026-11-03"))
    assert everything(cast["fgw"], number) == [f"case/{number}"] == everything(cast["zrzy"], number)


def test_whoever_owns_a_stopped_promise_finds_it_too(cast: Cast) -> None:
    number = cast.received()
    case = case_for(cast.law, number)
    acceptance.give_notice(
        number=number, document="n 1", items=["a map"], answer_by=next_day(case.opened_at.date(), 9),
        by=cast["zrzy"], at=at("2026-11-03"),
    )  # fmt: skip
    promise = verbs.promise(
        verbs.NewPromise(kind="test", title="-", owner=cast.party("fgw"), from_on=None, case=case.pk, waits=1),
        by=cast.law, at=at("2026-11-03"),
    )  # fmt: skip
    assert everything(cast["fgw"], number) == [f"case/{number}"]
    verbs.reassign(promise, owner=cast.party("sthj"), reason="theirs", by=cast.law, at=at("2026-11-04"))
    assert everything(cast["sthj"], number) == [f"case/{number}"] == brute(cast["sthj"], number)


def test_another_region_is_never_found(cast: Cast) -> None:
    other = enrol.register_region(code="990901", name="邻县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    register_firms(new=[NewFirm("F06", "卓岩塔筒", "91990321MAY108298Q")], by=of_law(other), at=BEGUN)
    assert everything(of_law(other), "塔筒") == ["firm/F06"]
    assert set(everything(of_law(other), "F06")) == {"firm/F06"}
    with pytest.raises(NotYours):
        search.thing(of_law(other), "project/P18")
    assert not search.about(of_law(other), "firm/F06").rows
    assert search.about(cast.law, "firm/F06").rows


def test_a_code_comes_first_then_titles_that_begin_so_then_the_newest(cast: Cast) -> None:
    law, open_to_all = cast.law, Circle(everybody=True)
    told = [("光伏一", ""), ("县光伏", ""), ("光伏二", ""), ("园光伏", ""), ("路", "光伏")]
    rows = [Thing(f"a/{n}", title, open_to_all, code=code) for n, (title, code) in enumerate(told)]
    index.put(*rows, region=law.region)
    assert everything(law, "光伏") == ["a/4", "a/2", "a/0", "a/3", "a/1"]
    pieces = [search.search(law, "光伏", offset=place, limit=2) for place in (0, 2, 4, 6)]
    assert [len(piece.rows) for piece in pieces] == [2, 2, 1, 0]
    assert [piece.more for piece in pieces] == [True, True, False, False]


def test_what_is_told_otherwise_is_found_otherwise(cast: Cast) -> None:
    law, region = cast.law, cast.where.pk
    index.put(Thing("a/1", "光伏电站", Circle(everybody=True)), region=region)
    index.put(Thing("a/1", "风电场", Circle(staff=True)), region=region)
    assert (everything(law, "光伏"), everything(law, "fdc"), everything(cast["F06"], "fdc")) == ([], ["a/1"], [])
    with pytest.raises(RuntimeError), transaction.atomic():
        index.put(Thing("a/1", "水电站", Circle()), region=region)
        raise RuntimeError
    assert (everything(law, "水电"), everything(law, "风电")) == ([], ["a/1"])


SAID = ("光伏", "长治", "M30", "SQ-2026-0024", "项目二期", "Energy", "乐", "〔2026〕12号")
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=4)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(WORDS, min_size=1, max_size=4), asking=WORDS, spoken=st.sampled_from(["gf", "changzhi", "2026"]))
def test_both_engines_meet_the_tokens(cast: Cast, titles: list[list[str]], asking: list[str], spoken: str) -> None:
    with transaction.atomic():
        Found.objects.within(cast.where.pk).delete()
        told = [Thing(f"a/{n}", " ".join(words), Circle(everybody=True)) for n, words in enumerate(titles)]
        index.put(*told, region=cast.where.pk)
        tokens = {row.subject: set(row.tokens.split()) for row in Found.objects.within(cast.where.pk)}
        for question, seat in product([*asking, " ".join(asking), spoken], [cast.law, cast["F06"], cast["zrzy"]]):
            met = [s for s, its in tokens.items() if all(any(w <= its for w in ways) for ways in asked(question).words)]
            assert sorted(everything(seat, question)) == sorted(met), question


ODD = ("", "  ", "-", "\0", "'\"", '" OR "', "* NEAR(", "a\0b", "%", "_", "@r1", "#case", "光" * 300)


@pytest.mark.parametrize("text", ODD)
def test_nothing_that_is_typed_breaks_it(cast: Cast, text: str) -> None:
    for seat in (cast.law, cast["F06"], cast["zrzy"]):
        assert set(everything(seat, text)) == set(brute(seat, text))
        assert search.search(seat, "塔筒", kind=text[:5] or "x").rows == ()
