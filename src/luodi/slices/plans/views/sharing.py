"""The link to a project's one page is made and taken back on the project's page."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.slices.plans.actions.links import make_link, withdraw_link
from luodi.slices.plans.views import project
from luodi.web.answers import answered
from luodi.web.doors import Sitting, door
from luodi.web.environment import url


@door("seated")
@require_POST
def share(request: HttpRequest, sitting: Sitting, number: str) -> HttpResponse:
    """Make the link, or take it back."""
    withdrawing = request.POST.get("what") == "withdraw"

    def act(seen: int | None) -> str:
        (withdraw_link if withdrawing else make_link)(number=number, by=sitting.seat, at=sitting.at)
        return f"{url('project', number)}#link"

    did = _("The link opens nothing any more.") if withdrawing else _("The link is made.")
    again = partial(project.whole, request, sitting, number)
    return answered(request, sitting, act, again=again, did=did, undone=_("the link"))
