"""The strip of days on which a start moves: where it stands, where what is tried would bring it, the contract's day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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


def shift(marks: Sequence[Mark], calendar: Calendar, first: date) -> Markup:
    """The days around the marks, none before `first`; from the start as it stands an arrow to the one tried."""
    first = max(clock.next_day(min(mark.on for mark in marks), -AROUND), first)
    last = clock.next_day(max(mark.on for mark in marks), AROUND)
    days = list(clock.days(first, max(last, clock.next_day(first, FEWEST))))
    levels = _levels(marks, days)
    top = (max(levels) + 1) * LABEL + CELLS
    shapes = (
        [*_numbers(days, calendar, {mark.on for mark in marks}, top)] if len(days) <= NUMBERED else [*_scale(days, top)]
    )
    for mark, level in zip(marks, levels, strict=True):
        shapes += _mark(mark, level, days, top)
    shapes += _arrow(marks, days, top)
    said = "; ".join(f"{mark.words}: {full_day(mark.on)}" for mark in marks)
    return picture(said, *shapes, class_="shift", width="100%", height=top + CELL + FOOT)


def _share(on: date, days: Sequence[date]) -> float:
    """The middle of a day."""
    return (clock.days_between(days[0], on) + 0.5) / len(days)


def _levels(marks: Sequence[Mark], days: Sequence[date]) -> list[int]:
    """On which line each mark's words stand, so that none touches another."""
    ends: dict[int, float] = {}
    levels = dict.fromkeys(marks, 0)
    for mark in sorted(marks, key=lambda mark: mark.on):
        half = breadth(_words(mark)) * LETTER / 2 + 4
        middle = _middle(mark, days, half)
        level = next(at for at in range(len(marks)) if ends.get(at, -1.0) < middle - half)
        levels[mark], ends[level] = level, middle + half
    return [levels[mark] for mark in marks]


def _middle(mark: Mark, days: Sequence[date], half: float) -> float:
    return min(max(_share(mark.on, days) * NARROWEST, half), NARROWEST - half)


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


def _mark(mark: Mark, level: int, days: Sequence[date], top: float) -> Iterator[Markup]:
    share = _share(mark.on, days)
    half = breadth(_words(mark)) * LETTER / 2 + 4
    y = top - CELLS - level * LABEL
    off = _middle(mark, days, half) - share * NARROWEST
    pole = element("line", y1=y + 4, y2=top - 2, class_="pole")
    ring = element("circle", cy=top + CELL / 2, r=13, class_="ring")
    number = element("text", str(mark.on.day), y=top + 15.5, class_="number")
    inside = (ring, number) if len(days) <= NUMBERED else (ring,)
    words = element("text", _words(mark), x=off, y=y, class_="words")
    yield at(share, element("g", pole, *inside, words, class_=f"mark {mark.kind}"))


def _arrow(marks: Sequence[Mark], days: Sequence[date], top: float) -> Iterator[Markup]:
    now = next((mark for mark in marks if mark.kind == "now"), None)
    moved = next((mark for mark in marks if mark.kind in ("earlier", "later")), None)
    if now is None or moved is None or abs(clock.days_between(now.on, moved.on)) < 2:
        return
    y, x, to = top - 5, _share(now.on, days), _share(moved.on, days)
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
        found.append(Mark("contract", _("contract"), contract))
    return found
