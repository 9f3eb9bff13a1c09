"""A registered project's plan on one page and as a calendar, for whoever has its link, without an account."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from luodi.kernel.calendar import Calendar
from luodi.slices.matters.rules.packaged import named
from luodi.slices.plans.reads import linked, plan_of_project
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME
from luodi.slices.plans.views import ics, table, words
from luodi.slices.plans.views.feed import subscribed
from luodi.slices.plans.views.sheet import Built, Line, Paper, Stage, by_question, code_of, mark_of, waits
from luodi.slices.plans.views.shown import Desk, Shown
from luodi.spine.people.reads import calendar_of, parties
from luodi.spine.people.seats import NotYours, Place
from luodi.web.clock import now, today
from luodi.web.doors import door
from luodi.web.environment import url
from luodi.web.pages import lost

LANGUAGES = {"zh": "zh-hans", "en": "en"}  # as the address of a calendar says them
STATES = {"done": DONE, "running": RUNNING, "to_come": TO_COME}
UNLISTED = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",  # a stricter one would take from the form of the language what proves it ours
}
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever has a link, on the county's day."""

    place: Place
    on: date

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.place)

    @property
    def english(self) -> bool:
        return (get_language() or "").startswith("en")

    def said(self, text: str, text_en: str) -> str:
        """Data in the reader's language, where it has both."""
        return text_en if self.english and text_en else text


def unlisted(view: View) -> View:
    """Kept by nobody, found by no search, told to no other site; a link that opens nothing is a page not found."""

    @wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        try:
            response = view(request, key)
        except NotYours:
            response = lost(request)
        for name, value in UNLISTED.items():
            response.headers[name] = value
        return response

    return answer


def desk_of(key: str) -> Desk:
    """The plan that a link opens. Raises NotYours."""
    where, project = linked(key)
    visitor = Visitor(where, today(where))
    return Desk(visitor, plan_of_project(where, project, visitor.on), parties(where))


@csrf_exempt  # nothing is done here: whoever sends a form is told so
@door("anybody")
@require_safe
@unlisted
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The page."""
    desk = desk_of(key)
    address = request.build_absolute_uri(url("plan-of", key))
    numbers = {code: number for number, code in enumerate(desk.matters, start=1)}
    rows = stages(desk, numbers)
    return render(request, "plans/linked.html", sums(desk) | {
        "desk": desk,
        "region": desk.sitting.said(desk.sitting.place.name, desk.sitting.place.name_en),
        "kind": table.type_name(desk),
        "headline": words.headline(desk),
        "stages": rows,
        "provisional": any(one.provisional for stage in rows for one in (stage.built, *stage.lines) if one),
        "papers": papers(desk, numbers),
        "may": by_question((one.questions, one.name) for one in table.maybe(desk)),
        "code": code_of(address),
        "address": address,
        "feed": feed_of(key),
    })  # fmt: skip


@csrf_exempt
@door("anybody")
@require_safe
@unlisted
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a calendar to subscribe to, in the language its address says."""
    desk = desk_of(key)
    page = request.build_absolute_uri(url("plan-of", key))
    with override(LANGUAGES.get(request.GET.get("lang", ""), get_language())):
        held = ics.days_of(desk, done=True)
        return subscribed(ics.written(desk.plan.project.name, page, now(desk.sitting.place), held, ics.turn_of(desk)))


def feed_of(key: str) -> str:
    """The address of the calendar in the reader's language: a program that comes for it has none of its own."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return f"{url('plan-of-days', key)}?lang={language}"


def sums(desk: Desk) -> dict[str, Any]:
    """The figures of the page."""
    counts = {name: desk.plan.count(state) for name, state in STATES.items()}
    typical = sum(one.typical for one in desk.matters.values())
    return counts | {"asked": len(desk.plan.plan.asked), "places": desk.plan.plan.slots, "typical": typical}


def stages(desk: Desk, numbers: dict[str, int]) -> list[Stage]:
    """The matters by stage, in the order of the catalogue."""
    found: dict[str, list[Line]] = {}
    for one in desk.matters.values():
        found.setdefault(one.entry.stage, []).append(_line(desk, one, numbers))
    return [
        Stage(_named(desk, "stages", stage), tuple(lines), _built(desk) if stage == ACCEPTANCE else None)
        for stage, lines in found.items()
    ]


def _built(desk: Desk) -> Built | None:
    """What is built, several works together; None where nothing is to come."""
    ahead = desk.completion
    if ahead is None:
        return None
    name, works = _("Construction"), [one for one in ahead.works if one.days]
    if desk.no_days or not works:
        return Built(name, "", _("construction days not known"))
    if len(works) > 1:
        name = ngettext("Construction (%(n)s works)", "Construction (%(n)s works)", len(works)) % {"n": len(works)}
    begin = desk.plan.line.date(min(one.begins(ahead.start) for one in works))
    end = desk.plan.line.date(max(one.begins(ahead.start) + (one.days or 0) for one in works))
    when = f"{words.numbered(begin, desk.on)}–{words.numbered(end, begin)}"
    return Built(name, str(works[0].days) if len(works) == 1 else "", when, desk.provisional(end))


def _line(desk: Desk, one: Shown, numbers: dict[str, int]) -> Line:
    entry = one.entry
    return Line(
        number=numbers[one.code],
        name=one.name,
        party=one.party,
        level=_named(desk, "levels", entry.level) if entry.level != "county" else "",
        days=one.days,
        mark=mark_of(entry, desk.plan.plan.type),
        why="",
        law="",
        waits=waits(entry, numbers),
        when=words.state_of(desk, one, short=True),
        provisional=desk.provisional(one.ends_on),
        decides=one.deciding,
        light=words.light_of(one)[0],
    )


def papers(desk: Desk, numbers: dict[str, int]) -> list[Paper]:
    """Every paper once, those asked for most in front."""
    known = desk.plan.catalogue.materials
    asked = sorted(desk.plan.plan.asked, key=lambda each: -len(each.by))
    return [
        Paper(
            desk.sitting.said(known[each.material].name, known[each.material].name_en),
            tuple(numbers[code] for code in each.by),
        )
        for each in asked
    ]


def _named(desk: Desk, group: str, key: str) -> str:
    said = named(group, key)
    return desk.sitting.said(said.zh, said.en)
