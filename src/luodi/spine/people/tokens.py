"""A person's own keys for programs. Each acts from its owner's seat, within its scopes, until its day.

The secret is nowhere kept. It comes out of the one-time key of the write that made it and of the installation's own
key, so a write tried again is answered with the same secret, and who reads the tables learns nothing.
"""

import base64
import hashlib
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from luodi.kernel.clock import next_day
from luodi.kernel.problems import problem, verdict
from luodi.spine.people.models import Token, User
from luodi.spine.people.seats import NotYours, Seat, or_refuse

SCOPES = ("read", "write")
LONGEST = 365  # natural days from the day it is made
MARK = "luodi_"


class TokenRow(NamedTuple):
    """A token without its secret."""

    pk: int
    name: str
    scopes: tuple[str, ...]
    made_on: date
    expires_on: date
    revoked_on: date | None

    def stands(self, on: date) -> bool:
        """Whether it opens anything on a day; its last day is included."""
        return self.revoked_on is None and on <= self.expires_on


_COLUMNS = ("pk", "name", "scopes", "made_on", "expires_on", "revoked_on")


def _row(pk: int, name: str, scopes: str, *days: date | None) -> TokenRow:
    return TokenRow(pk, name, tuple(scopes.split()), *days)  # type: ignore[arg-type]


def tokens_of(seat: Seat) -> list[TokenRow]:
    """A person's tokens, the newest first."""
    rows = Token.objects.filter(person=seat.person).order_by("-pk")
    return [_row(*row) for row in rows.values_list(*_COLUMNS)]


def token_of(secret: str) -> tuple[TokenRow, User] | None:
    """The token of a secret and an account of its owner that may still sign in. Whether it stands is asked by day."""
    row = Token.objects.filter(digest=digest(secret)).values_list("person", *_COLUMNS).first()
    user = User.objects.filter(person=row[0], is_active=True).order_by("pk").first() if row else None
    return (_row(*row[1:]), user) if row and user else None


def secret_from(key: str, by: Seat) -> str:
    """The secret of the token that a person makes under a one-time key."""
    made = salted_hmac("luodi.people.token", f"{by.person}/{key}", algorithm="sha256").digest()
    return MARK + base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    *, name: str, scopes: Collection[str], expires_on: date, secret: str, on: date, by: Seat
) -> TokenRow:
    """A token of the seat's person. Refuses one without a name, a scope or a near last day."""
    if by.person is None:
        raise NotYours("only a person has a key")
    name, last = name.strip(), next_day(on, LONGEST)
    or_refuse(
        verdict(
            None if name else problem("A key has a name, so that you know later which program has it."),
            None if scopes and set(scopes) <= set(SCOPES) else problem("Say what the key may do."),
            None if on < expires_on <= last else problem("A key ends: on a day ahead, within a year."),
        )
    )
    row = Token.objects.create(
        person_id=by.person,
        name=name,
        scopes=" ".join(scope for scope in SCOPES if scope in scopes),
        digest=digest(secret),
        made_on=on,
        expires_on=expires_on,
    )
    return _row(row.pk, row.name, row.scopes, row.made_on, row.expires_on, None)


def revoke_token(*, pk: int, on: date, by: Seat) -> str:
    """The token opens nothing any more; returns its name. NotYours for another person's, and where it was revoked."""
    mine = Token.objects.filter(pk=pk, person=by.person)
    if not mine.filter(revoked_on=None).update(revoked_on=on):
        raise NotYours(str(pk))
    return mine.values_list("name", flat=True).get()
