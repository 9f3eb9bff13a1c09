"""The tenure bar: who held a post, and which promises crossed the day it changed hands, one line a promise.

Grey before the newcomer, solid where acknowledged, hatched in ink where nobody spoke for it; a flag on the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup

from luodi.kernel.clock import next_day
from luodi.web.days import full_day
from luodi.web.svg import at, element, flag, percent, picture

LINE, BAR, TOP, HEAD, FOOT = 42, 12, 17, 54, 18
MOST_TICKS = 6
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
LATE, EARLY = 0.8, 0.12


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a drawing covers, with the day the post changed hands and today."""

    first: date
    last: date
    changed_on: date
    on: date

    def share(self, day: date) -> float:
        """Where a day stands, from 0 to 1."""
        return max(0.0, min(1.0, (day - self.first).days / max(1, (self.last - self.first).days)))

    def ticks(self) -> Iterator[date]:
        """At most six firsts of a month, evenly apart."""
        months = [date(n // 12, n % 12 + 1, 1) for n in range(_month(self.first) + 1, _month(self.last) + 1)]
        for step in STEPS:
            chosen = [day for day in months if _month(day) % step == 0]
            if len(chosen) <= MOST_TICKS:
                return iter(chosen)
        return iter(())


def stretch(days: list[date], changed_on: date, on: date) -> Stretch:
    """A stretch that holds every day named, with a little air around."""
    first, last = min([*days, changed_on]), max([*days, on, changed_on])
    air = max(7, (last - first).days // 16)
    return Stretch(next_day(first, -air), next_day(last, air), changed_on, on)


def head(whole: Stretch, before: str, now: str) -> Markup:
    """The dates above, and a band for each of the two who held the post."""
    before, now = _("before: %(name)s") % {"name": before}, _("now: %(name)s") % {"name": now}
    changed = whole.share(whole.changed_on)
    bands = [
        _band("band-before", 0.0, changed, before),
        _band("band-now", changed, 1.0, now),
        element("path", d=f"M0 {HEAD - 24}V{HEAD}", class_="changed"),
    ]
    words = _("%(day)s: changed hands") % {"day": full_day(whole.changed_on)}
    label = f"{before}, {now}; {words}"
    ticks = [_tick(day, whole) for day in whole.ticks()]
    drawn = [*bands[:2], at(changed, bands[2]), _label(words, changed, 27, "changed-words"), *ticks]
    return picture(label, *drawn, class_="tenure", width="100%", height=HEAD)


def line(
    whole: Stretch, *, made_on: date, until: date, due_on: date | None, light: str, mine: bool, label: str
) -> Markup:
    """One promise from the day it was made to its day, or to today where that is past."""
    start, changed, end = whole.share(made_on), whole.share(whole.changed_on), whole.share(until)
    shapes = [
        element("rect", x=percent(whole.share(day)), width=1, height=LINE, class_="grid") for day in whole.ticks()
    ]
    shapes.append(_rect("before", start, min(changed, end)))
    if end > changed:
        shapes.append(_rect("mine" if mine else "nobodys", changed, end))
    shapes.append(at(changed, element("path", d=f"M0 0V{LINE}", class_="changed")))
    shapes.append(at(whole.share(whole.on), element("path", d=f"M0 0V{LINE}", class_="today-line")))
    if due_on is not None:
        shapes.append(at(whole.share(due_on), element("g", flag(0, 7, TOP + BAR + 3), class_=f"flag-{light}")))
    return picture(label, *shapes, class_="tenure", width="100%", height=LINE)


def foot(whole: Stretch) -> Markup:
    """Where today is."""
    words = _("Today")
    drawn = _label(words, whole.share(whole.on), 13, "today-words")
    return picture(words, drawn, class_="tenure", width="100%", height=FOOT)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _tick(day: date, whole: Stretch) -> Markup:
    words = str(day.year) if day.month == 1 else f"{day.year}/{day.month}"
    return _label(words, whole.share(day), 11, "tick-words")


def _label(words: str, share: float, y: int, kind: str) -> Markup:
    anchor = "end" if share > LATE else "start" if share < EARLY else "middle"
    return element("text", words, x=percent(share), y=y, text_anchor=anchor, class_=kind)


def _band(kind: str, start: float, end: float, words: str) -> Markup:
    """A nested drawing: a name too long for its band is cut at its edge."""
    inside = element("rect", width="100%", height=20, rx=3, class_=kind), element("text", words, x=8, y=14.5)
    return element("svg", *inside, x=percent(start), y=HEAD - 21, width=percent(end - start), height=20, class_=kind)


def _rect(kind: str, start: float, end: float) -> Markup:
    return element(
        "rect", x=percent(start), y=TOP, width=percent(max(0.0, end - start)), height=BAR, class_=f"span-{kind}"
    )
