"""Instants as logs write them: the year first, or as a pattern says; nobody has to guess which number is the month."""

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199

_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?"
    r"(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


@lru_cache(maxsize=8192)
def instant(text: str, zone: ZoneInfo, pattern: str = "") -> datetime:
    """The instant `text` names; without an offset a time of `zone`, without a time that day's midnight there.

    `pattern` is a strptime format that replaces the built-in reading. ValueError where the text cannot be read or
    lies outside the years 1900 to 2199.
    """
    text = text.strip()
    moment = datetime.strptime(text, pattern) if pattern else _built_in(text)  # noqa: DTZ007  the zone comes below
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"the year {moment.year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _built_in(text: str) -> datetime:
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        raise ValueError("it is not written year first")
    year, month, day, hour, minute, second, fraction, offset = found.groups(default="")
    clock = f"{hour or 0:0>2}:{minute or '00'}:{second or '00'}.{fraction[:6]:0<6}"
    return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{clock}{offset}")
