"""What the address of a what-if asks to try, and what of it cannot be, said."""

import re
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from luodi.slices.plans.rules import tried as rules
from luodi.slices.plans.rules.plan import Changes
from luodi.slices.plans.views.shown import Desk
from luodi.web.answers import reason_words

PAIR = "~"  # between the two matters of an edge in an address
DROP, DECIDE = "drop", "decide"
_DAYS = re.compile("[0-9]{1,9}")
MOST, LONGEST = 8, 40  # sentences, and characters of what somebody wrote


def asked(course: rules.Course, query: QueryDict) -> Changes:
    """What an address asks to try; what cannot be tried is left out."""
    return rules.allowed(course, _read(query)[0])


def left_out(desk: Desk, course: rules.Course, query: QueryDict) -> list[str]:
    """What of an address is not tried and why, a sentence each, with the names of the matters."""
    wanted, unread = _read(query)
    said = [_("“%(asked)s” cannot be read.") % {"asked": text[:LONGEST]} for text in unread]
    for one in rules.against(course, wanted):
        named = {key: _named(desk, value) if isinstance(value, str) else value for key, value in one.values.items()}
        said.append(reason_words(one._replace(values=named)))
    return said[:MOST]


def _named(desk: Desk, code: str) -> str:
    return f"{code} {desk.named(code)}" if code in desk.plan.catalogue.matters else code[:LONGEST]


def _read(query: QueryDict) -> tuple[dict[str, Any], list[str]]:
    """The changes as they are asked for, and what is none."""
    given = {code: str(query[code]) for code in query if code not in (DROP, DECIDE)}
    days = {code: text for code, text in given.items() if text}
    numbers = {code: int(text) for code, text in days.items() if _DAYS.fullmatch(text)}
    unread = [f"{code}={text}" for code, text in days.items() if code not in numbers]
    unread += [text for text in query.getlist(DECIDE) if text and text.count(PAIR) != 1]
    decides = [text.split(PAIR) for text in query.getlist(DECIDE) if text.count(PAIR) == 1]
    return {"days": numbers, "drop": [code for code in query.getlist(DROP) if code], "decides": decides}, unread
