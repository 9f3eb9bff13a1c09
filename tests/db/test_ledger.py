"""Every way of Django's to write tells; what no fact took is never committed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import F, ProtectedError
from django.db.models.functions import Concat

from luodi.db.ledger import Ledger, Unrecorded
from luodi.db.told import told_tables, untold_tables
from luodi.spine.journal import facts
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import record
from luodi.spine.people.models import CalendarDay, Party, Region
from luodi.spine.people.reads import place
from luodi.spine.people.seats import Place, of_law
from tests.support.cast import BEGUN, Cast


@pytest.fixture
def ledger(cast: Cast) -> Iterator[Ledger]:
    """The ledger of a transaction whose changes go with the test."""
    with transaction.atomic():
        yield connection.ledger
        transaction.set_rollback(True)


def _new(cast: Cast, key: str) -> Party:
    return Party(region_id=cast.where.pk, key=key, kind="town", name="一")


def _stored(cast: Cast, key: str = "T1") -> Party:
    party = _new(cast, key)
    party.save()
    connection.ledger.take()
    return party


def _everything(party: Party) -> list[Any]:
    return [party.pk, party.region_id, party.key, party.kind, party.name, party.name_en]


ALL = ["region_id", "key", "kind", "name", "name_en"]


def test_a_new_row_tells_every_column(cast: Cast, ledger: Ledger) -> None:
    party = _new(cast, "T1")
    party.save()
    assert ledger.take() == [["people_party", ALL, [_everything(party)]]]


def test_a_saved_row_tells_what_was_set(cast: Cast, ledger: Ledger) -> None:
    party = _stored(cast)
    party.name = "二"
    party.save()
    assert ledger.take() == [["people_party", ALL, [_everything(party)]]]
    party.save(update_fields=["name"])
    assert ledger.take() == [["people_party", ["name"], [[party.pk, "二"]]]]


def test_an_update_tells_what_the_database_computed(cast: Cast, ledger: Ledger) -> None:
    party = _stored(cast)
    rows = Party.objects.within(cast.where.pk).filter(pk=party.pk)
    assert rows.update(name=Concat("name", F("key"))) == 1
    assert ledger.take() == [["people_party", ["name"], [[party.pk, "一T1"]]]]


def test_an_update_through_a_join_tells_its_rows(cast: Cast, ledger: Ledger) -> None:
    party = _stored(cast)
    rows = Party.objects.everywhere("a test").filter(region__code="990900", key="T1")
    assert rows.update(kind="park") == 1
    assert ledger.take() == [["people_party", ["kind"], [[party.pk, "park"]]]]


def test_what_touches_no_row_is_not_told(cast: Cast, ledger: Ledger) -> None:
    assert Party.objects.within(cast.where.pk).filter(key="none").update(name="x") == 0
    assert Party.objects.within(cast.where.pk).none().update(name="x") == 0
    assert Party.objects.within(cast.where.pk).filter(key="none").delete()[0] == 0
    assert ledger.take() == []


def test_many_at_once_tell_each_row(cast: Cast, ledger: Ledger) -> None:
    made = Party.objects.bulk_create([_new(cast, f"T{n}") for n in range(5)], batch_size=2)
    assert [row for _, _, rows in ledger.take() for row in rows] == [_everything(party) for party in made]
    for party in made:
        party.name = party.key
    Party.objects.everywhere("a test").bulk_update(made, ["name"], batch_size=2)
    told = [tuple(row) for table, columns, rows in ledger.take() for row in rows if (table, columns) == _NAMES]
    assert sorted(told) == sorted((party.pk, party.key) for party in made)


_NAMES = ("people_party", ["name"])


def test_an_upsert_tells_what_stands_afterwards(cast: Cast, ledger: Ledger) -> None:
    party = _stored(cast)
    again, other = _new(cast, "T1"), _new(cast, "T2")
    again.name = "三"
    Party.objects.bulk_create(
        [again, other], update_conflicts=True, unique_fields=["region", "key"], update_fields=["name"]
    )
    told = {row[0]: row[4] for _, _, rows in ledger.take() for row in rows}
    assert told == dict(Party.objects.everywhere("a test").filter(key__in=["T1", "T2"]).values_list("pk", "name"))
    assert told[party.pk] == "三"


def test_get_or_create_tells_once(cast: Cast, ledger: Ledger) -> None:
    rows = Party.objects.within(cast.where.pk)
    party, made = rows.get_or_create(key="T1", region_id=cast.where.pk, defaults={"kind": "town"})
    assert made
    assert ledger.take() == [["people_party", ALL, [_everything(party)]]]
    assert rows.get_or_create(key="T1", region_id=cast.where.pk) == (party, False)
    assert ledger.take() == []
    rows.update_or_create(key="T1", region_id=cast.where.pk, defaults={"name": "四"})
    assert ledger.take() == [["people_party", ["name"], [[party.pk, "四"]]]]


def test_what_is_gone_is_told(cast: Cast, ledger: Ledger) -> None:
    first, second = _stored(cast), _stored(cast, "T2")
    keys = first.pk, second.pk
    first.delete()
    Party.objects.everywhere("a test").filter(key="T2").delete()
    assert ledger.take() == [["people_party", None, [[keys[0]]]], ["people_party", None, [[keys[1]]]]]


def test_nothing_goes_by_cascade(cast: Cast, ledger: Ledger) -> None:
    """A cascade in the database would tell nothing, so no business table has one, nor a table of its own for many."""
    for model in told_tables().values():
        assert not model._meta.many_to_many
        for column in model._meta.local_concrete_fields:
            if isinstance(column, models.ForeignKey):
                assert column.remote_field.on_delete is models.PROTECT, column
    with pytest.raises(ProtectedError):
        Party.objects.within(cast.where.pk).get(key="zrzy").delete()


def test_every_table_is_told_or_says_why_not() -> None:
    assert not told_tables().keys() & untold_tables().keys()
    assert all(untold_tables().values())
    ours = {name for name, model in {m._meta.db_table: m for m in Entry._meta.apps.get_models()}.items()
            if model.__module__.startswith("luodi.")}  # fmt: skip
    assert ours <= told_tables().keys() | untold_tables().keys()
    journal = {"journal_batch", "journal_checkpoint", "journal_entry", "journal_once"}
    assert ours - told_tables().keys() == journal | {"find_found", "jobs_job"}


def test_a_savepoint_gives_back_what_was_told_inside(cast: Cast, ledger: Ledger) -> None:
    party = _new(cast, "T1")
    party.save()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _new(cast, "T2").save()
        raise ZeroDivisionError
    assert ledger.take() == [["people_party", ALL, [_everything(party)]]]


def test_a_savepoint_gives_back_what_a_fact_took_inside(cast: Cast, ledger: Ledger) -> None:
    party = _new(cast, "T1")
    party.save()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _new(cast, "T2").save()
        record(facts.PartiesRegistered(1), by=cast.law, at=BEGUN)
        assert ledger.open_tables() == []
        raise ZeroDivisionError
    assert ledger.open_tables() == ["people_party"]
    record(facts.PartiesRegistered(1), by=cast.law, at=BEGUN)
    entry = Entry.objects.within(cast.where.pk).latest("id")
    assert f'"{party.key}"' in entry.rows
    assert '"T2"' not in entry.rows


def test_a_released_savepoint_keeps_what_it_told(cast: Cast, ledger: Ledger) -> None:
    with transaction.atomic():
        _new(cast, "T1").save()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        with transaction.atomic():
            _new(cast, "T2").save()
        raise ZeroDivisionError
    assert [row[2] for _, _, rows in ledger.take() for row in rows] == ["T1"]


def _region(code: str = "990901") -> Region:
    return Region(code=code, name="县", zone="Asia/Shanghai", calendar="CN")


WRITES: dict[str, Callable[[], Any]] = {
    "save": lambda: _region().save(),
    "create": lambda: Region.objects.create(code="990901", name="县", zone="Asia/Shanghai", calendar="CN"),
    "bulk_create": lambda: Region.objects.bulk_create([_region()]),
    "get_or_create": lambda: Region.objects.get_or_create(code="990901"),
    "update": lambda: Region.objects.filter(code="990902").update(name="乡"),
    "save again": lambda: Region.objects.get(code="990902").save(),
    "delete": lambda: CalendarDay.objects.filter(kind="off").delete(),
    "delete one": lambda: CalendarDay.objects.get().delete(),
    "in a transaction without a fact": lambda: _in_a_transaction(lambda: _region().save()),
    "after the fact": lambda: _in_a_transaction(_after_the_fact),
}


def _in_a_transaction(act: Callable[[], Any]) -> None:
    with transaction.atomic():
        act()


def _after_the_fact() -> None:
    region = _region()
    region.save()
    record(facts.RegionRegistered(region.code, region.name, region.zone), by=of_law(_place(region)), at=BEGUN)
    Region.objects.filter(pk=region.pk).update(name="乡")


def _place(region: Region) -> Place:
    return place(region.code)


@pytest.mark.parametrize("way", WRITES)
def test_without_a_fact_nothing_is_committed(transactional_db: None, way: str) -> None:
    with transaction.atomic():
        region = _region("990902")
        region.save()
        CalendarDay.objects.create(region=region, day="2026-12-24", kind="off", source="a test")
        record(facts.RegionRegistered(region.code, region.name, region.zone), by=of_law(_place(region)), at=BEGUN)
    with pytest.raises(Unrecorded, match=r"people_(region|calendarday)"):
        WRITES[way]()
    assert list(Region.objects.values_list("code", "name")) == [("990902", "县")]
    assert CalendarDay.objects.count() == 1
    assert Entry.objects.everywhere("a test").count() == 1
    assert connection.ledger.take() == []
    assert not connection.in_atomic_block


def test_a_fact_in_time_lets_the_commit_pass(transactional_db: None) -> None:
    with transaction.atomic():
        region = _region()
        region.save()
        CalendarDay.objects.create(region=region, day="2026-12-24", kind="off", source="a test")
        record(facts.RegionRegistered(region.code, region.name, region.zone), by=of_law(_place(region)), at=BEGUN)
    assert Region.objects.count() == 1


def test_a_fact_is_recorded_inside_the_transaction_of_its_rows(transactional_db: None) -> None:
    region = _region()
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        region.save()
        law = of_law(_place(region))
        raise transaction.TransactionManagementError
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        record(facts.PartiesRegistered(0), by=law, at=BEGUN)
