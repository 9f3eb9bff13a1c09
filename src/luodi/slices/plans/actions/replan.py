"""A plan in mid-course is drawn anew: other answers, or another version of the catalogue. What moved is one fact.

A matter that falls out leaves its place, unless it was begun: what runs or is done stays. No promise moves.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from luodi.db.together import together
from luodi.kernel.problems import problem
from luodi.slices.matters import reads as catalogue
from luodi.slices.matters.reads import VersionRow
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.triggers import Answers
from luodi.slices.plans import _store, facts
from luodi.slices.plans.actions.adopt import add_steps, draw, running_catalogue, subject_of, ties
from luodi.slices.plans.models import Plan, Step
from luodi.slices.plans.reads import ProjectPlan, plan_of_project
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.redrawn import moves
from luodi.slices.projects.actions import say_construction
from luodi.slices.projects.reads import project_for
from luodi.spine.commitments.places import leave, tie
from luodi.spine.journal.reads import latest_about
from luodi.spine.journal.record import record
from luodi.spine.people import tenures
from luodi.spine.people.seats import Overtaken, Refused, Seat, or_refuse


class Moved(NamedTuple):
    """What came of it: codes that came in and fell out, days that changed, the start before and after."""

    came: list[str]
    left: list[str]
    days: dict[str, tuple[int, int]]
    before: date | None
    after: date | None


@together
def change_answers(
    *,
    number: str,
    answers: Answers,
    by: Seat,
    at: datetime,
    construction_workdays: int | None = None,
    seen: int | None = None,
) -> Moved:
    """Other answers of a project, on the version its plan runs on. `seen`: the revision they were given to."""
    plan = _taken(number, by, at, seen)
    changed = sorted(k for k in {*answers, *plan.answers} if answers.get(k) != plan.answers.get(k))
    if not changed and construction_workdays in (None, plan.construction_workdays):
        raise Refused(problem("Nothing was changed."))
    version = catalogue.version_row(by.place, plan.version)
    assert version is not None
    if construction_workdays is not None:
        say_construction(number=number, workdays=construction_workdays, by=by, at=at)
    reason = ", ".join(changed) or "construction_workdays"
    return _drawn_anew(plan, version, plan.catalogue, answers, {"answers": dict(answers)}, reason, by=by, at=at)


@together
def renew(*, number: str, by: Seat, at: datetime, seen: int | None = None) -> Moved:
    """Let a plan run on the version of the catalogue that the county runs now."""
    plan = _taken(number, by, at, seen)
    version, held = running_catalogue(by)
    if version.pk == plan.version:
        raise Refused(problem("The plan runs on the version the county runs."))
    reason = f"{plan.catalogue.version} → {held.version}"
    return _drawn_anew(plan, version, held, plan.answers, {"version": version.pk}, reason, by=by, at=at)


def _taken(number: str, by: Seat, at: datetime, seen: int | None) -> ProjectPlan:
    """The plan, its row taken before anything of it is read. Raises NotYours where there is none."""
    project = project_for(by, number)
    or_refuse(acts.may_plan(by, project.owner, project.dropped_on))
    _store.taken_of_project(region=by.region, project=project.pk)
    plan = plan_of_project(by.place, project, by.day(at))
    if seen not in (None, plan.revision - 1):
        raise _overtaken(plan, by, at)
    return plan


def _overtaken(plan: ProjectPlan, by: Seat, at: datetime) -> Overtaken:
    fact = latest_about(by.place, subject_of(plan.number), "plans")
    post = tenures.posts(by.place).get(fact.post or 0) if fact else None
    who, when = post.title if post else "–", fact.happened_at if fact else at
    told = problem(
        "%(who)s changed the plan since you read it (%(day)s); look at it anew.", who=who, day=by.day(when).isoformat()
    )
    return Overtaken(told, version=plan.revision - 1, by=who, at=when)


def _drawn_anew(
    plan: ProjectPlan,
    version: VersionRow,
    held: Catalogue,
    answers: Answers,
    columns: Mapping[str, object],
    reason: str,
    *,
    by: Seat,
    at: datetime,
) -> Moved:
    stands = {step.code: step for step in Step.objects.filter(plan=plan.pk, left_on=None)}
    begun = plan.begun | (stands.keys() - plan.plan.items.keys())  # what the catalogue has lost since was begun once
    drawn = draw(held, plan.plan.type, answers, begun)
    left = [code for code in stands if code not in drawn.items and code not in begun]
    came = [code for code in drawn.items if code not in stands]
    Step.objects.filter(pk__in=[stands[code].pk for code in left]).update(left_on=by.day(at))
    new = add_steps(plan.pk, plan.project, version, came, {}, by=by, at=at)
    steps = {code: step for code, step in stands.items() if code not in left} | new
    if version.pk != plan.version:
        _repoint([step for code, step in steps.items() if code not in begun and code not in new], version, by)
    places = [step.commitment_id for step in (stands | new).values()]
    tie(places, ties(held, drawn.edges, steps), by=by)
    leave([stands[code].commitment_id for code in left], by=by, at=at)
    Plan.objects.within(by.region).filter(pk=plan.pk).update(**columns)
    after = plan_of_project(by.place, plan.project, by.day(at))
    days = moves(plan.plan, after.plan).days
    moved = Moved(came, left, days, plan.start_on, after.start_on)
    told = ", ".join(f"{code} {old} → {now}" for code, (old, now) in days.items())
    fact = facts.Replanned(
        plan.number, reason, " ".join(came), " ".join(left), told, moved.before, moved.after
    )
    record(fact, by=by, at=at, subject=subject_of(plan.number))
    return moved


def _repoint(steps: Iterable[Step], version: VersionRow, by: Seat) -> None:
    """What was not begun runs on the new version's rows; what was keeps the one it was begun on."""
    rows = catalogue.matters_of_version(by.place, version.pk)
    for step in steps:
        if step.code in rows:
            Step.objects.filter(pk=step.pk).update(matter=rows[step.code].pk)
