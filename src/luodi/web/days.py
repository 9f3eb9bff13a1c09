"""How screens write a day: one form in sentences, one in dense tables, and its name in the week."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as write
from django.utils.translation import pgettext

from luodi.web.kept import once_a_language

DAYS_KEPT = 4096


@once_a_language(DAYS_KEPT)
def day(on: date) -> str:
    """A day in a sentence, without its year: 23 Nov."""
    return write(on, pgettext("day in a sentence", "j M"))


@once_a_language(DAYS_KEPT)
def full_day(on: date) -> str:
    """A day with its year: 23 Nov 2026."""
    return write(on, pgettext("day with its year", "j M Y"))


def dated(on: date, today: date) -> str:
    """A day, with its year where that is not this one."""
    return day(on) if on.year == today.year else full_day(on)


def moment(at: datetime, zone: str, today: date) -> str:
    """An instant as the day and the time where the county stands."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{dated(local.date(), today)} {local:%H:%M}"


def short_day(on: date) -> str:
    """A day in a dense table: 11/23."""
    return f"{on.month}/{on.day}"


@once_a_language(DAYS_KEPT)
def month(on: date) -> str:
    """A month over a calendar: Nov; a January with its year."""
    if on.month == 1:
        return write(on, pgettext("January over a calendar", "M Y"))
    return write(on, pgettext("month over a calendar", "M"))


@once_a_language(DAYS_KEPT)
def weekday(on: date) -> str:
    """The day's name: Monday."""
    return write(on, "l")


@once_a_language(DAYS_KEPT)
def short_weekday(on: date) -> str:
    """The day's short name: Mon."""
    return (
        pgettext("short day of the week", "Mon"),
        pgettext("short day of the week", "Tue"),
        pgettext("short day of the week", "Wed"),
        pgettext("short day of the week", "Thu"),
        pgettext("short day of the week", "Fri"),
        pgettext("short day of the week", "Sat"),
        pgettext("short day of the week", "Sun"),
    )[on.weekday()]
