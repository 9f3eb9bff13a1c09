"""One-time keys: a form sent twice, or a write tried again, is one fact with one answer."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from luodi.kernel.merkle import canonical
from luodi.spine.journal.models import Once
from luodi.spine.people.seats import Seat


class KeyReused(Exception):
    """The key was used before for another content."""


def fingerprint(route: str, content: Mapping[str, object]) -> str:
    """SHA-256 of what was asked: the route and every field."""
    text = canonical([route, {name: str(value) for name, value in content.items()}])
    return hashlib.sha256(text.encode()).hexdigest()


def once(key: str, *, asked: str, by: Seat, at: datetime, act: Callable[[], str]) -> str:
    """Do `act` and remember where its answer stands; the same key again gets that answer and does nothing.

    Raises `KeyReused` when the key came before with another content or from another person.
    """
    if by.person is None:
        raise KeyReused("only a person has a key")
    if (known := _known(key, asked, by)) is not None:
        return known
    try:
        with transaction.atomic():
            row = Once.objects.create(key=key, person_id=by.person, asked=asked, answer="", at=at)
            answer = act()
            Once.objects.filter(pk=row.pk).update(answer=answer)
            return answer
    except IntegrityError:
        if (known := _known(key, asked, by)) is not None:
            return known
        raise


def _known(key: str, asked: str, by: Seat) -> str | None:
    row = Once.objects.filter(key=key).first()
    if row is None:
        return None
    if (row.asked, row.person_id) != (asked, by.person):
        raise KeyReused(key)
    return row.answer
