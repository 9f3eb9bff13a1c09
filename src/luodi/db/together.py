"""`together`: an action is one transaction, and the verbs it calls are part of it.

Django sets a savepoint for every verb inside an action. None is needed: whatever a verb raises ends the whole
action. So the first action opens the transaction and the ones inside run plainly. An action that means to go on after
an inner one was refused says `transaction.atomic()` around it. The facts of the whole are written at its end.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction

P = ParamSpec("P")
R = TypeVar("R")


def together(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action as one transaction, or as a part of the one that runs."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        here: Any = connections[DEFAULT_DB_ALIAS]
        ledger = here.ledger
        if ledger.acting:
            try:
                return action(*args, **kwargs)
            except BaseException:
                here.needs_rollback = True  # whoever catches this and goes on cannot commit half of it
                raise
        ledger.acting = True
        try:
            with transaction.atomic():
                answer = action(*args, **kwargs)
                ledger.write_waiting()
                return answer
        finally:
            ledger.acting = False

    return whole
