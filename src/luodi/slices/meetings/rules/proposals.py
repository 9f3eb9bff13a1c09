"""What a clause of a minute seems to say of owner, day and amount. It only proposes."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luodi.kernel.clock import Calendar, next_day
from luodi.slices.meetings.rules.words import Wording

YEAR_END = (12, 31)


class Proposal(NamedTuple):
    """What a clause seems to say; empty where it says nothing that is known."""

    owner: str = ""
    supporting: tuple[str, ...] = ()
    due_on: date | None = None
    amount: Decimal | None = None
    unit: str = ""
    observe_days: int = 0


def proposal(
    clause: str, held_on: date, names: Mapping[str, str], calendar: Calendar, words: Wording
) -> Proposal:
    """What a clause seems to say. `names`: full name of every party that may owe, with its key."""
    spoken = _parties(clause, names, words)
    lead = words.lead.search(clause)
    before = [key for place, key in spoken if lead is None or place < lead.start()]
    helped = words.help.search(clause)
    owner = (before or [key for _, key in spoken] or [""])[0]
    supporting = [key for place, key in spoken if key != owner and helped]
    amount, unit = _amount(clause, words)
    observed = words.observe.search(clause)
    return Proposal(
        owner=owner,
        supporting=tuple(dict.fromkeys(supporting)),
        due_on=_day(clause, held_on, calendar, words),
        amount=amount,
        unit=unit,
        observe_days=_whole(observed["n"], words) if observed else 0,
    )


def _parties(clause: str, names: Mapping[str, str], words: Wording) -> list[tuple[int, str]]:
    """Parties named in a clause, by place; a longer name before one that is part of it."""
    found: dict[int, str] = {}
    taken: list[range] = []
    spoken = dict(names)
    spoken |= {name.removeprefix(words.county): key for name, key in names.items() if len(name) > 3}
    for name in sorted(spoken, key=len, reverse=True):
        for mark in re.finditer(re.escape(name), clause):
            if not any(mark.start() in span for span in taken):
                taken.append(range(*mark.span()))
                found[mark.start()] = spoken[name]
    return sorted(found.items())


def _day(clause: str, held_on: date, calendar: Calendar, words: Wording) -> date | None:
    for form, reads in words.days:
        found = form.search(clause)
        if found is None:
            continue
        try:
            return _day_of(found.groupdict(), reads, held_on, calendar, words)
        except ValueError:
            continue
    return None


def _day_of(
    said: Mapping[str, str | None], reads: str, held_on: date, calendar: Calendar, words: Wording
) -> date:
    """The day that is meant; ValueError for one that is none. A month that has passed is next year's."""
    if reads == "workdays":
        return calendar.add(held_on, _whole(said["n"], words))
    if reads == "days":
        return next_day(held_on, _whole(said["n"], words))
    if reads == "year_end":
        return date(held_on.year, *YEAR_END)
    month = _whole(said["m"], words)
    year = int(said.get("y") or held_on.year + (month < held_on.month))
    if reads == "day":
        return date(year, month, _whole(said["d"], words))
    if reads == "month_end":
        return next_day(date(year + month // 12, month % 12 + 1, 1), -1)
    return date(year, month, int(reads.removeprefix("month_")))


def _amount(clause: str, words: Wording) -> tuple[Decimal | None, str]:
    for form in words.amounts:
        found = form.search(clause)
        if found:
            return _number(found["n"], words), found["unit"]
    return None, ""


def _whole(said: str | None, words: Wording) -> int:
    return int(_number(said or "", words))


def _number(said: str, words: Wording) -> Decimal:
    """A number in figures or in the words of the catalogue, up to 999."""
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", said):
        return Decimal(said)
    whole, digit = 0, 0
    for sign in said:
        if sign == words.hundred:
            whole, digit = whole + (digit or 1) * 100, 0
        elif sign == words.ten:
            whole, digit = whole + (digit or 1) * 10, 0
        else:
            digit = words.digits.index(words.alike.get(sign, sign))
    return Decimal(whole + digit)
