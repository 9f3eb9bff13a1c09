"""Compiled queries beside their ORM twins, on the engine of the run."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from luodi.db.ledger import Unrecorded
from luodi.db.queries import MOST_AT_ONCE, Change, Rows, adds, adds_many, among, reads, writes, writes_back
from luodi.spine.commitments.models import Case, Hold
from luodi.spine.people.models import CalendarDay
from tests.support.cast import Cast

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


class Seen(NamedTuple):
    pk: int
    number: str
    opened_at: datetime
    applicant__key: str


class Standing(NamedTuple):
    pk: int
    version: int


@reads(Seen)
def seen(region: int, number: str) -> Rows:
    return Case.objects.within(region).filter(number=number)


@reads(Seen)
def opened_since(region: int, at: datetime) -> Rows:
    return Case.objects.within(region).filter(opened_at__gte=at).order_by("pk")


@reads(Seen)
def of_applicants(region: int, parties: list[int]) -> Rows:
    return Case.objects.within(region).filter(applicant__in=among(parties)).order_by("pk")


@reads(Seen)
def of_keys(region: int, cases: list[int]) -> Rows:
    return Case.objects.within(region).filter(pk__in=among(cases)).order_by("pk")


@writes
def held_until(case: int, at: datetime) -> Change:
    return Change(Hold.objects.filter(case=case, to_at=None), {"to_at": at})


@writes_back(Standing)
def renamed(region: int, case: int, title: str) -> Change:
    return Change(Case.objects.within(region).filter(pk=case), {"title": title})


@adds
def hold(case: int, party: int, from_at: datetime, to_at: datetime | None) -> Hold:
    return Hold(case_id=case, party_id=party, from_at=from_at, to_at=to_at)


class Holder(NamedTuple):
    pk: int
    key: str


class Held(NamedTuple):
    pk: int
    number: str
    ball: Holder | None
    applicant: Holder


@reads(Held)
def held_by(region: int, number: str) -> Rows:
    return Case.objects.within(region).filter(number=number)


class RestDay(NamedTuple):
    region: int
    day: date
    name: str


@adds_many
def rest_days(new: RestDay) -> CalendarDay:
    return CalendarDay(region_id=new.region, day=new.day, kind="off", name=new.name, source="a test")


def taken() -> list[list[object]]:
    return connection.ledger.take()  # type: ignore[attr-defined]


def test_rows_are_those_of_the_orm(cast: Cast) -> None:
    number = cast.received()
    twin = Case.objects.within(cast.where.pk).filter(number=number).values_list(*Seen._fields)
    assert seen(region=cast.where.pk, number=number) == [Seen(*row) for row in twin]
    assert [row.number for row in opened_since(region=cast.where.pk, at=twin[0][2])] == [number]
    assert seen(region=cast.where.pk, number="no such") == []


def test_any_number_of_keys_is_one_statement(cast: Cast) -> None:
    numbers = [cast.received() for _ in range(3)]
    cases = list(Case.objects.within(cast.where.pk).order_by("pk"))
    firm = cases[0].applicant_id
    for many in (0, 1, 3, 3000):
        keys = [case.pk for case in cases[:many]] + list(range(-many, 0))
        assert [row.number for row in of_keys(region=cast.where.pk, cases=keys)] == numbers[:many]
    assert [row.number for row in of_applicants(region=cast.where.pk, parties=[firm, firm])] == numbers
    assert of_applicants(region=cast.where.pk, parties=[]) == []
    with CaptureQueriesContext(connection) as asked:
        of_keys(region=cast.where.pk, cases=[cases[0].pk, cases[2].pk])
    assert len(asked) == 1


def test_each_way_tells_what_the_orm_tells(cast: Cast) -> None:
    cast.received()
    case = Case.objects.within(cast.where.pk).get()
    marks = transaction.savepoint()
    assert held_until(case=case.pk, at=AT) == 1
    compiled = taken()
    transaction.savepoint_rollback(marks)
    marks = transaction.savepoint()
    Hold.objects.filter(case=case.pk, to_at=None).update(to_at=AT)
    assert taken() == compiled
    transaction.savepoint_rollback(marks)


def test_changed_rows_come_back_as_they_are_now(cast: Cast) -> None:
    cast.received()
    case = Case.objects.within(cast.where.pk).get()
    mark = transaction.savepoint()
    assert renamed(region=cast.where.pk, case=case.pk, title="x") == [Standing(case.pk, case.version)]
    assert taken() == [["commitments_case", ["title"], [[case.pk, "x"]]]]
    transaction.savepoint_rollback(mark)


def test_a_new_row_has_its_key_and_is_told_whole(cast: Cast) -> None:
    cast.received()
    case = Case.objects.within(cast.where.pk).get()
    mark = transaction.savepoint()
    held_until(case=case.pk, at=AT)
    taken()
    pk = hold(case=case.pk, party=case.applicant_id, from_at=AT, to_at=None)
    row = Hold.objects.get(pk=pk)
    assert (row.case_id, row.party_id, row.from_at, row.to_at) == (case.pk, case.applicant_id, AT, None)
    [[table, columns, rows]] = taken()
    assert table == "commitments_hold"
    assert dict(zip(columns, rows[0][1:], strict=True))["party_id"] == case.applicant_id
    transaction.savepoint_rollback(mark)


def test_a_condition_of_none_is_another_query(cast: Cast) -> None:
    with pytest.raises(TypeError, match="number is None"):
        seen(region=cast.where.pk, number=None)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(Unrecorded, match="outside a transaction"):
        held_until(case=1, at=AT)


def test_a_row_in_a_row_is_read_along_its_key(cast: Cast) -> None:
    number = cast.received()
    case = Case.objects.within(cast.where.pk).select_related("ball", "applicant").get(number=number)
    assert case.ball is not None
    applicant = Holder(case.applicant.pk, case.applicant.key)
    [found] = held_by(region=cast.where.pk, number=number)
    assert found == Held(case.pk, number, Holder(case.ball.pk, case.ball.key), applicant)
    mark = transaction.savepoint()
    Case.objects.within(cast.where.pk).filter(pk=case.pk).update(ball=None)
    assert held_by(region=cast.where.pk, number=number) == [Held(case.pk, number, None, applicant)]
    transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("count", [0, 1, 3, MOST_AT_ONCE + 2])
def test_many_rows_have_their_keys_in_order_and_are_told(cast: Cast, count: int) -> None:
    new = [RestDay(cast.where.pk, date(2026, 12, place + 1), f"day {place}") for place in range(count)]
    mark = transaction.savepoint()
    with CaptureQueriesContext(connection) as asked:
        keys = rest_days(new)
    assert len(asked) == -(-count // MOST_AT_ONCE)
    told = [row for _, _, rows in taken() for row in rows]
    stored = CalendarDay.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "day", "name")
    assert list(stored) == [(pk, one.day, one.name) for pk, one in zip(keys, new, strict=True)]
    assert [row[0] for row in told] == keys
    transaction.savepoint_rollback(mark)
    CalendarDay.objects.bulk_create(
        CalendarDay(region_id=one.region, day=one.day, kind="off", name=one.name, source="a test") for one in new
    )
    assert [row[1:] for _, _, rows in taken() for row in rows] == [row[1:] for row in told]
    transaction.savepoint_rollback(mark)


def test_whoever_watches_a_connection_sees_every_statement(cast: Cast) -> None:
    number = cast.received()
    asked: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    unseen = seen(region=cast.where.pk, number=number)
    with connection.execute_wrapper(watch):
        assert seen(region=cast.where.pk, number=number) == unseen
    assert [sql[:6] for sql in asked] == ["SELECT"]


def test_an_error_of_the_driver_is_one_of_djangos(cast: Cast) -> None:
    cast.received()
    case = Case.objects.within(cast.where.pk).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(case=case.pk, party=case.applicant_id, from_at=AT, to_at=None)
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        seen(region=cast.where.pk, number="any")
