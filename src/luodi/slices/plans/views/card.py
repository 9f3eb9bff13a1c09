"""One page for the firm: what the page of a project says of its link."""

from dataclasses import dataclass

from django.http import HttpRequest
from markupsafe import Markup

from luodi.slices.plans.reads import link_of
from luodi.slices.plans.rules import acts
from luodi.slices.plans.views.linked import feed_of
from luodi.slices.plans.views.sheet import code_of
from luodi.slices.plans.views.shown import Desk
from luodi.web.days import dated
from luodi.web.doors import Sitting
from luodi.web.environment import url


@dataclass(frozen=True)
class Card:
    """The link of a plan as a seat may see it. `address`: "" where there is none, or where it is not this seat's."""

    may: bool
    by: str = ""
    on: str = ""
    address: str = ""
    feed: str = ""
    code: Markup | str = ""


def card_of(request: HttpRequest, sitting: Sitting, desk: Desk) -> Card:
    """What the card of a project says."""
    number = desk.plan.number
    may = acts.may_share(sitting.seat, desk.plan.project.owner).ok
    row = link_of(sitting.seat, number)
    if row is None:
        return Card(may)
    by, on = sitting.said(row.made_by, row.made_by_en), dated(sitting.seat.day(row.made_at), sitting.on)
    if not row.key:
        return Card(may, by, on)
    address = request.build_absolute_uri(url("plan-of", row.key))
    feed = request.build_absolute_uri(feed_of(row.key))
    return Card(may, by, on, address, feed, code_of(address))
