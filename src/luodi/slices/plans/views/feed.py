"""A plan as a calendar to subscribe to: each matter from the day it can begin to the day it can be done."""

import hashlib
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luodi.kernel.clock import start_of
from luodi.slices.plans.views import ics
from luodi.slices.plans.views.facts import choose
from luodi.slices.plans.views.ics import Days
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
    at = start_of(link.on, link.place.zone)
    return subscribed(ics.written(_("What has to be done"), page, at, _days(link)))


def subscribed(content: bytes) -> HttpResponse:
    """A calendar for whoever comes again for it."""
    answer = HttpResponse(content, "text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="plan.ics"'
    return answer


def _days(link: Link) -> Iterator[Days]:
    """All matters. An event keeps its name while the answers stay, whatever day the plan begins on."""
    whose = hashlib.sha256(f"{link.place.code}?{link.query(dated=False)}".encode()).hexdigest()[:20]
    for code, item in link.outlook.plan.items.items():
        span = link.outlook.plan.to_end[code]
        yield Days(
            uid=f"{code}-{whose}",
            first=link.day(span.earliest_start),
            last=link.day(span.earliest_finish),
            summary=_("%(matter)s · %(party)s")
            % {"matter": link.named(code), "party": link.party(item.entry.department)},
            description="\n".join([why(item), item.entry.legal_basis, *ics.typical_words(item.entry)]),
        )
