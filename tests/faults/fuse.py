"""A fuse counts what goes to the database, both sides of each commit among it, and goes off at its number."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connections


class Crash(OperationalError):
    """What a fuse raises: the database gave up."""


class Fuse:
    """Goes off at its number. One that never does has counted how many points there are."""

    def __init__(self, at: int = 0, go_off: Callable[[], None] = lambda: None) -> None:
        self.at, self.go_off, self.passed = at, go_off, 0

    def step(self) -> None:
        """One more point passed."""
        self.passed += 1
        if self.passed == self.at:
            self.go_off()

    def __call__(self, execute: Callable[..., Any], *call: Any) -> Any:
        """As an `execute_wrapper`: before each statement."""
        self.step()
        return execute(*call)


def raising() -> None:
    """What a database in trouble does."""
    raise Crash("the database gave up, says the drill")


def dying() -> None:
    """The process is gone, and nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def lit(fuse: Fuse) -> Iterator[None]:
    """Every statement passes the fuse, and every commit on both its sides."""
    wrapper: Any = connections["default"]
    wrapper.ensure_connection()
    commit = wrapper._commit

    def watched() -> None:
        fuse.step()
        commit()
        fuse.step()

    wrapper._commit = watched
    try:
        with wrapper.execute_wrapper(fuse):
            yield
    finally:
        del wrapper._commit
