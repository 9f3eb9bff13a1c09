"""The verbs of a thing on its page: which are offered, each with its form, and how one that was sent is answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from luodi.spine.files.actions import keep
from luodi.web.answers import answered, unsaid
from luodi.web.doors import Sitting

Forms = Mapping[str, Callable[..., forms.Form]]


@dataclass(frozen=True)
class Verb:
    """A verb: the action, what its button says, what was done, what was not, and what it brings about."""

    action: Callable[..., Any]
    button: Any
    did: Any
    undone: Any
    brings: Any = ""
    tone: str = ""


Verbs = Mapping[str, Verb]


@dataclass(frozen=True)
class Offered:
    """A verb on the page: its form, empty or as it was sent; `first` is the first thing to do."""

    verb: str
    words: Verb
    form: forms.Form
    button: str
    first: bool = False
    sent: bool = False


@dataclass(frozen=True)
class Acting:
    """What one kind of thing can be done with: its verbs in the order of the page, and a form for each."""

    verbs: Verbs
    form_of: Forms

    def offered(
        self, can: Iterable[str], first: str, offers: Any, sent: tuple[str, forms.Form] | None,
        buttons: Mapping[str, Any] | None = None,
    ) -> list[Offered]:  # fmt: skip
        """What can be done, the first thing first; a form that was refused stays as it was sent.

        `offers`: what the forms let choose; `buttons`: what a verb's button says instead, as things stand.
        """
        made, possible = [], set(can)
        verbs = [verb for verb in self.verbs if verb in possible or (sent and sent[0] == verb)]
        for verb in sorted(verbs, key=lambda verb: verb != first):
            again = bool(sent and sent[0] == verb)
            form = sent[1] if sent and again else self.form_of[verb](offers=offers, auto_id=f"{verb}_%s")
            words = self.verbs[verb]
            button = str((buttons or {}).get(verb, words.button))
            made.append(Offered(verb, words, form, button, verb == first, again))
        return made

    def act_on(
        self, request: HttpRequest, sitting: Sitting, thing: "Thing", verb: str, show: Callable[..., HttpResponse]
    ) -> HttpResponse:
        """Answer a form of a verb: done and led back to the thing, or the page with what stood against it."""
        if verb not in self.verbs:
            raise Http404(verb)
        if request.method != "POST":
            return HttpResponseRedirect(f"{thing.here}#act-{verb}")
        form = self.form_of[verb](request.POST, request.FILES, offers=thing.offers(), auto_id=f"{verb}_%s")
        again = partial(show, request, sitting, thing.number, sent=(verb, form))
        words = self.verbs[verb]
        undone = str(words.undone)
        if not form.is_valid():
            return again(refusal=unsaid(undone, form))

        def act(seen: int | None) -> str:
            told = _kept(form.cleaned_data, sitting, thing.case)
            words.action(number=thing.number, by=sitting.seat, at=sitting.at, seen=seen, **told)
            return thing.here

        return answered(request, sitting, act, again=again, did=str(words.did), undone=undone, form=form)


@dataclass(frozen=True)
class Thing:
    """What is acted on: its number, its case, its page; `offers` says what its forms let choose."""

    number: str
    case: int
    here: str
    offers: Callable[[], Any]


def _kept(sent: Mapping[str, Any], sitting: Sitting, case: int) -> dict[str, Any]:
    """What was sent as the action takes it: files kept, their keys in their place."""

    def key(upload: "UploadedFile[Any]") -> int:
        return keep(name=upload.name or "", content=upload.read(), by=sitting.seat, at=sitting.at, case=case)

    kept = dict(sent)
    if "files" in kept:
        kept["files"] = [key(upload) for upload in kept["files"]]
    if "file" in kept:
        kept["file"] = key(kept["file"]) if kept["file"] else None
    return kept
