"""Posts that change hands: the list of all, naming who follows, and the page of one post with the words given."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from luodi.slices.county.actions import say_word
from luodi.slices.county.forms import Answer, NameHolder
from luodi.slices.county.reads.handover import Changes, changes, post_page
from luodi.spine.commitments.handover import Newcomer, change_holder
from luodi.spine.people.seats import NotYours
from luodi.web.answers import Refusal, answered, key_of, unsaid
from luodi.web.doors import Sitting, door
from luodi.web.pages import page

LED_ON = 303
FIRST_WORD = 16


@door("staff")
def handovers(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Every post that changed hands. A newcomer named here gets an account, whose first password is shown once."""
    found = changes(sitting)
    form = NameHolder(request.POST or None, posts=found.posts)
    again, undone = partial(_list, request, sitting, form), _("the change of holder")
    if request.method != "POST":
        return again(found=found)
    if not found.posts:
        raise NotYours(request.path)
    if not form.is_valid():
        return again(refusal=unsaid(undone, form))
    sent = form.cleaned_data
    post, password = sent.pop("post"), _first_password(request, sitting)

    def act(seen: int | None) -> str:
        change_holder(post, new=Newcomer(**sent, password=password), by=sitting.seat, at=sitting.at)
        return reverse("handovers")

    answer = answered(request, sitting, act, again=again, did=_("The post changes hands."), undone=undone)
    if answer.status_code != LED_ON or not sent["username"]:
        return answer
    opened = (sent["username"], password, sent["name"])
    return _list(request, sitting, NameHolder(posts=changes(sitting).posts), opened=opened)


@door("staff")
def handover(request: HttpRequest, sitting: Sitting, post: int) -> HttpResponse:
    """One post; the newcomer says a word on each promise, the rank above decides on disputes."""
    again = partial(_post, request, sitting, post)
    if request.method != "POST":
        return again()
    form, undone = Answer(request.POST, auto_id=False), _("your word on this promise")
    if not form.is_valid():
        return again(refusal=unsaid(undone, form, _("Write it once more.")))

    def act(seen: int | None) -> str:
        say_word(post=post, **form.cleaned_data, by=sitting.seat, at=sitting.at)
        return reverse("handover", args=[post])

    return answered(request, sitting, act, again=again, did=_("Your word is kept."), undone=undone)


def _post(request: HttpRequest, sitting: Sitting, post: int, *, refusal: Refusal | None = None) -> HttpResponse:
    shown = post_page(sitting, post)
    return page(request, "county/handover.html", sitting, here=_("Handover"), refusal=refusal, post=shown)


def _list(
    request: HttpRequest,
    sitting: Sitting,
    form: NameHolder,
    *,
    found: Changes | None = None,
    refusal: Refusal | None = None,
    opened: tuple[str, str, str] | None = None,
) -> HttpResponse:
    return page(
        request,
        "county/handovers.html",
        sitting,
        here=_("Handover"),
        refusal=refusal,
        changes=found or changes(sitting),
        form=form,
        opened=opened,
    )


def _first_password(request: HttpRequest, sitting: Sitting) -> str:
    """Made from the form's one-time key, so that sending it twice shows the same; kept nowhere but as its hash."""
    seed = f"{sitting.seat.person}/{key_of(request)}"
    return salted_hmac("luodi.people.password", seed, algorithm="sha256").hexdigest()[:FIRST_WORD]
