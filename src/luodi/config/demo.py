"""The demo's control: its day goes one working day on, the tick included."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from luodi.cli.demo import advance
from luodi.spine.people.seats import NotYours, Refused
from luodi.web.days import full_day, weekday
from luodi.web.doors import Sitting, door


@door("seated")
@require_POST
def next_day(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """One working day on; says how many lights turned. A region on the real day has no such page."""
    if sitting.place.frozen_on is None:
        raise NotYours(request.path)
    back = request.POST.get("back", "")
    safe = back and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = HttpResponseRedirect(back if safe else reverse("home"))
    try:
        with transaction.atomic():
            place, ticked = advance(sitting.place)
    except Refused:  # pressed twice: the day went on once
        return answer
    on = place.frozen_on or sitting.on
    turned = ngettext("%(n)s light turned", "%(n)s lights turned", ticked.turned) % {"n": ticked.turned}
    messages.success(
        request,
        _("It is %(day)s, %(weekday)s: %(turned)s.") % {"day": full_day(on), "weekday": weekday(on), "turned": turned},
    )
    return answer
