"""One way a form is answered: done once and led on, or the same page again with what stood against it.

A view that acts, whole::

    @door("office")
    def grant(request, sitting, number):
        form = forms.Grant(request.POST, request.FILES)
        again = partial(_case_page, request, sitting, number, form=form)   # again(refusal=...) renders the page
        if not form.is_valid():
            return again(refusal=unsaid(_("this decision"), form))
        def act(seen):
            decision.grant(number=number, by=sitting.seat, at=sitting.at, seen=seen, **form.cleaned_data)
            return reverse("case", args=[number])
        return answered(request, sitting, act, again=again, did=_("Granted."), undone=_("this decision"), form=form)

The form carries `{{ form_keys(version) }}` (web/macros.html): a one-time key and the version the case was read at.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luodi.kernel.facts import KINDS
from luodi.kernel.problems import Problem
from luodi.spine.commitments.cases import Stale
from luodi.spine.journal.once import Answer, KeyReused, fingerprint, once
from luodi.spine.journal.reads import latest_of_case
from luodi.spine.people.seats import Refused
from luodi.web import days
from luodi.web.doors import Sitting
from luodi.web.saying import Saying

KEY, SEEN = "key", "seen"
_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
_OURS = (KEY, "csrfmiddlewaretoken")
SHOWN = 409
UNSAID = 422


class AtField(NamedTuple):
    """What is wrong with one field of a form: where it stands on the page, what it is called, and why."""

    href: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What did not happen and why, in the reader's words. `status`: 409 by how things stand, 422 by what was sent.

    `fields`: of the reasons, those that stand at a field as well.
    """

    thing: str
    reasons: tuple[tuple[str, str], ...]
    next: str = ""
    status: int = SHOWN
    fields: tuple[AtField, ...] = ()

    @property
    def leads_to_a_field(self) -> bool:
        """Whether a field of the page takes the focus; else what is said here does."""
        return any(field.href for field in self.fields)

    @property
    def act(self) -> str:
        """The words before the thing."""
        return _("Not done:")


class Again(Protocol):
    """Renders the page the form stood on, with what was typed."""

    def __call__(self, *, refusal: Refusal) -> HttpResponse: ...


def answered(
    request: HttpRequest,
    sitting: Sitting,
    act: Callable[[int | None], str],
    *,
    again: Again,
    did: str,
    undone: str,
    form: forms.Form | None = None,
) -> HttpResponse:
    """Do `act(seen)` once and lead to the address it returns, saying `did`; a second sending gets the first's answer.

    `seen` is the version the form was read at (None where it names none). What a rule refuses, what somebody else
    changed meanwhile and a key used for something else come back through `again`; `undone` names what did not happen;
    a reason that names a field of `form` is said at that field too.
    """
    key, asked = key_of(request), fingerprint(request.path, _content(request))
    if not key:
        lines = ((_("This form came without its key: open the page again and send it from there."), ""),)
        return again(refusal=Refusal(undone, lines, status=UNSAID))

    def led_on() -> Answer:
        return Answer(303, {"Location": act(_seen(request))})

    try:
        kept = once(key, asked=asked, by=sitting.seat, at=sitting.at, act=led_on)
    except Refused as no:
        return again(refusal=ruled(undone, no.reasons, form))
    except Stale as stale:
        return again(refusal=_changed(sitting, stale.case, undone))
    except KeyReused:
        lines = ((_("This form was sent before with other content; that one counts. Look at what stands below."), ""),)
        return again(refusal=Refusal(undone, lines))
    messages.success(request, did)
    return HttpResponse(kept.body, status=kept.status, headers=kept.headers)


def key_of(request: HttpRequest) -> str:
    """The one-time key a form came with; "" where it came without one."""
    key = request.POST.get(KEY, "")
    return key if _KEY.fullmatch(key) else ""


def said_reasons(reasons: Sequence[Problem]) -> tuple[tuple[str, str], ...]:
    """Reasons of a rule in the reader's language, as the refused block takes them."""
    return tuple((reason_words(reason), "") for reason in reasons)


def reason_words(reason: Problem) -> str:
    """A reason in the reader's language."""
    return _(reason.text) % reason.values


def ruled(undone: str, reasons: Sequence[Problem], form: forms.Form | None = None) -> Refusal:
    """What a rule has against it; reasons that name a field of the form are put there."""
    fields = form.fields if form else ()
    for reason in reasons:
        if form and reason.field in fields:
            form.add_error(reason.field, reason_words(reason))
    whole = said_reasons([reason for reason in reasons if reason.field not in fields])
    return Refusal(undone, whole, fields=_wrong(form) if form else ())


def unsaid(undone: str, form: forms.Form, next: str = "") -> Refusal:
    """A form whose fields say what is wrong with them; `next`: what to do, where what was typed does not stay."""
    reasons = tuple((str(words), "") for words in form.non_field_errors())
    return Refusal(undone, reasons, next or _("What you typed is still there."), UNSAID, _wrong(form))


def _place(field: forms.BoundField) -> str:
    return "" if field.is_hidden or not field.auto_id else f"#{field.auto_id}"


def _wrong(form: forms.Form) -> tuple[AtField, ...]:
    """What is wrong field by field, in the order of the form."""
    return tuple(AtField(_place(one), str(one.label), " ".join(map(str, one.errors))) for one in form if one.errors)


def _seen(request: HttpRequest) -> int | None:
    """The version the form was read at; what is no version never stands."""
    text = request.POST.get(SEEN, "")
    return None if not text else int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _content(request: HttpRequest) -> dict[str, object]:
    """Every field that was sent, files by the checksum of what they hold."""
    sent: dict[str, object] = {name: values for name, values in request.POST.lists() if name not in _OURS}
    for name, files in request.FILES.lists():
        sent[f"file {name}"] = [hashlib.sha256(file.read()).hexdigest() for file in files]
        for file in files:
            file.seek(0)
    return sent


def _changed(sitting: Sitting, case: int, undone: str) -> Refusal:
    """Who changed the case meanwhile, when and how."""
    fact = latest_of_case(sitting.place, case)
    if fact is None or (sitting.seat.is_firm and KINDS[fact.kind].inner):
        return Refusal(undone, ((_("Somebody else changed this case meanwhile."), ""),))
    saying = Saying(sitting)
    words = _("%(who)s acted on this case meanwhile (%(day)s): %(what)s") % {
        "who": saying.who(fact) or _("The law"),
        "day": days.moment(fact.happened_at, sitting.place.zone, sitting.on),
        "what": saying.fact(fact),
    }
    return Refusal(undone, ((words, ""),), _("The page below shows what stands now. What you typed is still there."))
