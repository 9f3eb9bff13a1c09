"""Sessions as Django keeps them in its table, read by a compiled query: every request asks for one."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import F

from luodi.db.queries import Rows, reads
from luodi.web.clock import real_now


class Kept(NamedTuple):
    """What is kept of a session, under its signature."""

    signed: str


@reads(Kept)
def kept(key: str, now: datetime) -> Rows:
    return Session.objects.filter(session_key=key, expire_date__gt=now).annotate(signed=F("session_data"))


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database, but for how one is read."""

    def load(self) -> dict[str, Any]:
        """What a session holds; nothing, under no key, where none stands or it is over."""
        key = self.session_key or ""
        for row in kept(key=key, now=real_now()) if "\0" not in key else ():
            found: dict[str, Any] = self.decode(row.signed)
            return found
        self._session_key = None
        return {}
