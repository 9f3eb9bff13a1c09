"""Values in the form the journal keeps: the same on every engine, personal ones as seals."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from luodi.db.fields import PersonalText, secrets_salt
from luodi.db.told import told_tables
from luodi.db.values import plain, sealed, told_fields, told_row
from luodi.spine.people.models import Person, User

SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(("value", "kept"), [
    (None, None), ("字", "字"), (7, 7), (True, True), (1.5, 1.5), (["a"], ["a"]), ({"a": 1}, {"a": 1}),
    (date(2026, 11, 20), "2026-11-20"), (time(9, 30), "09:30:00"),
    (datetime(2026, 11, 20, 1, tzinfo=UTC), "2026-11-20T01:00:00+00:00"),
    (datetime(2026, 11, 20, 9, tzinfo=SHANGHAI), "2026-11-20T01:00:00+00:00"),
    (Decimal("1.50"), "1.50"), (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    (b"\x00\xff", "00ff"), (memoryview(b"\x01"), "01"),
])  # fmt: skip
def test_a_value_has_one_form(value: object, kept: object) -> None:
    assert plain(value) == kept


def test_a_form_nobody_knows_fails_the_write() -> None:
    with pytest.raises(TypeError, match="complex"):
        plain(complex(1))


def test_a_seal_hides_and_still_tells_change() -> None:
    salt, other = secrets_salt(), secrets_salt()
    assert salt != other
    assert sealed("甄总", salt) == sealed("甄总", salt)
    assert len({sealed("甄总", salt), sealed("甄总", other), sealed("甄工", salt)}) == 3
    assert "甄" not in sealed("甄总", salt)


def test_a_row_shows_neither_name_nor_salt() -> None:
    fields = [Person._meta.get_field(name) for name in ("id", "name", "salt")]
    assert [f.name for f in told_fields(fields)] == ["id", "name"]
    assert told_row(fields, [7, "甄总", "s"]) == [7, sealed("甄总", "s")]
    assert told_row(fields, [7, "", ""]) == [7, ""]


def test_every_personal_column_has_its_salt() -> None:
    personal = {m for m in told_tables().values() if any(isinstance(f, PersonalText) for f in m._meta.fields)}
    assert {Person, User} <= personal
    assert all(m._meta.get_field("salt") for m in personal)
