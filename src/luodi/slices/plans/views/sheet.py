"""A firm's plan on one page, by its link or its code, without an account: what, when, why, and each paper once."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from markupsafe import Markup

from luodi.kernel.graph import Span
from luodi.slices.matters.rules.catalogue import Entry
from luodi.slices.matters.rules.packaged import named
from luodi.slices.matters.rules.wording import clause_words
from luodi.slices.plans.rules.completion import ACCEPTANCE
from luodi.slices.plans.rules.plan import Item
from luodi.slices.plans.views.beyond import minimum
from luodi.slices.plans.views.facts import choose
from luodi.slices.plans.views.link import Link, counties, opened, said
from luodi.slices.plans.views.sums import Sum, may_come, summed
from luodi.web.days import full_day, short_day
from luodi.web.doors import door
from luodi.web.environment import url
from luodi.web.svg import element

NAMED = 3  # matters the sentence names


@dataclass(frozen=True)
class Line:
    """A matter of the page. `waits`: the numbers of what blocks it; `mark`: * typical days, ~ days of planning only;
    `usual`: no answer brought it; `light`: of a matter that has a state."""

    number: int
    name: str
    party: str
    level: str
    days: int
    mark: str
    why: str
    law: str
    waits: tuple[int, ...]
    when: str
    provisional: bool
    decides: bool
    usual: bool = False
    light: str = ""


@dataclass(frozen=True)
class Built:
    """What is built before the acceptance, which is no matter: how long, from when to when, if that is known."""

    name: str
    days: str
    when: str
    provisional: bool = False


@dataclass(frozen=True)
class Stage:
    """The matters of a stage; `built`: what comes before them."""

    name: str
    lines: tuple[Line, ...]
    built: Built | None = None

    @property
    def count(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Paper:
    """A paper that is given once, and the numbers of all that would have asked for it."""

    name: str
    asked_by: tuple[int, ...]


@door("anybody")
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The page; an address that cannot be right leads to its questions, which say what is wrong."""
    where = counties(request)
    if len(where) != 1:
        return choose(request, where)
    link = opened(request, where[0])
    if link.wrong:
        return HttpResponseRedirect(f"{url('facts')}?{request.META['QUERY_STRING']}")
    address = request.build_absolute_uri(f"{url('plan-sheet')}?{link.query()}")
    numbers = {code: number for number, code in enumerate(link.outlook.plan.items, start=1)}
    summary, rows = summed(link), stages(link, numbers)
    return render(request, "plans/sheet.html", {
        "link": link,
        "sum": summary,
        "headline": headline(link, summary),
        "stages": rows,
        "provisional": any(line.provisional for stage in rows for line in stage.lines),
        "papers": papers(link, numbers),
        "least": minimum(link.least, link.outlook.plan, link),
        "may": by_question((_(", ").join(each.questions), each.name) for each in may_come(link)),
        "typical": sum(item.entry.committed_basis == "typical" for item in link.outlook.plan.items.values()),
        "code": code_of(address),
        "address": address,
        "feed": f"{url('plan-feed')}?{link.query()}",
        "anew": f"{url('plan-sheet')}?{link.query(dated=False)}",
        "change": f"{url('facts')}?{link.query(dated=False)}",
    })  # fmt: skip


def headline(link: Link, summary: Sum) -> Markup:
    """When the start is lawful at the earliest, and what decides it."""
    plan = link.outlook.plan
    way = [code for code in plan.way() if plan.items[code].term.days]
    words = Markup(_("The start is lawful on %(day)s at the earliest, after %(n)s working days.")) % {
        "day": element("b", full_day(summary.start_on)),
        "n": element("b", str(summary.start)),
    }
    longest = sorted(way, key=lambda code: -plan.items[code].term.days)[:NAMED]
    names = [_("%(matter)s (%(n)s)") % {"matter": link.named(code), "n": plan.items[code].term.days}
             for code in way if code in longest]  # fmt: skip
    if not names:
        return words
    decides = _("What decides it: %(way)s.") % {"way": _(" → ").join(names)}
    return Markup(_("%(first)s %(second)s")) % {"first": words, "second": decides}


def stages(link: Link, numbers: dict[str, int]) -> list[Stage]:
    """The matters by stage, in the order of the catalogue."""
    plan = link.outlook.plan
    found: dict[str, list[Line]] = {}
    for code, item in plan.items.items():
        entry = item.entry
        found.setdefault(entry.stage, []).append(
            Line(
                number=numbers[code],
                name=link.named(code),
                party=link.party(entry.department),
                level=said(named("levels", entry.level)) if entry.level != "county" else "",
                days=item.term.days,
                mark=mark_of(entry, plan.type),
                why=why(item),
                law=entry.legal_basis,
                waits=waits(entry, numbers),
                when=_when(link, plan.to_end[code]),
                provisional=link.provisional(link.day(plan.to_end[code].earliest_finish)),
                decides=code in plan.to_start and plan.to_start[code].critical,
                usual=usual(item),
            )
        )
    apart = {ACCEPTANCE: Built(_("Construction"), "", _("not counted: its days come on top of these"))}
    return [Stage(said(named("stages", stage)), tuple(lines), apart.get(stage)) for stage, lines in found.items()]


def waits(entry: Entry, numbers: dict[str, int]) -> tuple[int, ...]:
    """The numbers of what a matter waits for."""
    return tuple(sorted(numbers[before] for before in entry.prerequisites if before in numbers))


def mark_of(entry: Entry, type_: str) -> str:
    """How sure the days of a matter are."""
    return "~" if entry.promised(type_) is None else "*" if entry.committed_basis == "typical" else ""


def usual(item: Item) -> bool:
    """Whether a matter applies to every project of its kind."""
    return item.required or not item.why.because


def why(item: Item) -> str:
    """Why a matter applies, in words."""
    if usual(item):
        return _("every project of this kind")
    return _("; ").join(said(clause_words(clause)) for clause in item.why.because)


def papers(link: Link, numbers: dict[str, int]) -> list[Paper]:
    """Every paper once, those asked for most in front."""
    asked = sorted(link.outlook.plan.asked, key=lambda each: -len(each.by))
    return [Paper(link.paper(each.material), tuple(numbers[code] for code in each.by)) for each in asked]


def code_of(address: str) -> Markup:
    """The address as a code to take up with a phone."""
    code = segno.make(address, error="l", micro=False)
    return Markup(code.svg_inline(omitsize=True, border=3, dark="#000", light="#fff", svgclass=None, lineclass=None))


def by_question(may: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Matters that may come in addition, each with the questions it hangs on, as the questions with their matters."""
    found: dict[str, list[str]] = {}
    for questions, name in may:
        found.setdefault(questions, []).append(name)
    return list(found.items())


def _when(link: Link, span: Span) -> str:
    first, last = link.day(span.earliest_start), link.day(span.earliest_finish)
    return short_day(first) if first == last else f"{short_day(first)}–{short_day(last)}"
