"""The packaged calendars: notices from the catalogue, read into the kernel's calendar. Needs no database."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

import yaml

from luodi.kernel.clock import Calendar, Year, build_calendar, days

_COUNTRY = "CN"


@cache
def published_years(country: str = _COUNTRY) -> tuple[Year, ...]:
    """The notices of a country in the catalogue, oldest first. FileNotFoundError when it has none."""
    text = (resources.files("luodi") / "catalogue" / "calendars" / f"{country}.yml").read_text("utf-8")
    return tuple(
        Year(year, _by_day(notice["rest"]), _by_day(notice["work"]), tuple(notice["papers"]))
        for year, notice in sorted(yaml.safe_load(text)["years"].items())
    )


@cache
def calendar_for(code: str | None) -> Calendar:
    """The calendar of a region's code as packaged, without its local days.

    Six digits (GB/T 2260) and None follow the national notices; of any other code no table is known: weekends only.
    """
    if code is None or re.fullmatch(r"[0-9]{6}", code):
        return build_calendar(_COUNTRY, published_years())
    return build_calendar(code, ())


def _by_day(spans: Mapping[str, list[date | str]]) -> dict[date, str]:
    return {day: name for name, entries in spans.items() for entry in entries for day in _span(entry)}


def _span(entry: date | str) -> list[date]:
    """A day, or the days of a text such as 2026-02-15/2026-02-23."""
    if isinstance(entry, date):
        return [entry]
    first, last = map(date.fromisoformat, entry.split("/"))
    return list(days(first, last))
