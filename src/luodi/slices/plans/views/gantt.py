"""The calendar of a plan: a row a matter, what decides the start in ink and joined, the rest in grey.

Done is solid, running azure up to today, what is to come hatched, what took longer than promised red. A day of an
account begins after day 0, so a bar from one day to another reaches from the end of the first to the end of the second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from markupsafe import Markup

from luodi.kernel import clock
from luodi.kernel.calendar import Calendar
from luodi.slices.plans.views.wrapping import breadth, fitted
from luodi.web.days import month, short_day
from luodi.web.svg import at, element, percent, picture

HEAD, ROW, FOOT = 42, 28, 42
THICK, THIN = 15, 9
NARROWEST = 700  # px of the plot; narrower, it scrolls: what does not touch then, never touches
LEAST = 4 / NARROWEST
LETTER = 12.5
WEEKENDS = 400  # natural days; a longer calendar shows holidays alone


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a row. `kind`: done, over, running, ahead."""

    kind: str
    after_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Row:
    """A matter on the calendar. `note` stands beside its bars, in red where it says what went over."""

    name: str
    who: str
    deciding: bool
    bars: tuple[Bar, ...]
    note: str = ""
    over: bool = False
    joined: bool = False  # with the row above, for whose end it waited


@dataclass(frozen=True)
class Span:
    """The days a drawing shows, and the days it marks."""

    calendar: Calendar
    first: date
    last: date
    on: date
    contract_on: date | None = None
    english: bool = False

    def named(self, holiday: str) -> str:
        """A holiday as the reader's language has it; the tables of holidays are in Chinese."""
        return _("holiday") if holiday and self.english else holiday

    def share(self, on: date) -> float:
        """Where a day ends, as a share of the width."""
        total = clock.days_between(self.first, self.last)
        return min(max(clock.days_between(self.first, on) / total, 0), 1)


def gantt(rows: Sequence[Row], span: Span, label: str) -> Markup:
    """The plot; the names of its rows stand beside it, a row each of the same height."""
    height = HEAD + ROW * len(rows)
    shapes = [*_rests(span, height), *_months(span, height)]
    parts = sum(row.deciding for row in rows)
    if 0 < parts < len(rows):
        y = HEAD + ROW * parts
        shapes.append(element("line", x2="100%", y1=y, y2=y, class_="rule"))
    shapes += _joints(rows, span)
    middles: list[float] = [HEAD + ROW * place + ROW / 2 for place in range(len(rows))]
    for row, middle in zip(rows, middles, strict=True):
        shapes += _bars(row, middle, span)
    shapes += _marks(span, height)
    shapes += [_note(row, middle, span) for row, middle in zip(rows, middles, strict=True) if row.note]
    return picture(label, *shapes, class_="plot", width="100%", height=height + FOOT)


def _rests(span: Span, height: float) -> Iterator[Markup]:
    """Days nobody works; those of a holiday with its name, above all bands."""
    calendar, names = span.calendar, list[Markup]()
    written, long = -1.0, clock.days_between(span.first, span.last) > WEEKENDS
    days = clock.days(clock.next_day(span.first), span.last)
    for rest, group in groupby(days, lambda on: not calendar.is_workday(on)):
        found = list(group)
        name = span.named(next((word for on in found if (word := calendar.label(on))), ""))
        if not rest or (long and not name):
            continue
        left, right = span.share(clock.next_day(found[0], -1)), span.share(found[-1])
        yield _rect("holiday" if name else "weekend", left, right, 22, height - 22)
        half = breadth(name) * LETTER / NARROWEST / 2
        middle = min(max((left + right) / 2, half), 1 - half)
        if name and middle - half > written:
            written = middle + half + 0.01
            names.append(element("text", name, x=percent(middle), y=36, class_="holiday-name"))
    yield from names


def _months(span: Span, height: float) -> Iterator[Markup]:
    """The first of each month; its name where the last one leaves room."""
    written = -1.0
    for on in clock.days(clock.next_day(span.first), span.last):
        if on.day != 1:
            continue
        x = span.share(clock.next_day(on, -1))
        yield element("line", x1=percent(x), x2=percent(x), y1=18, y2=height, class_="month")
        words = month(on)
        if x >= written and x < 0.97:
            yield at(x, element("text", words, x=4, y=14, class_="month-name"))
            written = x + (breadth(words) * LETTER + 10) / NARROWEST


def _joints(rows: Sequence[Row], span: Span) -> Iterator[Markup]:
    """Elbows from where a matter ends to where the one below, which waited for it, begins."""
    for place, (above, below) in enumerate(pairwise(rows)):
        if not (below.joined and above.bars and below.bars):
            continue
        x, to = span.share(above.bars[-1].to_on), max(span.share(below.bars[0].after_on), LEAST)
        middle = HEAD + ROW * place + ROW / 2
        top, foot = middle + THICK / 2, middle + ROW
        yield element("line", x1=percent(min(x, to)), x2=percent(min(x, to)), y1=top, y2=foot, class_="joint")
        if to > x:
            yield element("line", x1=percent(x), x2=percent(to), y1=foot, y2=foot, class_="joint")


def _stretch(bar: Bar, span: Span) -> tuple[float, float]:
    """From where to where a bar reaches; one of no day is still seen."""
    begin = min(span.share(bar.after_on), 1 - LEAST)
    return begin, max(span.share(bar.to_on), begin + LEAST)


def _bars(row: Row, y: float, span: Span) -> Iterator[Markup]:
    thick, kind = (THICK, "deciding") if row.deciding else (THIN, "other")
    for bar in row.bars:
        begin, end = _stretch(bar, span)
        yield _rect(f"bar-{bar.kind} {kind}", begin, end, y - thick / 2, thick)


def _note(row: Row, y: float, span: Span) -> Markup:
    """Behind the bars where there is room, else before them, else on the end of a long one; cut where there is none."""
    stretches = [_stretch(bar, span) for bar in row.bars] or [(0.0, 0.0)]
    left, right = min(one[0] for one in stretches), max(one[1] for one in stretches)
    rooms = [share * NARROWEST - 12 for share in (1 - right, left, right - left)]
    needed = breadth(row.note) * LETTER
    place = next((place for place, room in enumerate(rooms) if room >= needed), rooms.index(max(rooms)))
    words, class_ = fitted(row.note, rooms[place] / LETTER), "note red" if row.over else "note"
    if place == 0:
        return at(right, element("text", words, x=6, y=y + 4, class_=class_))
    return at(left if place == 1 else right, element("text", words, x=-6, y=y + 4, class_=f"{class_} before"))


def _marks(span: Span, height: float) -> Iterator[Markup]:
    """Today's line with its label at the foot, and the day of the contract; its label under today's where both meet."""
    here = span.share(span.on)
    words = _("today %(day)s") % {"day": short_day(span.on)}
    wide = breadth(words) * LETTER + 16
    left, right = here * NARROWEST - wide / 2, here * NARROWEST + wide / 2
    if span.first <= span.on <= span.last:
        shift = wide / 2 - max(0, -left) + max(0, right - NARROWEST)
        yield element("line", x1=percent(here), x2=percent(here), y1=22, y2=height + 6, class_="today")
        box = element("rect", x=-shift, y=height + 5, width=wide, height=21, rx=3, class_="today-box")
        yield at(here, box, element("text", words, x=wide / 2 - shift, y=height + 20, class_="today-words"))
    if span.contract_on and span.first < span.contract_on <= span.last:
        yield from _contract(span.share(span.contract_on), span.contract_on, height, (left - wide, right + wide))


def _contract(there: float, on: date, height: float, taken: tuple[float, float]) -> Iterator[Markup]:
    words = _("promised %(day)s") % {"day": short_day(on)}
    room = breadth(words) * LETTER + 8
    before = there * NARROWEST + room > NARROWEST
    begin = there * NARROWEST - room if before else there * NARROWEST
    foot = height + (36 if begin < taken[1] and begin + room > taken[0] else 18)
    yield element("line", x1=percent(there), x2=percent(there), y1=22, y2=foot, class_="contract")
    side, class_ = (-5, "contract-words before") if before else (5, "contract-words")
    yield at(there, element("text", words, x=side, y=foot, class_=class_))


def _rect(class_: str, left: float, right: float, y: float, height: float) -> Markup:
    return element("rect", x=percent(left), width=percent(right - left), y=y, height=height, class_=class_)
