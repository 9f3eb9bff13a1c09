"""A plan is adopted: each of its matters becomes a promise with its place, and waits for what blocks it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from luodi.db.together import together
from luodi.kernel.graph import Edge
from luodi.kernel.problems import problem
from luodi.slices.matters import reads as catalogue
from luodi.slices.matters.reads import MatterRow, VersionRow
from luodi.slices.matters.rules.answers import doubts, faults
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.triggers import Answers
from luodi.slices.plans import facts
from luodi.slices.plans.models import Passage, Plan, Step
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.plan import Plan as Drawn
from luodi.slices.plans.rules.redrawn import drawn_with
from luodi.slices.projects.actions import say_construction
from luodi.slices.projects.reads import ProjectRow, project_for
from luodi.spine.commitments.places import NewPlace, Tie, lay, tie
from luodi.spine.journal.record import record
from luodi.spine.people.seats import Refused, Seat, or_refuse

KIND = "plans.step"


class NewPassage(NamedTuple):
    """What was handled before the plan was adopted; days as they were recorded. `works`: the key of one of several."""

    code: str
    received_on: date
    accepted_on: date | None = None
    done_on: date | None = None
    outcome: str = ""
    works: int | None = None
    stops: Sequence[Sequence[Any]] = ()
    asked: Sequence[Sequence[Any]] = ()
    ahead: str = ""


@together
def adopt_plan(
    *,
    number: str,
    answers: Answers,
    by: Seat,
    at: datetime,
    construction_workdays: int | None = None,
    passages: Iterable[NewPassage] = (),
) -> None:
    """Adopt the plan that follows from a project's answers, on the catalogue the county runs.

    `construction_workdays` is registered of the project; None says nothing of it.
    """
    project = project_for(by, number)
    or_refuse(acts.may_plan(by, project.owner, project.dropped_on))
    if Plan.objects.within(by.region).filter(project=project.pk).exists():
        raise Refused(problem("Project %(number)s has a plan; its answers can be changed.", number=number))
    version, held = running_catalogue(by)
    drawn = draw(held, project.type, answers)
    plan = Plan.objects.create(
        region_id=by.region,
        project_id=project.pk,
        version_id=version.pk,
        type=project.type,
        answers=dict(answers),
        adopted_on=by.day(at),
    )
    before = passed_before(passages)
    steps = add_steps(plan.pk, project, version, drawn.items, before, by=by, at=at)
    tie([step.commitment_id for step in steps.values()], ties(held, drawn.edges, steps), by=by)
    add_passages(steps, before)
    if construction_workdays is not None:
        say_construction(number=number, workdays=construction_workdays, by=by, at=at)
    done = sum(bool(kept(rows)) for code, rows in before.items() if code in steps)
    record(facts.PlanAdopted(number, len(steps), done, held.version), by=by, at=at, subject=subject_of(number))


def subject_of(number: str) -> str:
    """What facts of a plan are about."""
    return f"project/{number}"


def running_catalogue(by: Seat) -> tuple[VersionRow, Catalogue]:
    """The version the county runs. Refused where it has none."""
    version = catalogue.version_row(by.place)
    if version is None:
        raise Refused(problem("This county has adopted no catalogue yet: run luodi catalogue adopt."))
    return version, catalogue.catalogue_of_version(by.place, version.pk)


def draw(held: Catalogue, type_: str, answers: Answers, begun: Iterable[str] = ()) -> Drawn:
    """The plan of some answers, with what was begun. Refused with what was answered in the wrong way."""
    if type_ not in held.types:
        raise Refused(problem("The catalogue knows no type of project %(type)s.", type=type_))
    if wrong := list(faults(answers, held)) or list(doubts(answers, held)):
        raise Refused(*wrong)
    return drawn_with(held, type_, answers, begun)


def passed_before(passages: Iterable[NewPassage]) -> dict[str, list[NewPassage]]:
    """Passages by matter."""
    found: dict[str, list[NewPassage]] = {}
    for passage in passages:
        found.setdefault(passage.code, []).append(passage)
    return found


def kept(passages: Sequence[NewPassage]) -> date | None:
    """When a matter was done: none of its passages runs, and the last of them was granted then."""
    if not passages or any(passage.done_on is None for passage in passages):
        return None
    return max(passage.done_on for passage in passages if passage.done_on)


def add_steps(
    plan: int,
    project: ProjectRow,
    version: VersionRow,
    codes: Iterable[str],
    before: Mapping[str, Sequence[NewPassage]],
    *,
    by: Seat,
    at: datetime,
) -> dict[str, Step]:
    """A step and its place in the spine for each matter, those that were done already kept. By code."""
    matters = catalogue.matters_of_version(by.place, version.pk)
    chosen = [matters[code] for code in codes]
    laid = lay([_place(row, project, kept(before.get(row.code, ()))) for row in chosen], by=by, at=at)
    steps = Step.objects.bulk_create(
        Step(plan_id=plan, matter_id=row.pk, code=row.code, commitment_id=commitment)
        for row, commitment in zip(chosen, laid, strict=True)
    )
    return {step.code: step for step in steps}


def _place(row: MatterRow, project: ProjectRow, kept_on: date | None) -> NewPlace:
    return NewPlace(
        kind=KIND,
        title=row.name,
        title_en=row.name_en,
        owner=row.department,
        subject=subject_of(project.number),
        kept_on=kept_on,
        evidence="record",
    )


def ties(held: Catalogue, edges: Iterable[Edge], steps: Mapping[str, Step]) -> list[Tie]:
    """The edges of a plan between its places, each with the paper that is waited for."""
    return [
        Tie(steps[edge.before].commitment_id, steps[edge.after].commitment_id, _paper(held, edge), edge.lag)
        for edge in edges
        if edge.before in steps and edge.after in steps
    ]


def _paper(held: Catalogue, edge: Edge) -> str:
    result = held.matters[edge.before].result
    needed = result in held.matters[edge.after].materials
    return held.materials[result].name if needed else held.matters[edge.before].name


def add_passages(steps: Mapping[str, Step], before: Mapping[str, Sequence[NewPassage]]) -> None:
    """What was handled before, under its steps. A matter outside the plan has none."""
    Passage.objects.bulk_create(
        Passage(
            step=steps[code],
            works_id=row.works,
            received_on=row.received_on,
            accepted_on=row.accepted_on,
            done_on=row.done_on,
            outcome=row.outcome,
            stops=[list(stop) for stop in row.stops],
            asked=[list(pair) for pair in row.asked],
            ahead=row.ahead,
        )
        for code, rows in before.items()
        if code in steps
        for row in rows
    )
