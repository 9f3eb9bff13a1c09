"""How a promise stands on a day, as a screen says it: its light, its strip and its words, drawn from its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel import clock
from luodi.kernel.clock import Calendar, Stop
from luodi.kernel.light import light as light_of
from luodi.web.drawing import Cell, strip, strip_words
from luodi.web.lights import light_name, light_words


class Promised(Protocol):
    """What is asked of a promise's row."""

    @property
    def state(self) -> str: ...
    @property
    def from_on(self) -> date | None: ...
    @property
    def term(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def amber_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise on a day. `left`: workdays to the promised day, negative beyond it, None where no day is promised."""

    light: str
    words: str
    left: int | None
    strip: Markup | str
    account: str


def standing(calendar: Calendar, promise: Promised, on: date, stops: Sequence[Stop] = ()) -> Standing:
    """How a promise stands on a day; a closed one as it stood on the day it was closed."""
    upto = promise.closed_on or on
    light = light_of(state=promise.state, due_on=promise.due_on, amber_on=promise.amber_on, on=on)
    left = calendar.workdays(upto, promise.due_on) if promise.due_on else None
    cells, flag_after = strip_cells(calendar, promise, upto, stops)
    drawn = strip(cells, flag_after) if cells else ""
    return Standing(light, _words(light, left), left, drawn, strip_words(cells, flag_after) if cells else "")


def _words(light: str, left: int | None) -> str:
    if light == "normal" and left is None:
        return _("no day promised")
    if light == "overdue" and not left:
        return light_name(light)
    return light_words(light, remaining=left, over=max(0, -(left or 0)))


def strip_cells(
    calendar: Calendar, promise: Promised, upto: date, stops: Sequence[Stop] = ()
) -> tuple[tuple[Cell, ...], int | None]:
    """A cell per working day since day 0 and to come, and after how many of them the flag stands."""
    if promise.from_on is None:
        return (), None
    last = max(upto, promise.due_on or upto)
    cells, flag_after = [], None
    for day in clock.explain(calendar, promise.from_on, last, stops, promise.unit)[1:]:
        if not day.counted and (day.why != "paused" or not calendar.is_workday(day.date)):
            continue
        cells.append(Cell(_kind(day, promise, upto)))
        if promise.due_on and day.date <= promise.due_on:
            flag_after = len(cells)
    if promise.due_on is None and promise.term is not None:
        counted = clock.net(calendar, promise.from_on, upto, stops, promise.unit)
        cells.extend([Cell("open")] * max(0, promise.term - counted))
        flag_after = len(cells)
    if promise.due_on and flag_after is None:
        flag_after = 0
    return tuple(cells), flag_after


def _kind(day: clock.Day, promise: Promised, upto: date) -> str:
    if not day.counted:
        return "paused"
    if day.date > upto:
        return "open"
    return "over" if promise.due_on and day.date > promise.due_on else "counted"


def held_words(calendar: Calendar, since: date, on: date) -> str:
    """How long a ball has been held, in working days."""
    held = calendar.workdays(since, on)
    return ngettext("for %(n)s day", "for %(n)s days", held) % {"n": held} if held > 0 else _("since today")
