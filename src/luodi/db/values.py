"""Values in the form the journal keeps: plain JSON, the same on every engine.

Days are ISO dates, instants ISO in UTC, decimals text, bytes hex. A personal value is kept as an HMAC under the
instance's key and the row's salt, so that a journal can be shown without showing people.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings

from luodi.db.fields import AnyField, PersonalText, Salt

SEALED = "hmac:"  # how every seal begins
_AS_IS = (str, int, float, bool, list, dict)


def plain(value: Any) -> Any:
    """A value as JSON holds it; an unknown type fails the write that brings it."""
    if value is None or isinstance(value, _AS_IS):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"the journal knows no form for {type(value).__name__}")


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hashlib.sha256(b"luodi personal columns" + settings.SECRET_KEY.encode()).digest()


def sealed(value: str, salt: str) -> str:
    """The HMAC that stands for a personal value in a fact."""
    return SEALED + hmac.new(_key(), f"{salt}\0{value}".encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def told_fields(fields: Sequence[AnyField]) -> list[AnyField]:
    """Fields whose values a fact shows: all but the salts."""
    return [f for f in fields if not isinstance(f, Salt)]


def told_row(fields: Sequence[AnyField], row: Sequence[Any]) -> list[Any]:
    """The values of a row, in the order of `told_fields`, personal ones sealed with the salt of the same row."""
    salt = next((value for field, value in zip(fields, row, strict=True) if isinstance(field, Salt)), "")
    return [
        (sealed(value, salt) if value else value) if isinstance(field, PersonalText) else plain(value)
        for field, value in zip(fields, row, strict=True)
        if not isinstance(field, Salt)
    ]
