"""Filters of the plain inbox: each asks the same clock as luodi does, at every place that needs it."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext

from luodi.kernel import clock
from luodi.kernel.light import light as light_of
from luodi.web import days
from luodi.web.lights import BALL_COLOURS

register = template.Library()
register.filter("day", days.day)
register.filter("full_day", days.full_day)
register.filter("short_weekday", days.short_weekday)
register.filter("words", gettext)


@register.filter
def light(promise: Any) -> str:
    return light_of(state=promise.state, due_on=promise.due_on, amber_on=promise.amber_on, on=promise.on)


@register.filter
def left(promise: Any) -> int:
    return int(promise.calendar.workdays(promise.on, promise.due_on))


@register.filter
def over(promise: Any) -> int:
    return -left(promise)


@register.filter
def plural(number: int, words: str) -> str:
    one, many = words.split("|")
    return ngettext(one, many, number) % {"n": number}


@register.filter
def dated(on: date, today: date) -> str:
    return days.dated(on, today)


@register.filter
def group(promise: Any) -> str:
    sunday = clock.next_day(promise.on, 6 - promise.on.weekday())
    if promise.state == "paused":
        return "waiting"
    if promise.due_on is None:
        return "undated"
    if promise.due_on <= promise.on:
        return "today" if promise.due_on == promise.on else "overdue"
    return "week" if promise.due_on <= sunday else "later"


@register.filter
def in_group(promises: list[Any], key: str) -> list[Any]:
    return [promise for promise in promises if group(promise) == key]


@register.filter
def cells(promise: Any) -> list[str]:
    """The marks of the strip, one a working day."""
    stops = [clock.Stop(pause.from_on, pause.to_on) for pause in promise.pauses]
    last = max(promise.on, promise.due_on or promise.on)
    found = []
    for day in clock.explain(promise.calendar, promise.from_on, last, stops, promise.unit)[1:]:
        if day.counted:
            late = promise.due_on and day.date > promise.due_on
            found.append("open" if day.date > promise.on else "over" if late else "counted")
        elif day.why == "paused" and promise.calendar.is_workday(day.date):
            found.append("paused")
    if promise.due_on is None and promise.term is not None:
        net = clock.net(promise.calendar, promise.from_on, promise.on, stops, promise.unit)
        found += ["open"] * max(0, promise.term - net)
    return found


@register.filter
def term(promise: Any) -> int:
    """How many of the cells count up to the promised day."""
    if promise.due_on is None:
        return sum(cell != "paused" for cell in cells(promise))
    stops = [clock.Stop(pause.from_on, pause.to_on) for pause in promise.pauses]
    return int(clock.net(promise.calendar, promise.from_on, promise.due_on, stops, promise.unit))


@register.filter
def many(found: list[str], kinds: str) -> int:
    return sum(cell in kinds.split(",") for cell in found)


@register.filter
def times(number: int, by: int) -> int:
    return number * by


@register.filter
def holder(promise: Any) -> Any:
    return promise.case.ball or promise.owner


@register.filter
def colour(party: Any) -> str:
    return BALL_COLOURS[party.kind]


@register.filter
def held(promise: Any) -> int:
    since = clock.day_of(promise.hold.from_at, promise.case.region.zone) if promise.hold else promise.on
    return max(0, promise.calendar.workdays(since, promise.on))
