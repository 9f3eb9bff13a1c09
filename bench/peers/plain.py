"""The inbox as one would write it in any Django project: models read by the ORM, everything decided in the template.

The same session, account, seat, permission, rows, pauses, groups, counts, strips and words; and an empty page.
"""

from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

application = get_wsgi_application()


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, through the same middleware."""
    return HttpResponse("ok")


def inbox(request: HttpRequest) -> HttpResponse:
    """Everything a leader of the region has before it."""
    from luodi.spine.commitments.models import Commitment, Hold, Pause
    from luodi.spine.people.models import Tenure
    from luodi.spine.people.reads import calendar_of

    user: Any = request.user
    tenure = Tenure.objects.select_related("post__party", "post__region", "person").get(person=user.person, to_on=None)
    region = tenure.post.region
    shut = ("owner",)
    promises = list(
        Commitment.objects.within(region.pk)
        .filter(state__in=("open", "paused"), case__region=region)
        .exclude(circle__in=shut)
        .select_related("case__ball", "owner")
        .order_by("due_on", "pk")
    )
    pauses: dict[int, list[Any]] = {}
    for pause in Pause.objects.filter(commitment__in=promises).order_by("from_on", "pk"):
        pauses.setdefault(pause.commitment_id, []).append(pause)
    holds = {hold.case_id: hold for hold in Hold.objects.filter(case__in=[p.case_id for p in promises], to_at=None)}
    for promise in promises:
        promise.pauses, promise.hold = pauses.get(promise.pk, []), holds.get(promise.case_id)
        promise.calendar = calendar_of(region)
        promise.on = region.frozen_on
    keys = ("overdue", "today", "week", "later", "undated", "waiting")
    given = {"keys": keys, "tenure": tenure, "region": region, "on": region.frozen_on, "promises": promises}
    return render(request, "inbox.html", given)


urlpatterns = [path("", inbox), path("empty", empty)]
