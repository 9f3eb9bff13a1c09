"""The colour of a promise on a day, computed from its row and the day passed in."""

from collections.abc import Iterable
from datetime import date

LIGHTS = ("normal", "soon", "overdue", "paused", "done", "planned")
"""Every light; the vectorised clock answers with indexes into it."""

_WORST_FIRST = ("overdue", "soon", "paused", "normal", "planned", "done")
_BY_STATE = {"planned": "planned", "paused": "paused", "done": "done", "void": "done"}


def light(*, state: str, due_on: date | None, amber_on: date | None, on: date) -> str:
    """The light of a commitment on a day: one of LIGHTS.

    Open: overdue when on lies after due_on, soon from amber_on on, else normal; normal where no day is due. A void
    commitment is done: nothing is owed. Late but done is no light but `closed_on > due_on`. ValueError: unknown state.
    """
    if state != "open":
        try:
            return _BY_STATE[state]
        except KeyError:
            raise ValueError(f"'{state}' is no state of a commitment.") from None
    if due_on is None:
        return "normal"
    if on > due_on:
        return "overdue"
    return "soon" if amber_on is not None and on >= amber_on else "normal"


def worst(lights: Iterable[str]) -> str:
    """The light of a whole: overdue, soon, paused, normal, planned, done, whichever occurs first; none: normal."""
    return min(lights, key=_WORST_FIRST.index, default="normal")
