"""Work in the background: what was asked for and how far it is; asked for, stopped, tried again."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi.slices.county.actions import ask_for
from luodi.slices.county.forms import AskWork
from luodi.slices.county.reads.jobs import offers, shown_jobs
from luodi.spine.jobs import queue
from luodi.web.answers import Refusal, answered, unsaid
from luodi.web.clock import real_now
from luodi.web.doors import Sitting, door
from luodi.web.pages import page


@door("staff")
def jobs(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The list; a form that asks for more work."""
    form = AskWork(request.POST or None, request.FILES or None, kinds=offers(sitting))
    again, undone = partial(_page, request, sitting, form), _("this work")
    if request.method != "POST":
        return again()
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))
    sent = form.cleaned_data["file"]

    def act(seen: int | None) -> str:
        file = (sent.name, sent.read()) if sent else None
        ask_for(form.cleaned_data["kind"], file=file, by=sitting.seat, at=sitting.at)
        return reverse("jobs")

    return answered(
        request, sitting, act, again=again, did=_("It waits its turn; you may leave this page."), undone=undone
    )


@door("staff")
@require_POST
def stop(request: HttpRequest, sitting: Sitting, job: int) -> HttpResponse:
    """What is in stays in."""

    def act(seen: int | None) -> str:
        queue.stop(job, by=sitting.seat, at=real_now())
        return reverse("jobs")

    return _answered(request, sitting, act, _("It stops; what is in stays in."))


@door("staff")
@require_POST
def again(request: HttpRequest, sitting: Sitting, job: int) -> HttpResponse:
    """From where it stands."""

    def act(seen: int | None) -> str:
        queue.again(job, by=sitting.seat, at=real_now())
        return reverse("jobs")

    return _answered(request, sitting, act, _("It is tried again."))


def _answered(request: HttpRequest, sitting: Sitting, act: Callable[[int | None], str], did: str) -> HttpResponse:
    show = partial(_page, request, sitting, AskWork(kinds=offers(sitting)))
    return answered(request, sitting, act, again=show, did=did, undone=_("this work"))


def _page(
    request: HttpRequest, sitting: Sitting, form: AskWork, *, refusal: Refusal | None = None
) -> HttpResponse:
    rows = shown_jobs(sitting)
    return page(
        request,
        "county/jobs.html",
        sitting,
        here=_("Work in the background"),
        refusal=refusal,
        form=form,
        rows=rows,
        offers=offers(sitting),
        running=[row for row in rows if row.is_open],
    )
