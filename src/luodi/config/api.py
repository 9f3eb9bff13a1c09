"""The JSON API: where the endpoints of the rooms are mounted, and the page that describes them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import server_error
from ninja.errors import HttpError

from luodi.api.addresses import refuse_unknown
from luodi.api.described import Described
from luodi.api.doors import BeyondScope, Door, plain, policies
from luodi.api.problems import in_words, problem_answer, problem_of, say_problems
from luodi.config.demo import router as demo
from luodi.slices.approvals.endpoints.cases import router as cases
from luodi.slices.boards.endpoints import router as boards
from luodi.slices.county.endpoints.find import router as find
from luodi.slices.county.endpoints.handover import router as handover
from luodi.slices.county.endpoints.inbox import router as inbox
from luodi.slices.county.endpoints.jobs import router as jobs
from luodi.slices.county.endpoints.tokens import router as tokens
from luodi.slices.county.endpoints.who import router as who
from luodi.slices.firms.endpoints import router as firms
from luodi.slices.items.endpoints import router as items
from luodi.slices.matters.endpoints.catalogue import router as matters
from luodi.slices.meetings.endpoints.meetings import router as meetings
from luodi.slices.plans.endpoints.facts import router as plan_facts
from luodi.slices.plans.endpoints.links import router as links
from luodi.slices.plans.endpoints.projects import router as plans
from luodi.slices.projects.endpoints import router as projects
from luodi.web import pages
from luodi.web.doors import Sitting, door, sit

DESCRIPTION = """What the screens do, as JSON. Come in with a session of the screens or a key for programs; a write
carries an `Idempotency-Key`, and `X-CSRFToken` where it comes with a session. Problems come as
`application/problem+json` in the language of `Accept-Language`."""


KEYED = Door("seated", sit)


def _behind(view: Any) -> Any:
    """The description is for whoever is signed in or shows a key; others are led to the sign-in."""

    @door("seated")
    def described(request: HttpRequest, sitting: Sitting, **arguments: Any) -> HttpResponse:
        answer: HttpResponse = view(request, **arguments)
        return answer

    def enter(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if "Authorization" not in request.headers:
            return described(request, **arguments)  # type: ignore[return-value]
        try:
            known = KEYED(request) is not None
        except BeyondScope:
            known = True  # a key that may only write may read what there is to write
        answer: HttpResponse = view(request, **arguments) if known else problem_of(request, HttpError(401, ""))
        return answer

    enter.policy = "seated"  # type: ignore[attr-defined]
    return enter


api = Described(title="luodi", version="1", description=DESCRIPTION, urls_namespace="api", docs_decorator=_behind)
say_problems(api)
REGISTER = (matters, items, firms, projects)
ROUTERS = (who, inbox, find, cases, boards, *REGISTER, meetings, plan_facts, plans, links, handover, jobs, tokens, demo)
for router in ROUTERS:
    api.add_router("", router)
refuse_unknown(api)


@csrf_exempt  # nothing is done there, whoever asks
@door("anybody")
def _nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address of the API that is none; said as the API says everything."""
    return problem_answer(404, _("There is nothing here for you."))


def lost(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """What no route knows, a line end in an address too: a page, or words for a program."""
    return _nothing(request) if request.path.startswith("/api/") else pages.lost(request, exception)


def failed(request: HttpRequest) -> HttpResponseBase:
    """What went wrong inside: a page, or words for a program. Nothing of the request was done."""
    if request.path.startswith("/api/"):
        return problem_answer(500, _("Something went wrong on our side; nothing was changed."))
    return server_error(request)


def _with_policy(pattern: URLPattern) -> URLPattern:
    """Each address says who may come in, where the rule on routes reads it; one policy an address."""
    if pattern.name == "api-root":
        pattern.callback = _nothing
    else:
        pattern.callback = in_words(pattern.callback)
    if not hasattr(pattern.callback, "policy"):
        declared = {policy for known, policy in POLICIES.items() if known.split(" ")[1] == f"/{_path(pattern)}"}
        (pattern.callback.policy,) = declared  # type: ignore[attr-defined]
    return pattern


def _path(pattern: URLPattern) -> str:
    return plain(str(pattern.pattern).replace("<", "{").replace(">", "}"))


POLICIES = policies(api)
_PATTERNS = [_with_policy(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
urls = [*_PATTERNS, path("<path:rest>", _nothing, name="api-nothing")], api.urls[1], api.urls[2]
