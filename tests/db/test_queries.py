"""Compiled queries beside their ORM twins, on the engine of the run."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from django.db import connection, transaction

from luodi.db.ledger import Unrecorded
from luodi.db.queries import Change, Rows, adds, reads, writes, writes_back
from luodi.spine.commitments.models import Case, Hold
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


@writes
def held_until(case: int, at: datetime) -> Change:
    return Change(Hold.objects.filter(case=case, to_at=None), {"to_at": at})


@writes_back(Standing)
def renamed(region: int, case: int, title: str) -> Change:
    return Change(Case.objects.within(region).filter(pk=case), {"title": title})


@adds
def hold(case: int, party: int, from_at: datetime, to_at: datetime | None) -> Hold:
    return Hold(case_id=case, party_id=party, from_at=from_at, to_at=to_at)


def taken() -> list[list[object]]:
    return connection.ledger.take()  # type: ignore[attr-defined]


def test_rows_are_those_of_the_orm(cast: Cast) -> None:
    number = cast.received()
    twin = Case.objects.within(cast.where.pk).filter(number=number).values_list(*Seen._fields)
    assert seen(region=cast.where.pk, number=number) == [Seen(*row) for row in twin]
    assert [row.number for row in opened_since(region=cast.where.pk, at=twin[0][2])] == [number]
    assert seen(region=cast.where.pk, number="no such") == []


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
    assert taken() == [["commitments_case", ["title", "version"], [[case.pk, "x", case.version]]]]
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
