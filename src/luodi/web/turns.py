"""The turn-red calendar: which day how many promises turn red, and how they stand today."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.web.kept import once_a_language
from luodi.web.svg import at, element, percent, picture

REST = 0.3
ROOM = 3
CALENDARS_KEPT = 512
PER_LINE = 5
LINE, BOX_TOP, BOX_HEIGHT = 96, 22, 52


@dataclass(frozen=True, slots=True)
class TurnDay:
    """A day of the calendar. `marks`: one light per promise due that day, the most urgent first (the floor)."""

    label: str
    weekday: str
    marks: tuple[str, ...] = ()
    rest: bool = False
    today: bool = False
    tomorrow: bool = False


@once_a_language(CALENDARS_KEPT)
def turn_calendar(days: tuple[TurnDay, ...]) -> Markup:
    """Wide columns are working days, thin ones rest days, one shape per promise; drawn once wide, once for a phone."""
    label = _words(days)
    wide = picture(label, *_line(days, 0), class_="turns wide", width="100%", height=LINE)
    lines = _lines(days)
    drawn = [shape for i, line in enumerate(lines) for shape in _line(line, i * (LINE + 6))]
    narrow = picture(label, *drawn, class_="turns narrow", width="100%", height=len(lines) * (LINE + 6))
    return wide + narrow


def _words(days: tuple[TurnDay, ...]) -> str:
    busy = [
        ngettext("%(day)s: %(n)s promise", "%(day)s: %(n)s promises", len(day.marks))
        % {"day": day.label, "n": len(day.marks)}
        for day in days
        if day.marks
    ]
    return "; ".join(busy) if busy else _("No promise turns red in these days")


def _lines(days: tuple[TurnDay, ...]) -> list[tuple[TurnDay, ...]]:
    """The days cut into lines of five working days; a line keeps the rest days that follow it."""
    cuts, seen = [0], 0
    for place, day in enumerate(days):
        if day.rest:
            continue
        if seen and seen % PER_LINE == 0:
            cuts.append(place)
        seen += 1
    return [days[a:b] for a, b in pairwise([*cuts, len(days)]) if a < b]


def _line(days: tuple[TurnDay, ...], top: float) -> list[Markup]:
    total = sum(REST if day.rest else 1 for day in days)
    total += max(0, PER_LINE - sum(not day.rest for day in days))
    shapes, place = [], 0.0
    for day in days:
        width = (REST if day.rest else 1) / total
        shapes.extend(_rest(place, width, top) if day.rest else _workday(day, place, width, top))
        place += width
    return shapes


def _rest(place: float, width: float, top: float) -> list[Markup]:
    return [_box("rest", place + width * 0.1, width * 0.8, top)]


def _workday(day: TurnDay, place: float, width: float, top: float) -> list[Markup]:
    tone = "tomorrow" if day.tomorrow else "work"
    middle = place + width / 2
    name = "name today" if day.today else "name"
    return [
        element("text", day.label, x=percent(middle), y=top + 13, class_=name),
        _box(tone, place + width * 0.03, width * 0.94, top),
        at(middle, *_marks(day.marks, top + BOX_TOP + BOX_HEIGHT)),
        element("text", day.weekday, x=percent(middle), y=top + BOX_TOP + BOX_HEIGHT + 16, class_="weekday"),
    ]


def _box(tone: str, x: float, width: float, top: float) -> Markup:
    return element(
        "rect",
        x=percent(x),
        y=top + BOX_TOP,
        width=percent(width),
        height=BOX_HEIGHT,
        rx=3,
        class_=f"box-{tone}",
    )


def _marks(marks: tuple[str, ...], floor: float) -> list[Markup]:
    """At most three shapes, stacked from the floor; more than three leave the top place to their number."""
    shown = marks if len(marks) <= ROOM else marks[: ROOM - 1]
    shapes = [
        element("use", href=f"#light-{light}", x=-6, y=floor - 16 - 15.5 * i, width=12, height=12, class_=light)
        for i, light in enumerate(shown)
    ]
    if len(marks) > ROOM:
        shapes.append(element("text", f"+{len(marks) - len(shown)}", y=floor - 37, class_="more"))
    return shapes
