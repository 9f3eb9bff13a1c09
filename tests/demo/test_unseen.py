"""Changes that a careless comparison would not see: another kind of the same value, less than a place, no letters."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, DateField, DecimalField, JSONField, Model, TextField

from luodi.db.fields import PersonalText, Salt
from luodi.db.reading import told_columns
from luodi.db.told import told_tables
from luodi.kernel.fold import Difference
from luodi.spine.journal.models import Batch, Checkpoint, Entry
from luodi.spine.journal.seal import seal
from luodi.spine.journal.verify import verify
from tests.support.cast import Demo, at

AMOUNT = ("{0} + 0.004", "9e18")
TEXT = ("CAST(CAST({0} AS blob) || x'ff' AS text)",)
WRITTEN = ("' ' || {0}", "CAST({0} AS blob)", "'{{\"a\": 1, \"a\": 2}}'", "'[1e2]'")
LETTERS = ("CharField", "TextField")
LITE: dict[type, tuple[str, ...]] = {DecimalField: AMOUNT, JSONField: WRITTEN, DateField: TEXT, CharField: TEXT,
                                     TextField: TEXT}  # fmt: skip
TYPED: dict[type, tuple[str, ...]] = {DecimalField: ("{0} + 1", "'NaN'"), JSONField: ("'\"other\"'", "'[null]'"),
                                      DateField: ("'infinity'", "'0044-03-15 BC'")}  # fmt: skip


def columns() -> list[tuple[type[Model], Any, tuple[str, ...]]]:
    """Every column of a business table with what is done to it, of the kinds at hand."""
    ways = LITE if connection.vendor == "sqlite" else TYPED
    return [
        (model, field, next((each for kind, each in ways.items() if isinstance(field, kind)), ()))
        for model in told_tables().values()
        for field in told_columns(model)[1:]
        if not isinstance(field, Salt | PersonalText) and not field.is_relation
    ]


def done_to(model: type[Model], column: str, way: str) -> int:
    """Do it to the first row that has a value there; its key, 0 where none has or the engine itself refuses."""
    table = connection.ops.quote_name(model._meta.db_table)
    name, key = connection.ops.quote_name(column), connection.ops.quote_name(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min({key}) FROM {table} WHERE {name} IS NOT NULL")
        row = cursor.fetchone()[0]
        cast = "::jsonb" if connection.vendor == "postgresql" and way[:2] in ("'[", "'\"") else ""
        cursor.execute(f"UPDATE {table} SET {name} = {way.format(name)}{cast} WHERE {key} = %s", [row])
        return row or 0


def found(model: type[Model], column: str, way: str) -> tuple[int, list[Difference]]:
    """What verify says of it, taken back afterwards."""
    mark = transaction.savepoint()
    try:
        key = done_to(model, column, way)
    except IntegrityError:
        return 0, []
    else:
        return key, verify().differences if key else []
    finally:
        transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("part", range(3))
def test_each_is_found_with_table_key_and_column(demo: Demo, part: int) -> None:
    each = [(model, field, way) for model, field, ways in columns() for way in ways]
    first = {(model, way): field for model, field, way in reversed(each)}
    each = [one for one in each if one[2] not in TEXT or first[one[0], one[2]] is one[1]]  # of letters one a table
    tried, missed = 0, []
    for model, field, way in each[part::3]:
        key, differences = found(model, str(field.column), way)
        tried += bool(key)
        if key and (model._meta.db_table, key, field.column) not in [one[:3] for one in differences]:
            missed.append((model._meta.db_table, field.column, way, differences[:1]))
    assert not missed
    assert tried > 2


def test_what_the_journal_cannot_hold_is_found_in_it(demo: Demo) -> None:
    """On an engine with types the change is another value of the same type."""
    seal(demo.where, at=at("2026-11-20"))
    lite, missed = connection.vendor == "sqlite", []
    for model in (Entry, Batch, Checkpoint):
        for field in model._meta.local_concrete_fields:
            if field.primary_key or field.is_relation or field.null:
                continue
            way = {"BinaryField": "hex({0})" if lite else "substring({0} from 2)"}.get(field.get_internal_type())
            way = way or ("CAST({0} AS blob)" if lite else "{0} || '~'" if field.get_internal_type() in LETTERS else "")
            key, differences = found(model, str(field.column), way) if way else (0, [])
            where = [(model._meta.db_table, key), ("journal_checkpoint", key)][: 2 if model is Batch else 1]
            if key and not {one[:2] for one in differences} & {*where}:  # a checkpoint signs what its batch says
                missed.append((model._meta.db_table, field.column, way, differences[:2]))
    assert not missed


def test_true_is_not_one(demo: Demo) -> None:
    from luodi.slices.plans.models import Plan

    mark = transaction.savepoint()
    with connection.cursor() as cursor:
        text = "answers::text" if connection.vendor == "postgresql" else "answers"
        back = "::jsonb" if connection.vendor == "postgresql" else ""
        cursor.execute(f"UPDATE plans_plan SET answers = replace({text}, 'true', '1'){back} WHERE {text} LIKE '%true%'")
    differences = verify().differences
    transaction.savepoint_rollback(mark)
    assert {one.table for one in differences} == {Plan._meta.db_table}
    assert {one.column for one in differences} == {"answers"}
