"""The four tests of a resolved matter, computed from its rows and the day: on time, full amount, same scope, effect."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luodi.kernel.clock import Calendar, days_between

TESTS = ("on_time", "full_amount", "same_scope", "effect")
STATES = ("pass", "running", "waits", "none", "fail")
_WORST_FIRST = ("fail", "waits", "running", "none", "pass")


class Cell(NamedTuple):
    """One test of one matter on a day.

    `state`: pass; running, it may still come about; waits, for approval or for a day; none, it does not apply or not
    yet; fail. `workdays` and `days`: left while it runs, over where it failed, to wait where it waits.
    """

    test: str
    state: str
    workdays: int = 0
    days: int = 0
    reached: Decimal | None = None
    wanted: Decimal | None = None
    words: str = ""

    @property
    def holds(self) -> bool:
        """Whether this test stands against closing it off: one that does not apply never does."""
        return self.state == "pass" or (self.state == "none" and self.test == "full_amount")


class Asked(NamedTuple):
    """What the tests ask of a matter. `done_on`: when the owner had done it; empty while it has not."""

    due_on: date | None
    done_on: date | None
    wanted: Decimal | None
    reached: Decimal
    observe_days: int
    judge_on: date | None
    effect_on: date | None
    changes: tuple[tuple[str, str, str], ...] = ()  # kind, state and what would be instead


def four(asked: Asked, on: date, calendar: Calendar) -> tuple[Cell, ...]:
    """All four in their order."""
    return on_time(asked, on, calendar), full_amount(asked, on), same_scope(asked), effect(asked, on, calendar)


def on_time(asked: Asked, on: date, calendar: Calendar) -> Cell:
    """Done by the promised day; while it is not done, whether the day has passed."""
    if asked.due_on is None:
        return Cell("on_time", "none")
    upto = asked.done_on or on
    left, natural = calendar.workdays(upto, asked.due_on), days_between(upto, asked.due_on)
    if upto > asked.due_on:
        return Cell("on_time", "fail", -left, -natural)
    return Cell("on_time", "pass" if asked.done_on else "running", left, natural)


def full_amount(asked: Asked, on: date) -> Cell:
    """As much as was resolved. Short of it is no failure before the day, and not while it is not said to be done."""
    if asked.wanted is None:
        return Cell("full_amount", "none")
    if asked.reached >= asked.wanted:
        return Cell("full_amount", "pass", reached=asked.reached, wanted=asked.wanted)
    over = asked.due_on is not None and on > asked.due_on
    state = "fail" if asked.done_on or over else "running"
    return Cell("full_amount", state, reached=asked.reached, wanted=asked.wanted)


def same_scope(asked: Asked) -> Cell:
    """As resolved, unless the body approved otherwise: what was found otherwise fails, what was asked for waits."""
    for kind, state, words in asked.changes:
        if (kind, state) == ("departed", "found"):
            return Cell("same_scope", "fail", words=words)
    for kind, state, words in asked.changes:
        if (kind, state) == ("rescoped", "proposed"):
            return Cell("same_scope", "waits", words=words)
    return Cell("same_scope", "pass")


def effect(asked: Asked, on: date, calendar: Calendar) -> Cell:
    """Evidence of effect, from the day on which it can be judged."""
    if asked.done_on is None:
        return Cell("effect", "none", days=asked.observe_days)
    if asked.effect_on is not None:
        return Cell("effect", "pass")
    if asked.judge_on is not None and on < asked.judge_on:
        return Cell("effect", "waits", calendar.workdays(on, asked.judge_on), days_between(on, asked.judge_on))
    return Cell("effect", "fail")


def together(parts: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The tests of what was split: of each the worst of its parts, amounts added up."""
    return tuple(_worst([part[place] for part in parts]) for place in range(len(TESTS)))


def _worst(cells: Iterable[Cell]) -> Cell:
    listed = sorted(cells, key=_badness)
    worst = listed[0]
    if worst.test != "full_amount" or worst.wanted is None:
        return worst
    return worst._replace(
        reached=sum((cell.reached or Decimal(0) for cell in listed), Decimal(0)),
        wanted=sum((cell.wanted or Decimal(0) for cell in listed), Decimal(0)),
    )


def _badness(cell: Cell) -> tuple[int, int]:
    """The worst first: by state, then the longest to wait or over, or the shortest left."""
    return _WORST_FIRST.index(cell.state), -cell.days if cell.state in ("fail", "waits") else cell.days


def closes(cells: Sequence[Cell]) -> bool:
    """Whether all four hold."""
    return all(cell.holds for cell in cells)


def open_tests(cells: Sequence[Cell]) -> list[str]:
    """The tests that do not hold now."""
    return [cell.test for cell in cells if not cell.holds]
