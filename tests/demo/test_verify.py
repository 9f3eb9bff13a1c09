"""Verify finds what was changed behind the journal's back, in every table, and is clean when it is put back."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from luodi.db.fields import PersonalText, Salt
from luodi.db.told import told_tables, untold_tables
from luodi.slices.approvals.actions import decision
from luodi.slices.firms.models import Firm
from luodi.slices.meetings.models import Meeting
from luodi.spine.commitments import handover
from luodi.spine.commitments.cases import next_number
from luodi.spine.commitments.models import Commitment, Edge
from luodi.spine.files.models import StoredFile
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import record
from luodi.spine.journal.verify import verify
from luodi.spine.people.models import Person, User
from tests.support.cast import DAY, Cast, Demo, at
from tests.support.planted import Opened, a_row

TABLES = sorted(told_tables())


@pytest.fixture
def filled(demo: Demo) -> Demo:
    """The demo county, with a row in the tables it leaves empty."""
    law = demo.seat("window")
    enrol.load_calendar(
        year=2027, off={date(2027, 1, 1): "元旦"}, work={}, source="a test", by=law, at=at("2026-11-20")
    )
    decision.remark(number="C15", text="a remark", by=demo.seat("zrzy"), at=at("2026-11-20"))
    post = demo.seat("zrzy-head").post
    assert post is not None
    enrol.change_holder(post=post, name="新人", from_on=DAY, by=law, at=at(DAY))
    assert handover.ask(demo.where, on=DAY, at=at(DAY))
    second, first = Commitment.objects.within(law.region).order_by("-pk").values_list("pk", flat=True)[:2]
    with transaction.atomic():
        next_number("ZRZY-2026", by=law)
        Edge.objects.create(before_id=first, after_id=second, reason="a test")
        StoredFile.objects.create(region_id=law.region, sha256="0" * 64, size=1, media_type="text/plain", name="a",
                                  given_by_id=law.party, given_at=at("2026-11-20"))  # fmt: skip
        for model in told_tables().values():
            a_row(model)
        record(Opened(0), by=law, at=at("2026-11-20"))
    return demo


def _another(column: Any, value: Any) -> Any:
    """Another value of the same column; far away, so that no other row has it."""
    if isinstance(column, models.ForeignKey):
        return (value or 0) + 1_000_000
    if isinstance(column, models.BooleanField):
        return not value
    if isinstance(column, models.JSONField):
        return json.dumps(["~"])
    if isinstance(column, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value(
            datetime(1990 if column.column == "from_at" else 2100, 1, 1, tzinfo=at("2026-11-02").tzinfo)
        )
    if isinstance(column, models.DateField):
        return "1990-01-01"
    return (value or 0) + 1 if isinstance(column, models.IntegerField | models.DecimalField) else "~"


def _write(table: str, key: int, values: dict[str, Any]) -> None:
    """Behind the journal's back: no compiler of ours sees this."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        sets = ", ".join(f"{quote(column)} = %s" for column in values)
        cursor.execute(f"UPDATE {quote(table)} SET {sets} WHERE id = %s", [*values.values(), key])
        assert cursor.rowcount == 1


@pytest.fixture
def constraints_wait() -> Iterator[None]:
    """Foreign keys are asked at the commit, which does not come."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "SELECT 1")
    return


def test_a_changed_row_is_named_by_table_and_key(filled: Demo, constraints_wait: None) -> None:
    for table in TABLES:
        _changed_row_is_named(table)


def _changed_row_is_named(table: str) -> None:
    model = told_tables()[table]
    columns = {f.column: f for f in model._meta.local_concrete_fields if not f.primary_key and not isinstance(f, Salt)}
    with transaction.atomic():
        key = model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
        row = model._base_manager.filter(pk=key).values(*(f.attname for f in columns.values())).get()
        _write(table, key, {c: _another(f, row[f.attname]) for c, f in columns.items()})
        found = [d for d in verify().differences if d.table == table and d.key == key]
        assert {d.column for d in found} >= set(columns), table
        transaction.set_rollback(True)  # put back: `everything_is_told` asks verify once more


def test_a_row_that_went_or_came_is_named(filled: Demo, constraints_wait: None) -> None:
    for table in TABLES:
        _coming_and_going_are_named(table)


def _coming_and_going_are_named(table: str) -> None:
    model = told_tables()[table]
    key = model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
    with transaction.atomic():
        with connection.cursor() as cursor:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"UPDATE {quoted} SET id = 1000000 + id WHERE id = %s", [key])
        found = {(d.key, d.column, d.in_table, d.in_journal) for d in verify().differences if d.table == table}
        assert found >= {(key, "", "missing", "present"), (1_000_000 + key, "", "present", "unknown")}, table
        transaction.set_rollback(True)  # put back: `everything_is_told` asks verify once more


def test_every_table_is_covered_or_has_its_reason(demo: Demo) -> None:
    verdict = verify()
    assert verdict.clean
    assert verdict.covered == TABLES
    assert verdict.not_covered.items() >= untold_tables().items()
    assert set(verdict.covered) | set(verdict.not_covered) >= set(connection.introspection.table_names())
    assert "nobody" not in " ".join(verdict.not_covered.values())
    assert set(verdict.covered) | set(verdict.not_covered) >= {m._meta.db_table for m in Entry._meta.apps.get_models()}
    assert verdict.facts == Entry.objects.everywhere("a test").count()


@pytest.mark.parametrize("column", ["kind", "payload", "rows", "subject", "case", "happened_at", "person_id", "leaf"])
def test_a_doctored_fact_is_found_by_its_leaf(cast: Cast, constraints_wait: None, column: str) -> None:
    cast.accepted()
    key = Entry.objects.within(cast.where.pk).filter(kind="approvals.received").values_list("pk", flat=True)[0]
    changed: dict[str, Any] = {
        "case": 77, "person_id": cast.persons["F17"], "payload": '{"number": "X"}', "rows": "[]", "leaf": b"\0" * 32,
        "happened_at": connection.ops.adapt_datetimefield_value(at("2026-11-01")),
    }  # fmt: skip
    with transaction.atomic():
        _write("journal_entry", key, {column: changed.get(column, "x")})
        assert ("journal_entry", key, "leaf") in {(d.table, d.key, d.column) for d in verify().differences}
        transaction.set_rollback(True)
    assert verify().clean


def test_table_and_fact_changed_together_are_found_by_the_leaf(cast: Cast) -> None:
    """Whoever changes the row and the fact that tells it still has the leaf against him."""
    entry = Entry.objects.within(cast.where.pk).get(kind="projects.registered")
    with transaction.atomic():
        _write("journal_entry", entry.pk, {"rows": entry.rows.replace("塔筒及法兰", "别的项目")})
        key = json.loads(entry.rows)[0][2][0][0]
        _write("projects_project", key, {"name": "别的项目"})
        assert [(d.table, d.key, d.column) for d in verify().differences] == [("journal_entry", entry.pk, "leaf")]
        transaction.set_rollback(True)


def test_the_journal_holds_no_name_and_no_password(demo: Demo) -> None:
    """But for who is named in the minute of a meeting, in a row: that is an official paper, and it stays whole."""
    told = list(Entry.objects.everywhere("a test").values_list("payload", "rows"))
    minutes = "\n".join(Meeting.objects.everywhere("a test").values_list("text", flat=True))
    payloads, text = "\n".join(payload for payload, _ in told), "\n".join(f"{p}\n{r}" for p, r in told)
    names = {name for name in Person.objects.everywhere("a test").values_list("name", flat=True) if name}
    contacts = {name for name in Firm.objects.everywhere("a test").values_list("contact", flat=True) if name}
    secrets = set(User.objects.values_list("password", flat=True)) | set(demo.passwords.values())
    salts = set(Person.objects.everywhere("a test").values_list("salt", flat=True))
    assert min(len(names), len(contacts), len(secrets), len(salts)) > 5
    assert not [word for word in names | contacts | secrets | salts if f'"{word}"' in text]
    assert not [word for word in names if len(word) > 2 and word in payloads]
    unnamed = {name for name in names if name not in minutes}
    assert len(unnamed) > 5
    assert not [word for word in secrets | salts | {n for n in unnamed if len(n) > 2} if word in text]
    assert '"hmac:' in text


def test_every_personal_column_is_told_sealed(filled: Demo) -> None:
    for table, model in told_tables().items():
        for column in (f for f in model._meta.local_concrete_fields if isinstance(f, PersonalText)):
            told = [
                dict(zip(columns, values, strict=True))[column.column]
                for rows in Entry.objects.everywhere("a test").values_list("rows", flat=True)
                for name, columns, changed in json.loads(rows)
                if name == table and columns and column.column in columns
                for _, *values in changed
            ]
            assert told, column
            assert all(value == "" or value.startswith("hmac:") for value in told), column


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("commitments_commitment", "closed_on", "tampered"),
        ("commitments_commitment", "due_on", "2026-13-45"),
        ("commitments_commitment", "wake_on", 7),
        ("commitments_case", "opened_at", "never"),
        ("people_user", "is_active", "x"),
        ("meetings_matter", "reached", "much"),
        ("journal_entry", "happened_at", "never"),
    ],
)
def test_what_no_reader_can_make_sense_of_is_named(filled: Demo, table: str, column: str, value: object) -> None:
    """SQLite keeps whatever is written into a column; PostgreSQL refuses it."""
    model = next(m for m in Entry._meta.apps.get_models() if m._meta.db_table == table)
    key = model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with pytest.raises(DatabaseError), transaction.atomic():
                _write(table, key, {column: value})
        else:
            _write(table, key, {column: value})
            found = {(d.table, d.key, d.column, d.in_table) for d in verify().differences}
            assert (table, key, column, str(value)) in found
        transaction.set_rollback(True)
    assert verify().clean


def test_every_place_no_reader_can_make_sense_of_is_named(cast: Cast) -> None:
    """Two in one row, and one in a row no fact tells of; PostgreSQL holds no such thing."""
    cast.accepted()
    key, case = Commitment.objects.within(cast.where.pk).order_by("pk").values_list("pk", "case")[0]
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            _write("commitments_commitment", key, {"due_on": "soon", "amber_on": "sooner"})
        return
    with transaction.atomic():
        _write("commitments_commitment", key, {"due_on": "soon", "amber_on": "sooner"})
        _write("commitments_case", case, {"id": 5000, "opened_at": "never"})
        found = {(d.table, d.key, d.column, d.in_table) for d in verify().differences}
        assert found >= {("commitments_commitment", key, "due_on", "soon")}
        assert found >= {("commitments_commitment", key, "amber_on", "sooner")}
        assert found >= {("commitments_case", 5000, "opened_at", "never"), ("commitments_case", case, "", "missing")}
        transaction.set_rollback(True)


def test_a_fact_whose_rows_are_no_rows_is_named(cast: Cast) -> None:
    key = Entry.objects.within(cast.where.pk).order_by("-pk").values_list("pk", flat=True)[0]
    for rows in ("[", "{}", '[["a"]]', "[1]"):
        with transaction.atomic():
            _write("journal_entry", key, {"rows": rows})
            assert ("journal_entry", key, "leaf") in {(d.table, d.key, d.column) for d in verify().differences}
            transaction.set_rollback(True)
