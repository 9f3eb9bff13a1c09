"""`together`: an action is one transaction, and the verbs it calls are part of it.

Django sets a savepoint for every verb inside an action. None is needed: whatever a verb raises ends the whole
action. So the first action opens the transaction and the ones inside run plainly. An action that means to go on after
an inner one was refused says `transaction.atomic()` around it.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")


def together(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action as one transaction, or as a part of the one that runs."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        ledger = connection.ledger  # type: ignore[attr-defined]  # of our backends
        if ledger.acting:
            try:
                return action(*args, **kwargs)
            except BaseException:
                connection.needs_rollback = True  # whoever catches this and goes on cannot commit half of it
                raise
        ledger.acting = True
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        finally:
            ledger.acting = False

    return whole
