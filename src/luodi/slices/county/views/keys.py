"""Keys for programs: whose they are, what they may do, until when; a new one shows its secret once."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.kernel.clock import next_day
from luodi.slices.county.forms import MakeKey
from luodi.spine.journal.enrol import make_token, revoke_token
from luodi.spine.people.tokens import LONGEST, secret_from, tokens_of
from luodi.web.answers import Refusal, answered, key_of, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

LED_ON = 303


@door("seated")
def keys(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The keys of whoever is signed in; a form that makes one is answered with the page that shows its secret."""
    form = MakeKey(request.POST or None)
    again, undone = partial(_page, request, sitting, form), _("the new key")
    if request.method != "POST":
        return again()
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))
    secret = secret_from(key_of(request), sitting.seat)

    def act(seen: int | None) -> str:
        make_token(**form.cleaned_data, secret=secret, by=sitting.seat, at=sitting.at)
        return reverse("keys")

    answer = answered(request, sitting, act, again=again, did=_("The key is made."), undone=undone)
    return _page(request, sitting, MakeKey(), secret=secret) if answer.status_code == LED_ON else answer


@door("seated")
@require_POST
def revoke(request: HttpRequest, sitting: Sitting, key: int) -> HttpResponse:
    """A key opens nothing any more."""

    def act(seen: int | None) -> str:
        revoke_token(pk=key, by=sitting.seat, at=sitting.at)
        return reverse("keys")

    again = partial(_page, request, sitting, MakeKey())
    return answered(request, sitting, act, again=again, did=_("The key is revoked."), undone=_("the revocation"))


def _page(
    request: HttpRequest, sitting: Sitting, form: MakeKey, *, refusal: Refusal | None = None, secret: str = ""
) -> HttpResponse:
    return page(
        request,
        "county/keys.html",
        sitting,
        here=_("Keys for programs"),
        refusal=refusal,
        form=form,
        secret=secret,
        last=next_day(sitting.on, LONGEST),
        rows=[(row, row.stands(sitting.on)) for row in tokens_of(sitting.seat)],
    )
