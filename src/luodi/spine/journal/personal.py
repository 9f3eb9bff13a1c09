"""Whether personal columns are sealed with the key of now, told cheaply: every seal would differ under another."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import DatabaseError

from luodi.db.fields import PersonalText, Salt
from luodi.db.told import told_tables
from luodi.db.values import SEALED, sealed
from luodi.spine.journal.models import Entry

LOOKED_AT = 8  # of the newest facts with something personal


def of_another_key() -> bool:
    """Whether what facts say of rows that stand is sealed with another key. One row that differs, or something that
    cannot be read, is verify's matter."""
    try:
        held = list(islice(_compared(), LOOKED_AT))
    except (ValueError, TypeError, DatabaseError):
        return False
    return bool(held) and not any(held)


def _compared() -> Iterator[bool]:
    """Whether a seal is that of the value in the row, the newest fact of each first; what was erased says nothing."""
    facts = Entry.objects.everywhere("doctor").filter(rows__contains=f'"{SEALED}').order_by("-pk")
    seen = set()
    for rows in facts.values_list("rows", flat=True)[:LOOKED_AT]:
        for table, columns, told in reversed(json.loads(rows)):
            for key, column, seal in _seals(columns, told):
                standing = None if (table, key, column) in seen else _standing(table, key, column)
                seen.add((table, key, column))
                if standing:
                    yield sealed(*standing) == seal


def _seals(columns: list[str] | str | None, told: list[list[Any]]) -> Iterator[tuple[Any, str, str]]:
    """Key, column and seal of what a statement tells of persons; rows gone and shapes tell none."""
    if isinstance(columns, list):
        for key, *values in told:
            for column, value in zip(columns, values, strict=True):
                if isinstance(value, str) and value.startswith(SEALED):
                    yield key, column, value


def _standing(table: str, key: Any, column: str) -> tuple[str, str] | None:
    """A personal value and its salt, where the row stands and has it."""
    model = told_tables().get(table)
    fields = model._meta.local_concrete_fields if model else []
    salt = next((one.attname for one in fields if isinstance(one, Salt)), None)
    value = next((one.attname for one in fields if isinstance(one, PersonalText) and one.column == column), None)
    if model is None or salt is None or value is None:
        return None
    found = model._base_manager.filter(pk=key).values_list(value, salt).first()
    return found if found and all(found) else None
