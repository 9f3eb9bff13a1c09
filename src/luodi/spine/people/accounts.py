"""Accounts as a session finds them again: Django's own way of signing in, but for how the row is read."""

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS

from luodi.spine.people import _store
from luodi.spine.people.models import User


class Accounts(ModelBackend):
    """Django's backend; the account of a session, which every request asks for, comes by a compiled query."""

    def get_user(self, user_id: int) -> User | None:
        """The account of this key, if it may still sign in."""
        for row in _store.account(pk=user_id):
            user = User.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row)
            return user if self.user_can_authenticate(user) else None
        return None


_COLUMNS = ["id", "username", "password", "person_id", "is_active", "must_change", "salt"]  # as `AccountRow` reads them
