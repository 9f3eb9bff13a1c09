"""The facts form: five steps of questions in plain words, without an account; the address holds every answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luodi.slices.matters.rules.packaged import Said
from luodi.slices.plans.views.asked import blocks, open_in, spared
from luodi.slices.plans.views.beyond import minimum
from luodi.slices.plans.views.link import STEP, Link, counties, faults, opened, said
from luodi.slices.plans.views.sums import may_come, summed
from luodi.spine.people.seats import Place
from luodi.web.answers import UNSAID
from luodi.web.doors import door


@dataclass(frozen=True)
class Step:
    """A step on the page: `state` is done, here or to come; `left` questions of it are open."""

    number: int
    words: str
    state: str
    left: int


@door("anybody")
@require_GET
def facts(request: HttpRequest) -> HttpResponse:
    """A step of the form with what the answers so far come to."""
    where = counties(request)
    if len(where) != 1:
        return choose(request, where)
    link = opened(request, where[0])
    steps = _steps(request, link)
    here = next(step for step in steps if step.state == "here")
    key = list(link.source.questionnaire.steps)[here.number - 1]
    asked = blocks(link, key)
    kept = link.kept({row.key for block in asked for row in block.rows})
    given: dict[str, Any] = {"link": link, "steps": steps, "here": here, "blocks": asked, "kept": kept}
    given |= {"spared": spared(link, key), "sum": summed(link), "may": may_come(link), "faults": _faults(request, link)}
    given |= {"least": minimum(link.least, link.outlook.plan, link)}
    return render(request, "plans/facts.html", given, status=UNSAID if link.wrong else 200)


def choose(request: HttpRequest, where: list[Place]) -> HttpResponse:
    """Several counties stand here, or none: which one is it about?"""
    rows = [(place.code, said(Said(place.name, place.name_en or place.name))) for place in where]
    return render(request, "plans/county.html", {"counties": rows, "path": request.path})


def _steps(request: HttpRequest, link: Link) -> list[Step]:
    texts = link.source.questionnaire.steps
    asked = request.GET.getlist(STEP)[-1:] or ["1"]
    here = int(asked[0]) if asked[0] in map(str, range(1, len(texts) + 1)) else 1
    return [
        Step(number, said(text), "here" if number == here else "done" if number < here else "ahead", open_in(link, key))
        for number, (key, text) in enumerate(texts.items(), start=1)
    ]


def _faults(request: HttpRequest, link: Link) -> list[tuple[str, str]]:
    """What is wrong with the address, each with the way to its question."""
    questions, order = link.source.questionnaire.questions, list(link.source.questionnaire.steps)
    steps = {field.key: order.index(question.step) + 1 for question in questions for field in question.fields}
    query = request.GET.copy()
    found = []
    for key, text in faults(link):
        query[STEP] = str(steps.get(key, 1))
        found.append((f"?{query.urlencode()}#{key}", text))
    return found
