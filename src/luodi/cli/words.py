"""What a person writes on the command line: days and codes of regions, read strictly."""

import re
from datetime import date

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[\w.-]{1,12}")
CODE = "a region's code has 1 to 12 letters, digits, '.', '-' or '_'"


def day(text: str) -> date:
    """The day a text names. ValueError says how to write one."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"'{text}' is no day; write it like 2026-11-02")


def is_code(text: str) -> bool:
    """Whether a text can be a region's code: it stands in addresses and in the names of accounts."""
    return bool(_CODE.fullmatch(text)) and bool(text.strip("."))
