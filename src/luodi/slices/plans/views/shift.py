"""The strip of days on which a start moves: where it stands, where what is tried would bring it, the contract's day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from markupsafe import Markup

from luodi.kernel import clock
from luodi.kernel.calendar import Calendar
from luodi.slices.plans.views.wrapping import breadth
from luodi.web.days import full_day, month, short_day
from luodi.web.svg import at, element, percent, picture

NARROWEST, LETTER = 680, 13
FEWEST, NUMBERED = 27, 46  # days; more are drawn as a scale of months
LABEL, CELLS, CELL, FOOT = 20, 12, 22, 24
AROUND = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its words. `kind`: now, earlier, later, contract."""

    kind: str
    words: str
    on: date


class Flag(NamedTuple):
    """A mark with the line its words stand on, counted from below, and the side of its pole."""

    mark: Mark
    level: int
    side: str


def shift(marks: Sequence[Mark], calendar: Calendar, first: date) -> Markup:
    """The days around the marks, none before `first`; from the start as it stands an arrow to the one tried."""
    first = max(clock.next_day(min(mark.on for mark in marks), -AROUND), first)
    last = clock.next_day(max(mark.on for mark in marks), AROUND)
    days = list(clock.days(first, max(last, clock.next_day(first, FEWEST))))
    flags = _flags(marks, days)
    top = (max(flag.level for flag in flags) + 1) * LABEL + CELLS
    marked = {mark.on for mark in marks}
    shapes = [*_numbers(days, calendar, marked, top)] if len(days) <= NUMBERED else [*_scale(days, top)]
    for flag in flags:
        shapes += _mark(flag, days, top)
    shapes += _arrow(marks, days, top)
    said = _("; ").join(f"{mark.words}{_(': ')}{full_day(mark.on)}" for mark in marks)
    return picture(said, *shapes, class_="shift", width="100%", height=top + CELL + FOOT)


def _share(on: date, days: Sequence[date]) -> float:
    """The middle of a day."""
    return (clock.days_between(days[0], on) + 0.5) / len(days)


def _flags(marks: Sequence[Mark], days: Sequence[date]) -> list[Flag]:
    """Words beside their poles: the first to the left, the last to the right, one between above; no pole crosses words.

    Where there is no room on its own side, a mark's words stand on top of all and reach to the other side.
    """
    ordered = sorted(marks, key=lambda mark: mark.on)
    last = len(ordered) - 1
    flags = []
    for place, mark in enumerate(ordered):
        x, wide = _share(mark.on, days) * NARROWEST, breadth(_words(mark)) * LETTER + 8
        if 0 < place < last:
            flags.append(Flag(mark, 1, "middle"))
        elif not last:
            flags.append(Flag(mark, 0, "start" if x < wide else "end"))
        elif place == 0:
            flags.append(Flag(mark, 0, "end") if x >= wide else Flag(mark, last, "start"))
        else:
            flags.append(Flag(mark, 0, "start") if x + wide <= NARROWEST else Flag(mark, last + 1, "end"))
    return flags


def _words(mark: Mark) -> str:
    return f"{mark.words} {short_day(mark.on)}"


def _numbers(days: Sequence[date], calendar: Calendar, marked: Collection[date], top: float) -> Iterator[Markup]:
    """A cell a working day with its number, a dot a day of rest; months below their first."""
    for on in days:
        middle = _share(on, days)
        if on in marked:
            continue
        if not calendar.is_workday(on):
            yield element("circle", cx=percent(middle), cy=top + CELL / 2, r=2, class_="rest")
            continue
        width = 0.82 / len(days)
        yield element(
            "rect", x=percent(middle - width / 2), width=percent(width), y=top, height=CELL, rx=3, class_="cell"
        )
        yield element("text", str(on.day), x=percent(middle), y=top + 15.5, class_="number")
    yield from _months(days, top)


def _scale(days: Sequence[date], top: float) -> Iterator[Markup]:
    y = top + CELL / 2
    yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_="scale")
    for on in days:
        if on.day == 1:
            x = percent((clock.days_between(days[0], on)) / len(days))
            yield element("line", x1=x, x2=x, y1=y - 6, y2=y + 6, class_="scale")
    yield from _months(days, top)


def _months(days: Sequence[date], top: float) -> Iterator[Markup]:
    free = -1.0
    for place, on in enumerate(days):
        words = month(on)
        x = place / len(days) * NARROWEST
        wide = breadth(words) * LETTER + 8
        if (place == 0 or on.day == 1) and free <= x <= NARROWEST - wide:
            free = x + wide
            yield at(place / len(days), element("text", words, x=2, y=top + CELL + 16, class_="month-name"))


def _mark(flag: Flag, days: Sequence[date], top: float) -> Iterator[Markup]:
    mark, y = flag.mark, top - CELLS - flag.level * LABEL
    pole = element("line", y1=y - 11, y2=top - 2, class_="pole")
    if flag.side == "middle":
        pole = element("line", y1=y + 4, y2=top - 2, class_="pole")
    ring = element("circle", cy=top + CELL / 2, r=13, class_="ring")
    number = element("text", str(mark.on.day), y=top + 15.5, class_="number")
    inside = (ring, number) if len(days) <= NUMBERED else (ring,)
    off = {"start": 6, "end": -6, "middle": 0}[flag.side]
    words = element("text", _words(mark), x=off, y=y, class_=f"words {flag.side}")
    yield at(_share(mark.on, days), element("g", pole, *inside, words, class_=f"mark {mark.kind}"))


def _arrow(marks: Sequence[Mark], days: Sequence[date], top: float) -> Iterator[Markup]:
    now = next((mark for mark in marks if mark.kind == "now"), None)
    moved = next((mark for mark in marks if mark.kind in ("earlier", "later")), None)
    if now is None or moved is None or abs(clock.days_between(now.on, moved.on)) < 2:
        return
    y, x, to = top - 7, _share(now.on, days), _share(moved.on, days)
    back = to < x
    yield element("line", x1=percent(x), x2=percent(to), y1=y, y2=y, class_=f"arrow {moved.kind}")
    head = f"M2 {y}l8 -4v8z" if back else f"M-2 {y}l-8 -4v8z"
    yield at(to, element("path", d=head, class_=f"head {moved.kind}"))


def marks_of(now: date, tried: date | None, contract: date | None) -> list[Mark]:
    """The days a what-if marks."""
    found = [Mark("now", _("as it stands"), now)]
    if tried and tried != now:
        found.append(Mark("earlier" if tried < now else "later", _("what if"), tried))
    if contract:
        found.append(Mark("contract", _("promised"), contract))
    return found
