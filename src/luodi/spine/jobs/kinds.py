"""Kinds of work: what is run under which name. They are listed above all rooms, in the module the settings name."""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from django.conf import settings

from luodi.kernel.problems import Problem
from luodi.spine.people.seats import Place


class Work(Protocol):
    """What a running piece of work is given."""

    place: Place
    told: Mapping[str, Any]

    def step(self, done: int, total: int, words: Problem | None = None) -> None:
        """Say how far it is, between transactions; raises `Stopped` where it was asked to stop."""


class Stopped(Exception):
    """The work was asked to stop, or somebody else works on it now: what is in stays in."""


class Kind(NamedTuple):
    """`run` says what came out; `roles` may ask for it; `slot` names the turn of a region in which it recurs by itself
    ("" = not now)."""

    run: Callable[[Work], Problem]
    title: Any
    about: Any
    roles: tuple[str, ...] = ()
    slot: Callable[[Place, datetime], str] | None = None
    takes_file: bool = False


def kinds() -> Mapping[str, Kind]:
    """Every kind by its name."""
    listed: Mapping[str, Kind] = import_module(settings.JOB_KINDS).KINDS
    return listed
