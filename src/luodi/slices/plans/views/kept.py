"""Proposals in words: what was tried, where it would bring the start, who kept it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import ngettext

from luodi.slices.plans.reads import ProposalRow
from luodi.web.days import dated
from luodi.web.doors import Sitting
from luodi.web.environment import url


@dataclass(frozen=True)
class Kept:
    """A proposal on a page; `href` opens it in the what-if as it was."""

    title: str
    href: str
    start: str
    tried: str
    gained: str
    by: str
    on: str


def shown(sitting: Sitting, number: str, row: ProposalRow) -> Kept:
    """A proposal in words."""
    days = sitting.calendar.workdays(row.tried_start_on, row.start_on)
    earlier = ngettext("%(n)s working day earlier", "%(n)s working days earlier", days) % {"n": days}
    later = ngettext("%(n)s working day later", "%(n)s working days later", -days) % {"n": -days}
    return Kept(
        title=row.title,
        href=f"{url('what-if', number)}?{query(row.changes)}",
        start=dated(row.start_on, sitting.on),
        tried=dated(row.tried_start_on, sitting.on),
        gained=earlier if days >= 0 else later,
        by=row.by,
        on=dated(sitting.seat.day(row.at), sitting.on),
    )


def query(changes: dict[str, Any]) -> str:
    """Changes as the address of the what-if writes them."""
    days = [(code, str(number)) for code, number in changes.get("days", {}).items()]
    drop = [("drop", code) for code in changes.get("drop", ())]
    return urlencode(days + drop + [("decide", f"{before}~{after}") for before, after in changes.get("decides", ())])
