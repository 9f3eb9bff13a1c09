"""PlanFacts as JSON: what the facts of a project come to, told to anybody; nothing is kept."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from luodi.api.doors import Open
from luodi.kernel.graph import Line
from luodi.kernel.problems import problem
from luodi.slices.matters.reads import catalogue_of_version, county_changes, version_row
from luodi.slices.matters.rules.packaged import shipped
from luodi.slices.plans.rules.answer import answer, minimum
from luodi.slices.plans.rules.least import least
from luodi.slices.plans.rules.plan import plan_of
from luodi.spine.people.reads import calendar_of, place, places
from luodi.spine.people.seats import NotYours, Place, Refused
from luodi.web.clock import today

router = Router(tags=["plans"], auth=Open())
YEARS = 3  # a plan may begin so far from today


class PlanAsked(Schema):
    """The kind of project, from which day, and in which county where several stand here."""

    type: str
    start: date | None = None
    region: str = ""


def _answer_kind(fact: dict[str, Any]) -> Any:
    """How an answer is written in an address."""
    if fact["kind"] == "choice":
        return Literal[tuple(fact["options"])]
    return bool if fact["kind"] == "yes_no" else float


if TYPE_CHECKING:
    PlanFacts = PlanAsked
else:
    PlanFacts = create_model(
        "PlanFacts",
        __base__=PlanAsked,
        **{
            key: (_answer_kind(fact) | None, Field(None, description=fact["en"], ge=0, le=1e12))
            if fact["kind"] == "number"
            else (_answer_kind(fact) | None, Field(None, description=fact["en"]))
            for key, fact in shipped("facts")["facts"].items()
        },
    )


@router.get("/plan", response=dict[str, Any], summary="The plan of a project's facts")
def plan_of_facts(request: HttpRequest, asked: Query[PlanFacts]) -> dict[str, Any]:
    """What `luodi plan --json` answers for one project, on the catalogue a county runs and its calendar, with the least
    the law asks (`least`, `beyond`); nobody has to sign in and nothing is kept. A fact left out counts as no; `unknown`
    lists what it could add."""
    if twice := next((name for name, values in request.GET.lists() if len(values) > 1), ""):
        raise Refused(problem("%(name)s stands twice in the address; say it once.", name=twice[:40]))
    where = _county(request, asked.region)
    version = version_row(where)
    if version is None:
        raise NotYours(where.code)
    catalogue = catalogue_of_version(where, version.pk)
    if asked.type not in catalogue.types:
        raise Refused(problem("%(type)s is no kind of project; write one of %(known)s.", type=asked.type[:40],
                              known=", ".join(catalogue.types)))  # fmt: skip
    on = today(where)
    if asked.start and abs(asked.start.year - on.year) > YEARS:
        raise Refused(problem("A plan begins on a day near today."))
    line = Line(calendar_of(where), asked.start or on)
    facts = asked.model_dump(exclude=set(PlanAsked.model_fields), exclude_none=True)
    plan = plan_of(catalogue, asked.type, facts, line=line)
    found = least(plan, catalogue, facts, county_changes(where, version.pk))
    return answer(plan, catalogue, line=line) | minimum(found)


def _county(request: HttpRequest, code: str) -> Place:
    if code:
        if not code.isalnum():
            raise NotYours(code)
        return place(code)
    here = places()
    if len(here) == 1:
        return here[0]
    raise Refused(problem("Several counties stand here; name one by region: %(codes)s.",
                          codes=", ".join(each.code for each in here)))  # fmt: skip
