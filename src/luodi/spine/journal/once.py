"""One-time keys: a form sent twice, or a write tried again, is one fact, and gets the first answer byte for byte.

A key belongs to the person who sends it. Its answer stands in the transaction of its write: both are there or neither.
What was refused leaves nothing, so the same write may be sent again once what stood against it is gone. Of two that
come at the same moment the second waits for the first at the key's own row, then gets that answer.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from luodi.kernel.clock import day_of, next_day, start_of
from luodi.kernel.merkle import canonical
from luodi.spine.journal.models import Once
from luodi.spine.people.seats import Place, Seat

KEPT = 7
"""Natural days an answer is kept at least."""


class KeyReused(Exception):
    """The key was used before for another content."""


class Answer(NamedTuple):
    """What was answered, as it goes over the wire: headers that the write decided, not those of every answer."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def fingerprint(route: str, content: Mapping[str, object]) -> str:
    """What was asked, the route and every field, as an HMAC: a field may be a password, and none is guessed from it."""
    text = canonical([route, {name: str(value) for name, value in content.items()}])
    return salted_hmac("luodi.once", text, algorithm="sha256").hexdigest()


def once(key: str, *, asked: str, by: Seat, at: datetime, act: Callable[[], Answer]) -> Answer:
    """Do `act` and keep its answer; the same key again gets that answer and does nothing.

    Raises `KeyReused` when the person's key came before with another content, and what `act` raises.
    """
    if by.person is None:
        raise KeyReused("only a person has a key")
    if (known := _known(key, asked, by)) is not None:
        return known
    try:
        with transaction.atomic():
            row = Once.objects.create(key=key, person_id=by.person, asked=asked, status=0, headers="", body=b"", at=at)
            answer = act()
            Once.objects.filter(pk=row.pk).update(
                status=answer.status, headers=canonical(answer.headers), body=answer.body
            )
            return answer
    except IntegrityError:
        if (known := _known(key, asked, by)) is not None:
            return known
        raise


def _known(key: str, asked: str, by: Seat) -> Answer | None:
    row = Once.objects.filter(key=key, person=by.person).first()
    if row is None:
        return None
    if row.asked != asked:
        raise KeyReused(key)
    return Answer(row.status, json.loads(row.headers), bytes(row.body))


def forget(where: Place, *, at: datetime) -> int:
    """Forget the answers of a region that are older than `KEPT` days; returns how many."""
    before = start_of(next_day(day_of(at, where.zone), -KEPT), where.zone)
    return Once.objects.filter(person__region=where.pk, at__lt=before).delete()[0]
