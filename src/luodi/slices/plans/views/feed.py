"""A plan as a calendar to subscribe to: each matter from the day it can begin to the day it can be done."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from luodi.kernel.clock import next_day, start_of
from luodi.slices.plans.views.facts import choose
from luodi.slices.plans.views.link import Link, counties, faults, opened
from luodi.slices.plans.views.sheet import why
from luodi.web.answers import UNSAID
from luodi.web.doors import door
from luodi.web.environment import url


@door("anybody")
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The calendar of a link; what is wrong with the link is said as text."""
    where = counties(request)
    if len(where) != 1:
        return choose(request, where)
    link = opened(request, where[0])
    if link.wrong:
        return HttpResponse("\n".join(words for _key, words in faults(link)), "text/plain; charset=utf-8", UNSAID)
    page = request.build_absolute_uri(f"{url('plan-sheet')}?{link.query()}")
    answer = HttpResponse(calendar(link, page).to_ical(), "text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="plan.ics"'
    return answer


def calendar(link: Link, page: str) -> Calendar:
    """All matters as days. An event keeps its name while the answers stay, whatever day the plan begins on."""
    made = Calendar()
    made.add("prodid", "-//luodi//plan//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("What has to be done"))
    whose = hashlib.sha256(f"{link.place.code}?{link.query(dated=False)}".encode()).hexdigest()[:20]
    for code, item in link.outlook.plan.items.items():
        span = link.outlook.plan.to_end[code]
        event = Event()
        event.add("uid", f"{code}-{whose}@luodi")
        event.add("dtstamp", start_of(link.on, link.place.zone))
        event.add("dtstart", link.day(span.earliest_start))
        event.add("dtend", next_day(link.day(span.earliest_finish)))
        event.add("summary", f"{link.named(code)} · {link.party(item.entry.department)}")
        event.add("description", f"{why(item)}\n{item.entry.legal_basis}")
        event.add("url", page)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made
