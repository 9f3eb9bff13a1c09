"""How a plan is written as a calendar, for one reader or for a program that comes again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from luodi.kernel.clock import days_between, next_day
from luodi.slices.matters.rules.catalogue import Entry
from luodi.slices.plans.rules.forecast import DONE
from luodi.slices.plans.views.shown import Desk
from luodi.slices.plans.views.words import state_of

AGAIN = "PT6H"  # how often a program that subscribes may ask


@dataclass(frozen=True)
class Days:
    """A matter with its days. `uid`: the same while the matter is the same, whatever becomes of its days."""

    uid: str
    first: date
    last: date
    summary: str
    description: str = ""
    sure: bool = False


def written(name: str, page: str, at: datetime, matters: Iterable[Days], turn: int = 0) -> bytes:
    """Matters as all-day events. `page`: where more stands; `at`: as of when; `turn`: rises with whatever moves one."""
    made = Calendar()
    made.add("prodid", "-//luodi//plan//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-published-ttl", AGAIN)
    for one in matters:
        event = Event()
        event.add("uid", f"{one.uid}@luodi")
        event.add("dtstamp", at)
        event.add("last-modified", at)
        event.add("sequence", turn)
        event.add("dtstart", one.first)
        event.add("dtend", next_day(one.last))
        event.add("summary", one.summary)
        if one.description:
            event.add("description", one.description)
        event.add("status", "CONFIRMED" if one.sure else "TENTATIVE")
        event.add("url", page)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def typical_words(entry: Entry) -> list[str]:
    """A line that says so where the days of a matter are usual and published nowhere; no line for the others."""
    return [_("typical days, not published")] if entry.committed_basis == "typical" else []


def turn_of(desk: Desk) -> int:
    """What rises with every change of a plan and with every day, for a forecast may move with each of them."""
    return desk.plan.revision + desk.plan.project.revision + days_between(desk.plan.adopted_on, desk.on)


def days_of(desk: Desk, *, done: bool = False) -> Iterator[Days]:
    """What runs and is to come of a project's plan; `done`: also what is done."""
    whose = f"{desk.sitting.place.code}-{desk.plan.number}"
    for one in desk.matters.values():
        first, last = one.received_on or one.begins_on, one.done_on or one.ends_on
        if first is None or last is None or (one.state == DONE and not done):
            continue
        yield Days(
            uid=f"{whose}-{one.code}",
            first=first,
            last=max(first, last),
            summary=_("%(matter)s · %(party)s") % {"matter": one.name, "party": one.party},
            description="\n".join([state_of(desk, one), *typical_words(one.entry)]),
            sure=one.state == DONE,
        )
