"""Cases: taken first, at the version that was read; their ball with exactly one party at every instant."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from luodi.spine.commitments import cases, reads
from luodi.spine.commitments.cases import NewCase, Stale
from luodi.spine.commitments.checks import balls
from luodi.spine.commitments.models import Hold
from luodi.spine.journal.record import record
from luodi.spine.journal.verify import verify
from luodi.spine.people.seats import NotYours, Refused
from tests.support.cast import Cast, at
from tests.support.planted import Opened


@pytest.fixture
def case(cast: Cast) -> int:
    """Case SQ-1 of F06 at zrzy, opened on 2 November 2026 at nine."""
    new = NewCase("SQ-1", "A case", "", cast.party("F06"), cast.party("zrzy"))
    with transaction.atomic():
        pk = cases.open_case(new, by=cast["zrzy"], at=at("2026-11-02"))
        record(Opened(pk), by=cast["zrzy"], at=at("2026-11-02"), case=pk)
    return pk


def act(cast: Cast, change: Any, *arguments: Any, **words: Any) -> None:
    with transaction.atomic():
        change(*arguments, by=cast["zrzy"], **words)
        record(Opened(0), by=cast["zrzy"], at=at("2026-11-02"))


def holds(case: int) -> list[tuple[int, datetime, datetime | None]]:
    return [(row.party, row.from_at, row.to_at) for row in reads.holds_of(case)]


def test_taking_raises_the_version(cast: Cast, case: int) -> None:
    assert reads.case_for(cast.law, "SQ-1").version == 1
    act(cast, cases.take, case, seen=1)
    act(cast, cases.take, case)
    assert reads.case_for(cast.law, "SQ-1").version == 3


def test_whoever_read_an_older_version_is_told_the_one_that_stands(cast: Cast, case: int) -> None:
    act(cast, cases.take, case, seen=1)
    with pytest.raises(Stale) as stale:
        act(cast, cases.take, case, seen=1)
    assert (stale.value.case, stale.value.version) == (case, 2)
    assert reads.case_for(cast.law, "SQ-1").version == 2


def test_a_case_that_is_not_there_is_nobodys(cast: Cast, case: int) -> None:
    for seen in (None, 1):
        with pytest.raises(NotYours):
            act(cast, cases.take, case + 1, seen=seen)


def test_numbers_go_on_under_their_prefix(cast: Cast) -> None:
    with transaction.atomic():
        numbers = [cases.next_number(prefix, by=cast.law) for prefix in ("A-2026", "A-2026", "B-2026", "A-2026")]
        record(Opened(0), by=cast.law, at=at("2026-11-02"))
    assert numbers == ["A-2026-0001", "A-2026-0002", "B-2026-0001", "A-2026-0003"]


def test_holds_touch(cast: Cast, case: int) -> None:
    zrzy, firm = cast.party("zrzy"), cast.party("F06")
    act(cast, cases.pass_ball, case, to=zrzy, at=at("2026-11-03"))
    act(cast, cases.pass_ball, case, to=firm, at=at("2026-11-04"))
    act(cast, cases.pass_ball, case, to=zrzy, at=at("2026-11-09"))
    act(cast, cases.close_case, case, at=at("2026-11-10"))
    first, second, third, last = at("2026-11-02"), at("2026-11-04"), at("2026-11-09"), at("2026-11-10")
    assert holds(case) == [(zrzy, first, second), (firm, second, third), (zrzy, third, last)]
    closed = reads.case_for(cast.law, "SQ-1")
    assert (closed.ball, closed.closed_at) == (None, last)


def test_a_hold_never_ends_before_it_began(cast: Cast, case: int) -> None:
    act(cast, cases.pass_ball, case, to=cast.party("F06"), at=at("2026-11-04"))
    act(cast, cases.close_case, case, at=at("2026-11-03"))
    assert holds(case)[-1][1:] == (at("2026-11-04"), at("2026-11-04"))


def test_a_closed_case_is_closed_once(cast: Cast, case: int) -> None:
    act(cast, cases.close_case, case, at=at("2026-11-10"))
    with pytest.raises(Refused, match="closed"):
        act(cast, cases.close_case, case, at=at("2026-11-11"))


def test_the_database_knows_one_open_hold(cast: Cast, case: int) -> None:
    for wrong in ({"from_at": at("2026-11-03")}, {"from_at": at("2026-11-03"), "to_at": at("2026-11-02")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.create(case_id=case, party_id=cast.party("fgw"), **wrong)


WRONG = {
    "a gap": "UPDATE commitments_hold SET from_at = '2026-11-05 00:00:00+00' WHERE to_at IS NULL",
    "a hold after the end": "UPDATE commitments_case SET closed_at = '2026-11-20 00:00:00+00'",
    "another's ball": "UPDATE commitments_case SET ball_id = applicant_id",
    "nobody's ball": "DELETE FROM commitments_hold",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_verify_asks_whose_ball_it_is(cast: Cast, case: int, wrong: str) -> None:
    act(cast, cases.pass_ball, case, to=cast.party("fgw"), at=at("2026-11-04"))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(WRONG[wrong].replace("+00'", "'") if connection.vendor == "sqlite" else WRONG[wrong])
        found = list(balls())
        assert found
        assert set(found) <= set(verify().differences)
        transaction.set_rollback(True)
    assert verify().clean


def test_who_sees_a_case(cast: Cast, case: int) -> None:
    for account in ("window", "leader", "zrzy", "zrzy-head", "F06"):
        assert reads.case_for(cast[account], "SQ-1").pk == case
    for account in ("F17", "fgw", "sthj"):
        with pytest.raises(NotYours) as theirs:
            reads.case_for(cast[account], "SQ-1")
        with pytest.raises(NotYours) as nobodys:
            reads.case_for(cast[account], "SQ-2")
        assert type(theirs.value) is type(nobodys.value)
        assert reads.cases(cast[account]) == []
    act(cast, cases.pass_ball, case, to=cast.party("fgw"), at=at("2026-11-04"))
    act(cast, cases.pass_ball, case, to=cast.party("F17"), at=at("2026-11-05"))
    assert reads.case_for(cast["fgw"], "SQ-1").pk == case
    with pytest.raises(NotYours):
        reads.case_for(cast["F17"], "SQ-1")


@pytest.mark.parametrize("account", ["window", "leader", "zrzy", "F06", "F17", "fgw", "law"])
def test_taking_by_number_asks_what_seeing_asks(cast: Cast, case: int, account: str) -> None:
    """Whoever sees a case takes it in one statement, and nobody else; a version that went by is told."""
    seat = cast.law if account == "law" else cast[account]
    for number in ("SQ-1", "SQ-2", "SQ-1\0"):
        try:
            seen = reads.case_for(seat, number)
        except NotYours:
            with pytest.raises(NotYours), transaction.atomic():
                cases.take_for(number, by=seat)
            continue
        with transaction.atomic():
            assert cases.take_for(number, by=seat, seen=seen.version) == seen.pk
            record(Opened(0), by=cast.law, at=at("2026-11-02"))
        with pytest.raises(Stale) as stale, transaction.atomic():
            cases.take_for(number, by=seat, seen=seen.version)
        assert (stale.value.case, stale.value.version) == (case, seen.version + 1)
        assert reads.case_for(seat, number).version == seen.version + 1
