"""Two clocks of one case: what the department's promise has used, and how long the firm has waited, by holder."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.web.svg import at, element, flag, percent, picture, runs

REST = 0.5
DATES, CELLS, CELL, HOLDERS, HOLDER, FOOT = 26, 34, 26, 76, 10, 92
WEEK, GUTTER = 46, 0.14
SEPARATE_DAYS, DATED_DAYS = 30, 20


@dataclass(frozen=True, slots=True)
class ClockDay:
    """A day of a case on both clocks.

    `kind`: before (not yet accepted, or day 0), counted, paused, open (still to come), last (the promised day is
    today), over (past the flag), late (to come, past the flag), rest. `mark` stands in the cell. `colour`: party
    colour (d1 to d5) of whoever held the ball, empty where the firm's clock did not run. `flag`: the promised day.
    """

    label: str
    weekday: int
    kind: str
    mark: str = ""
    colour: str = ""
    today: bool = False
    flag: bool = False


def two_clocks(days: tuple[ClockDay, ...], *, net: int, gross: int, late_words: str = "") -> Markup:
    """The department's net clock above, the firm's gross clock below, in working days.

    Up to 30 working days get a cell each, dated one by one up to 20 and then every fifth (a phone gets a line a week);
    more become one bar of runs. `late_words`
    is written under the bracket that embraces the days beyond the flag.
    """
    worked = [day for day in days if day.kind != "rest"]
    label = _words(net, gross)
    if len(worked) > SEPARATE_DAYS:
        drawn = _bars(worked, label, "wide", 0.07) + _bars(worked, label, "narrow", 0.2)
    else:
        drawn = _wide(days, label, late_words) + _narrow(days, label)
    names = (
        element("div", _("Department clock"), element("b", str(net)), class_="clock-name net"),
        element("div", _("Firm's clock"), element("b", str(gross)), class_="clock-name gross"),
    )
    return element("div", *names, element("div", drawn, class_="clock-days"), class_="clocks")


def _words(net: int, gross: int) -> str:
    used = ngettext("Department clock: %(n)s working day", "Department clock: %(n)s working days", net) % {"n": net}
    waited = ngettext("firm's clock: %(n)s working day", "firm's clock: %(n)s working days", gross) % {"n": gross}
    return f"{used}; {waited}"


def _wide(days: tuple[ClockDay, ...], label: str, late_words: str) -> Markup:
    pieces = list(runs(days, lambda day: day if day.kind != "rest" else "rest"))
    total = sum(_breadth(day) for day, _length in pieces)
    every = len(days) - sum(day.kind == "rest" for day in days) <= DATED_DAYS
    shapes, place, late, undated = [], 0.0, [], DATED_DAYS
    for day, length in pieces:
        width = _breadth(day) / total
        if day.kind == "rest":
            shapes.extend(_dots(place + width / 2, length))
        else:
            dated = every or undated >= 4
            undated = 0 if dated else undated + 1
            shapes.extend(_column(day if dated else replace(day, label=""), place, width))
        if day.kind == "late":
            late.append((place, place + width))
        place += width
    if late and late_words:
        shapes.extend(_bracket(late[0][0], late[-1][1], late_words))
    return picture(label, *shapes, class_="clock wide", width="100%", height=FOOT)


def _breadth(day: ClockDay) -> float:
    return REST if day.kind == "rest" else 1


def _column(day: ClockDay, place: float, width: float) -> list[Markup]:
    left, broad, middle = place + width * 0.04, width * 0.92, place + width / 2
    shapes = [_rect(f"day-{day.kind}", left, broad, CELLS, CELL)]
    if day.label:
        shapes.append(element("text", day.label, x=percent(middle), y=DATES, class_=_date_class(day)))
    if day.mark:
        shapes.append(element("text", day.mark, x=percent(middle), y=CELLS + 18, class_=f"mark on-{day.kind}"))
    if day.colour:
        shapes.append(_rect(f"fill-{day.colour}", left, broad, HOLDERS, HOLDER))
    if day.flag:
        shapes.append(at(place + width, flag(0, 2, CELLS + CELL + 5)))
    return shapes


def _date_class(day: ClockDay) -> str:
    return "date today" if day.today else f"date date-{day.kind}"


def _dots(middle: float, length: int) -> list[Markup]:
    places = (0,) if length == 1 else (-5, 5)
    return [at(middle, *(element("circle", cx=x, cy=CELLS + CELL / 2, r=2, class_="rest") for x in places))]


def _bracket(left: float, right: float, words: str) -> list[Markup]:
    """Below the cells, never on them; the firm's clock has not run in days to come, so its row is free."""
    y = CELLS + CELL + 8
    rail = element("line", x1=percent(left), x2=percent(right), y1=y, y2=y, class_="bracket")
    end = element("path", d=f"M0 {y}v-5", class_="bracket")
    text = element("text", words, x=percent((left + right) / 2), y=y + 18, class_="late-words")
    return [rail, at(left, end), at(right, end), text]


def _narrow(days: tuple[ClockDay, ...], label: str) -> Markup:
    """A line a week: Monday to Friday broad, the weekend thin, the first date at the left."""
    shapes, line, before = [], -1, 7
    for day in days:
        if day.weekday <= before:
            line += 1
            shapes.append(element("text", day.label, y=line * WEEK + 27, class_="date week"))
        before = day.weekday
        shapes.extend(_week_cell(day, line * WEEK + 8))
    return picture(label, *shapes, class_="clock narrow", width="100%", height=(line + 1) * WEEK + 4)


def _week_cell(day: ClockDay, top: float) -> list[Markup]:
    unit = (1 - GUTTER) / 6
    weekend = day.weekday > 4
    place = GUTTER + unit * (day.weekday if not weekend else 5 + (day.weekday - 5) / 2)
    width = unit / 2 if weekend else unit
    middle = place + width / 2
    if day.kind == "rest":
        return [at(middle, element("circle", cy=top + 13, r=2, class_="rest"))]
    shapes = [_rect(f"day-{day.kind}", place + width * 0.04, width * 0.92, top, CELL)]
    if day.mark:
        shapes.append(element("text", day.mark, x=percent(middle), y=top + 18, class_=f"mark on-{day.kind}"))
    if day.colour:
        shapes.append(_rect(f"fill-{day.colour}", place + width * 0.04, width * 0.92, top + CELL + 3, 6))
    if day.flag:
        shapes.append(at(place + width, flag(0, top - 8, top + CELL + 3)))
    return shapes


def _bars(worked: list[ClockDay], label: str, form: str, least: float) -> Markup:
    """Runs of equal days as one bar on each clock; a date or a number only where there is room (`least`, a share)."""
    plain = [replace(day, kind="counted") if day.kind == "last" else day for day in worked]
    shapes = _row(plain, "kind", "day-", CELLS, CELL, least) + _row(plain, "colour", "fill-", HOLDERS, HOLDER, 2)
    dated = -1.0
    for place, day in enumerate(plain):
        share = place / len(plain)
        first = place == 0 or plain[place - 1].kind != day.kind
        if first and share - dated >= least and share < 1 - least / 2:
            shapes.append(at(share, element("text", day.label, y=DATES, class_="date week")))
            dated = share
        if day.flag:
            shapes.append(at((place + 1) / len(plain), flag(0, 2, CELLS + CELL + 5)))
    return picture(label, *shapes, class_=f"clock {form}", width="100%", height=FOOT)


def _row(days: list[ClockDay], of: str, prefix: str, top: float, height: float, least: float) -> list[Markup]:
    shapes, place = [], 0.0
    for day, length in runs(days, lambda day: getattr(day, of)):
        value, share = getattr(day, of), length / len(days)
        if value:
            shapes.append(_rect(prefix + value, place, max(share - 0.002, 0.001), top, height))
        if value and share >= least:
            text = element("text", str(length), x=percent(place + share / 2), y=top + 18, class_=f"mark on-{value}")
            shapes.append(text)
        place += share
    return shapes


def _rect(class_: str, x: float, width: float, y: float, height: float) -> Markup:
    return element("rect", x=percent(x), y=y, width=percent(width), height=height, rx=3, class_=class_)
