"""What went against a request, as problem details (RFC 9457) in the reader's language.

`title` says what kind of thing it is, `reasons` why, each a sentence a citizen could read; a conflict adds `conflict`,
what is said of one field of what was sent adds `fields`. Nothing of how the program works is told.
"""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from luodi.api.doors import BeyondScope
from luodi.kernel.facts import KINDS, say
from luodi.spine.commitments.cases import Stale
from luodi.spine.journal.once import KeyReused
from luodi.spine.journal.reads import latest_of_case
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import NotYours, Overtaken, Refused

MEDIA_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="luodi"'


def problem_answer(status: int, title: str, *reasons: str, **more: Any) -> HttpResponse:
    """A problem with its reasons; `more` stands beside them."""
    content = {"type": "about:blank", "status": status, "title": title, "reasons": list(reasons), **more}
    text = json.dumps(content, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def say_problems(api: NinjaAPI) -> None:
    """What each exception of the house says where it meets this API."""
    api.exception_handler(NotYours)(_not_found)
    api.exception_handler(Http404)(_not_found)
    api.exception_handler(Refused)(_refused)
    api.exception_handler(Stale)(_stale)
    api.exception_handler(Overtaken)(_overtaken)
    api.exception_handler(KeyReused)(_key_reused)
    api.exception_handler(BeyondScope)(_beyond_scope)
    api.exception_handler(ValidationError)(_unreadable)
    api.exception_handler(HttpError)(problem_of)


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found and not yours are one answer."""
    return problem_answer(404, _("There is nothing here for you."))


def _refused(request: HttpRequest, refused: Exception) -> HttpResponse:
    """The reasons; what is said of one field stands at it too."""
    assert isinstance(refused, Refused)
    said = _reasons(refused)
    at = [(reason.field, words) for reason, words in zip(refused.reasons, said, strict=True) if reason.field]
    fields = [{"where": f"body.{name}", "what": words, "code": "refused"} for name, words in at]
    return problem_answer(422, _("This was not done."), *said, **({"fields": fields} if fields else {}))


def _reasons(refused: Refused) -> list[str]:
    """Why, in the reader's language."""
    return [_(reason.text) % reason.values for reason in refused.reasons]


def _stale(request: HttpRequest, stale: Exception) -> HttpResponse:
    """Who changed the case meanwhile, when and how, and the version to read again."""
    assert isinstance(stale, Stale)
    seat = request.auth.seat  # type: ignore[attr-defined]
    conflict: dict[str, Any] = {"version": stale.version, "by": None, "at": None, "fact": None}
    fact = latest_of_case(seat.place, stale.case)
    if fact and not (seat.is_firm and _is_inner(fact.kind)):
        known = parties(seat.place)
        english = (get_language() or "").startswith("en")
        names = {key: party.name_en if english and party.name_en else party.name for key, party in known.items()}
        by = next((key for key, party in known.items() if party.pk == fact.party), None)
        conflict |= {
            "by": names.get(by or ""),
            "at": fact.happened_at.isoformat(),
            "fact": say(
                fact.kind, fact.payload, "en" if english else "zh", party=lambda key: names.get(key, key), day=str
            ),
        }
    return problem_answer(409, _("Somebody else changed this case meanwhile."), conflict=conflict)


def _overtaken(request: HttpRequest, overtaken: Exception) -> HttpResponse:
    """Who changed it meanwhile and when, and the version to read again."""
    assert isinstance(overtaken, Overtaken)
    conflict = {"version": overtaken.version, "by": overtaken.by, "at": overtaken.at.isoformat(), "fact": None}
    return problem_answer(409, _("Somebody else changed this meanwhile."), *_reasons(overtaken), conflict=conflict)


def _is_inner(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].inner


def _key_reused(request: HttpRequest, reused: Exception) -> HttpResponse:
    reason = _("This key came before with other content; that one counts. Take a new key for a new request.")
    return problem_answer(422, _("This was not done."), reason)


def _unreadable(request: HttpRequest, invalid: Exception) -> HttpResponse:
    assert isinstance(invalid, ValidationError)
    fields = [_field(error) for error in invalid.errors]
    return problem_answer(422, _("The request cannot be read."), fields=fields)


def _field(error: dict[str, Any]) -> dict[str, str]:
    """Where it is and what is wrong there, with the code of the check."""
    kind, (source, *way) = str(error.get("type", "")), error.get("loc") or ("",)
    if way[:1] == [source] == ["body"]:
        del way[0]  # the body is called body
    what = _FIELD_WORDS.get(kind, lambda: _("This value cannot be read."))()
    return {"where": ".".join(map(str, (source, *way))), "what": what % error.get("ctx", {}), "code": kind}


_FIELD_WORDS: dict[str, Callable[[], str]] = {
    "greater_than_equal": lambda: _("This is at least %(ge)s."),
    "less_than_equal": lambda: _("This is at most %(le)s."),
    "unknown_parameter": lambda: _("There is no such parameter here."),
    "missing": lambda: _("This has to be there."),
    "extra_forbidden": lambda: _("There is no such field."),
    "string_too_short": lambda: _("This has to be there."),
    "string_too_long": lambda: _("This is too long."),
    "unprintable": lambda: _("Here stand characters that cannot be printed; write the text anew."),
}


def in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of ninja whose refusal of a method is a problem like any other."""

    @wraps(view)
    def enter(request: HttpRequest, **values: Any) -> HttpResponse:
        answer = view(request, **values)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        methods = ", ".join(sorted(answer.headers["Allow"].split(", ")))
        reason = _("It takes %(methods)s.") % {"methods": methods}
        said = problem_answer(answer.status_code, _("This address does not take that method."), reason)
        said.headers["Allow"] = methods
        return said

    return enter


def _beyond_scope(request: HttpRequest, beyond: Exception) -> HttpResponse:
    """The key is good, and not for this."""
    assert isinstance(beyond, BeyondScope)
    if beyond.scope:
        reason = _("The key you sent may not do this; its owner can make one that may.")
    else:
        reason = _("Keys for programs are made and revoked by a person who signed in, never by a program.")
    answer = problem_answer(403, _("This was not done."), reason)
    scope = f', scope="{beyond.scope}"' if beyond.scope else ""
    answer.headers["WWW-Authenticate"] = f'{CHALLENGE}, error="insufficient_scope"{scope}'
    return answer


def problem_of(request: HttpRequest, error: Exception) -> HttpResponse:
    """A status of HTTP in words."""
    assert isinstance(error, HttpError)
    status = error.status_code
    words = {
        400: lambda: _("The request cannot be read."),
        401: lambda: _("Sign in first, or send a key for programs that is still good."),
        403: lambda: _("Send the token against forged requests with every write."),
    }
    answer = problem_answer(status, words[status]() if status in words else HTTPStatus(status).phrase)
    if status == HTTPStatus.UNAUTHORIZED:
        shown = "Authorization" in request.headers
        answer.headers["WWW-Authenticate"] = CHALLENGE + (', error="invalid_token"' if shown else "")
    return answer
