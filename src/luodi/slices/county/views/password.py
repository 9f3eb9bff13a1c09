"""One's own password: the present one is asked for and tried as at the sign-in; other sessions end with the old one."""

from functools import partial

from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from luodi.slices.county.forms import ChangePassword, locked, tried, tries_left
from luodi.spine.journal.enrol import change_password
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

LED_ON = 303


@door("seated", at_first=True)
@sensitive_post_parameters()
def password(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The form, and its answer; whoever changed it stays signed in here and nowhere else."""
    account = request.user.get_username()
    form = ChangePassword(request.POST or None, user=request.user)
    again, undone = partial(_page, request, sitting, form), _("the new password")
    if request.method != "POST":
        return again()
    if not form.is_valid():
        return again(refusal=unsaid(undone, form, _("Type the passwords once more.")))
    sent = form.cleaned_data
    if tries_left(request, account) <= 0:
        return again(refusal=Refusal(undone, ((locked(), ""),)))

    def act(seen: int | None) -> str:
        change_password(
            username=account, present=sent["present"], password=sent["fresh"], by=sitting.seat, at=sitting.at
        )
        return reverse("home")

    def once_more(*, refusal: Refusal) -> HttpResponse:
        if authenticate(request, username=account, password=sent["present"]) is None:  # counted as at the sign-in
            form.add_error("present", tried(tries_left(request, account)))
        return again(refusal=refusal)

    did = _("Your password is changed. Wherever else you were signed in, you are no longer.")
    answer = answered(request, sitting, act, again=once_more, did=did, undone=undone)
    user = authenticate(request, username=account, password=sent["fresh"]) if answer.status_code == LED_ON else None
    if user is not None:
        login(request, user)
    return answer


def _page(
    request: HttpRequest, sitting: Sitting, form: ChangePassword, *, refusal: Refusal | None = None
) -> HttpResponse:
    first = request.user.must_change  # type: ignore[union-attr]
    return page(request, "county/password.html", sitting, here=_("Password"), refusal=refusal, form=form, first=first)
