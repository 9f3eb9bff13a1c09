"""Plans as frozen rows, each with what is done, what runs and what is to come. `plan_for` is the door."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from luodi.kernel.clock import Stop, net
from luodi.kernel.graph import Line
from luodi.slices.matters.reads import catalogue_of_version, county_changes
from luodi.slices.matters.rules.catalogue import START, Catalogue
from luodi.slices.plans.models import Passage, Plan, Proposal, Step
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Forecast, Standing, forecast
from luodi.slices.plans.rules.least import Least, least
from luodi.slices.plans.rules.plan import Plan as Drawn
from luodi.slices.plans.rules.redrawn import drawn_with
from luodi.slices.plans.rules.tried import Course
from luodi.slices.projects.reads import ProjectRow, project_for, projects
from luodi.spine.commitments.reads import stops_of_cases
from luodi.spine.people.reads import PartyRow, calendar_of, party_of
from luodi.spine.people.seats import NotYours, Place, Seat

GRANTED = "granted"


class PassageRow(NamedTuple):
    """One handling of a matter. `net`: workdays that counted, from acceptance to its end or the day that is asked."""

    received_on: date
    accepted_on: date | None
    done_on: date | None
    outcome: str
    case_number: str
    works: str
    net: int
    ahead: str

    @property
    def runs(self) -> bool:
        return self.done_on is None


class ProposalRow(NamedTuple):
    """What was tried on a plan and kept."""

    pk: int
    title: str
    changes: dict[str, Any]
    start_on: date
    tried_start_on: date
    by: str
    at: datetime


class ProjectPlan(NamedTuple):
    """The plan of a project on a day: what it says, where it stands, and what it comes to from that day."""

    pk: int
    project: ProjectRow
    owner: PartyRow
    catalogue: Catalogue
    version: int
    answers: dict[str, Any]
    construction_workdays: int
    revision: int
    adopted_on: date
    plan: Drawn
    passages: dict[str, list[PassageRow]]
    standing: dict[str, Standing]
    forecast: Forecast | None
    line: Line

    @property
    def number(self) -> str:
        return self.project.number

    @property
    def started_on(self) -> date | None:
        """The day on which all a lawful start needs was checked; None while it was not."""
        done = [row.done_on for row in self.passages.get(START, ()) if row.done_on]
        return max(done) if done and self.standing[START].state == DONE else None

    @property
    def start_on(self) -> date | None:
        """The earliest lawful start as forecast; None where the project has started or was dropped."""
        return self.line.date(self.forecast.start) if self.forecast else None

    @property
    def begun(self) -> set[str]:
        """What was begun, and stays whatever is answered."""
        return {code for code, one in self.standing.items() if one.state != TO_COME}

    def count(self, state: str) -> int:
        """How many of its matters are done, run or are to come."""
        return sum(standing.state == state for standing in self.standing.values())


_PASSAGE = ("step__code", "received_on", "accepted_on", "done_on", "outcome", "case", "case__number", "works__number")


def plan_for(seat: Seat, number: str, on: date) -> ProjectPlan:
    """The plan of a project that a seat may see: staff each, a firm its own. Raises NotYours, also without a plan."""
    return plan_of_project(seat.place, project_for(seat, number), on)


def planned(where: Place, projects: Iterable[int] | None = None) -> set[int]:
    """The projects of a region, or those of some, that have a plan."""
    rows = Plan.objects.within(where.pk)
    return set((rows if projects is None else rows.filter(project__in=projects)).values_list("project", flat=True))


def plan_of_project(where: Place, project: ProjectRow, on: date) -> ProjectPlan:
    """The plan of a project on a day. Raises NotYours where it has none."""
    row = Plan.objects.within(where.pk).filter(project=project.pk).first()
    if row is None:
        raise NotYours(project.number)
    held = catalogue_of_version(where, row.version_id)
    line = Line(calendar_of(where), on)
    steps = list(Step.objects.filter(plan=row.pk, left_on=None).values_list("code", flat=True))
    drawn = drawn_with(held, row.type, row.answers, steps, line)
    passages = _passages(where, row.pk, on)
    standing = {code: _standing(drawn, code, passages.get(code, ())) for code in drawn.items}
    over = project.dropped_on is not None or START not in drawn.items or standing[START].state == DONE
    return ProjectPlan(
        pk=row.pk,
        project=project,
        owner=party_of(where, project.owner),
        catalogue=held,
        version=row.version_id,
        answers=row.answers,
        construction_workdays=row.construction_workdays,
        revision=row.revision,
        adopted_on=row.adopted_on,
        plan=drawn,
        passages=passages,
        standing=standing,
        forecast=None if over else forecast(drawn, standing, line),
        line=line,
    )


def least_of(where: Place, plan: ProjectPlan) -> Least:
    """What the law asks of a project at least, and what its county adds."""
    return least(plan.plan, plan.catalogue, plan.answers, county_changes(where, plan.version))


def starts(where: Place, on: date) -> dict[str, date]:
    """The earliest start of every project of a region that has a plan and has neither started nor was dropped."""
    with_plan = planned(where)
    rows = [plan_of_project(where, row, on) for row in projects(where).values() if row.pk in with_plan]
    return {row.number: row.start_on for row in rows if row.start_on is not None}


def _passages(where: Place, plan: int, on: date) -> dict[str, list[PassageRow]]:
    calendar = calendar_of(where)
    standing = Passage.objects.filter(step__plan=plan, step__left_on=None).order_by("pk")
    rows = list(standing.values_list(*_PASSAGE, "stops", "ahead"))
    paused = stops_of_cases([case for _, _, _, _, _, case, *_ in rows if case is not None])
    found: dict[str, list[PassageRow]] = {}
    for code, received, accepted, done, outcome, case, number, works, stops, ahead in rows:
        spans = paused.get(case, ()) if case else [_stop(*stop) for stop in stops]
        used = net(calendar, accepted, done or on, spans) if accepted else 0
        row = PassageRow(received, accepted, done, outcome, number or "", works or "", used, ahead)
        found.setdefault(code, []).append(row)
    return found


def _stop(from_on: str, to_on: str | None, *_: Any) -> Stop:
    return Stop(date.fromisoformat(from_on), date.fromisoformat(to_on) if to_on else None)


def _standing(drawn: Drawn, code: str, passages: Iterable[PassageRow]) -> Standing:
    rows = [row for row in passages if row.runs or row.outcome == GRANTED]
    running = [row for row in rows if row.runs]
    if running:
        days = drawn.items[code].term.days
        return Standing(RUNNING, max(max(0, days - row.net) if row.accepted_on else days for row in running))
    return Standing(DONE if rows else TO_COME)


def course_of(plan: ProjectPlan) -> Course:
    """Where a project stands, as what is tried on it takes it. A running matter has used what its slowest one has."""
    used = {
        code: min(row.net for row in rows if row.runs)
        for code, rows in plan.passages.items()
        if code in plan.standing and plan.standing[code].state == RUNNING
    }
    return Course(plan.catalogue, plan.answers, plan.plan, plan.standing, used)


def proposals(seat: Seat, number: str) -> list[ProposalRow]:
    """What was tried on a project's plan and kept, newest first. Raises NotYours."""
    project = project_for(seat, number)
    rows = Proposal.objects.filter(plan__project=project.pk, plan__region=seat.region).order_by("-pk")
    columns = ("pk", "title", "changes", "start_on", "tried_start_on", "by__title", "at")
    return [ProposalRow(pk, title, changes, start, tried, post or "", at) for pk, title, changes, start, tried, post, at
            in rows.values_list(*columns)]  # fmt: skip
