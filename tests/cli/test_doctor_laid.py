"""What another program or a disk did to tables, indexes, triggers and regions: each is named, with what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from luodi.cli.checks import rows
from luodi.cli.doctor import examine
from luodi.cli.main import main
from luodi.db.laid import lacking, unknown_triggers
from tests.support.cast import Cast


@contextmanager
def spoiled(*statements: str) -> Iterator[None]:
    """The database while these stand, on either engine."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def told() -> list[str]:
    return [f"{one.what} -> {one.remedy}" for one in examine([rows.layout, rows.regions]) if one.level == "bad"]


def test_a_database_just_migrated_lacks_nothing_and_has_nothing_foreign(db: None) -> None:
    assert (list(lacking()), list(unknown_triggers())) == ([], [])
    (found,) = rows.layout()
    assert (found.level, found.remedy) == ("ok", "")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TABLE approvals_notice", "table approvals_notice"),
        ("ALTER TABLE firms_firm RENAME COLUMN industry TO trade", "column firms_firm.industry"),
    ],
)
def test_what_is_gone_is_named(db: None, statement: str, named: str) -> None:
    with spoiled(statement):
        (said,) = [one for one in told() if "the database lacks" in one]
        assert named in said and "luodi restore FILE" in said


@pytest.mark.parametrize("columns", [["party_id"], ["case", "id"], ["region_id", "xid", "id"]])
def test_an_index_that_is_gone_is_named_with_what_makes_it_anew(db: None, columns: list[str]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "journal_entry")
    (name,) = [name for name, one in found.items() if one["index"] and one["columns"] == columns]
    with spoiled(f'DROP INDEX "{name}"'):
        (gone,) = lacking()
        assert (name if len(columns) > 1 else "index of journal_entry.party_id") in gone.what
        (said,) = told()
        assert "nothing recorded is lost" in said and said.endswith(gone.anew)
        with connection.cursor() as cursor:
            cursor.execute(gone.anew)
        assert told() == []


def test_our_own_index_of_the_search_that_is_gone_is_named(db: None) -> None:
    gone = "DROP TRIGGER find_put" if connection.vendor == "sqlite" else "DROP INDEX find_index"
    with spoiled(gone):
        assert gone.split()[-1] + " of find_found" in told()[0]


def test_a_trigger_nobody_of_us_made_is_named(db: None) -> None:
    act = "BEGIN UPDATE firms_firm SET scale = ''; END"
    made = ["CREATE FUNCTION evil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"]
    if connection.vendor == "sqlite":
        made = []
    else:
        act = "EXECUTE FUNCTION evil()"
    with spoiled(*made, f"CREATE TRIGGER evil AFTER INSERT ON journal_entry FOR EACH ROW {act}"):
        (said,) = told()
        assert "not ours: evil on journal_entry" in said and "luodi verify" in said


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc"])
def test_a_zone_nobody_knows_is_named_and_tick_says_one_sentence(
    cast: Cast, zone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with spoiled(f"UPDATE people_region SET zone = '{zone}', frozen_on = NULL"):
        (said,) = told()
        assert said.startswith(f"{cast.where.code}: the time zone '{zone}' is not known -> run: luodi verify")
        assert main(["tick"]) == 1
        assert f"the time zone '{zone}' is not known; run: luodi doctor" in capsys.readouterr().err


def test_where_facts_stand_without_a_region_no_demo_is_the_remedy(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "places", list)
    (said,) = told()
    assert "the journal has facts" in said and "luodi restore FILE" in said and "demo" not in said
