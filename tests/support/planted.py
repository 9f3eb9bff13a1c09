"""A fact of the tests' own, for rows that are put down without a verb."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from luodi.kernel.facts import KINDS, Fact


@dataclass(frozen=True)
class Opened(Fact):
    kind = "tests.opened"
    zh = "测试中放下一行 {row}"
    en = "Row {row} was put down by a test"
    inner = True
    row: int


del KINDS[Opened.kind]  # no kind of the product's


def a_row(model: type[models.Model]) -> models.Model:
    """Some row of a table, put down where it is empty, with what it points to."""
    return model._base_manager.first() or model._base_manager.create(
        **{field.name: _some(field) for field in model._meta.local_concrete_fields if _asked(field)}
    )


def _asked(field: Any) -> bool:
    return not (field.primary_key or field.has_default() or field.null)


def _some(field: Any) -> Any:
    if field.is_relation:
        return a_row(field.related_model)
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 11, 20, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date(2026, 11, 20)
    if isinstance(field, models.IntegerField | models.DecimalField):
        return 1
    return "a"
