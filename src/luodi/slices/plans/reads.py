"""Plans as frozen rows, each with what is done, what runs and what is to come. `plan_for` is the door."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.crypto import constant_time_compare, salted_hmac

from luodi.kernel.ball import ball_days
from luodi.kernel.clock import Stop, morning_before, net
from luodi.kernel.graph import Line
from luodi.slices.matters.reads import catalogue_of_version, county_changes
from luodi.slices.matters.rules.catalogue import START, Catalogue
from luodi.slices.plans import _store
from luodi.slices.plans.models import Link
from luodi.slices.plans.rules import acts
from luodi.slices.plans.rules.completion import Building, Completion, completion
from luodi.slices.plans.rules.forecast import DONE, RUNNING, TO_COME, Forecast, Standing, forecast
from luodi.slices.plans.rules.least import Least, least
from luodi.slices.plans.rules.plan import Plan as Drawn
from luodi.slices.plans.rules.redrawn import drawn_with
from luodi.slices.plans.rules.tried import Course
from luodi.slices.projects.reads import ProjectRow, WorksRow, project_for, project_of_number, projects, works_of
from luodi.spine.commitments.reads import holds_of_cases, stops_of_cases
from luodi.spine.people.reads import PartyRow, calendar_of, parties_by_pk, party_of, place
from luodi.spine.people.seats import NotYours, Place, Seat

GRANTED = "granted"
SEED, REST = 12, 24  # characters: the half of a link that is kept, and the half that is not


class PassageRow(NamedTuple):
    """One handling of a matter. `net`: workdays that counted, from acceptance to its end or the day that is asked;
    `held_by`: the key of who has its ball, where that is known."""

    received_on: date
    accepted_on: date | None
    done_on: date | None
    outcome: str
    case_number: str
    works: str
    net: int
    ahead: str
    held_by: str
    case: int | None

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


class LinkRow(NamedTuple):
    """The link of a plan. `key`: its whole, "" for who reads the plan and may not share it."""

    key: str
    made_at: datetime
    made_by: str
    made_by_en: str


class ProjectPlan(NamedTuple):
    """The plan of a project on a day: what it says, where it stands, and what it comes to from that day."""

    pk: int
    project: ProjectRow
    owner: PartyRow
    catalogue: Catalogue
    version: int
    answers: dict[str, Any]
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
        """The day on which all a lawful start needs was checked, of several works the first; None while it was not."""
        return _started(self.passages.get(START, ()))

    @property
    def start_on(self) -> date | None:
        """The earliest lawful start as forecast; None where the project has started or was dropped."""
        return self.line.date(self.forecast.start) if self.forecast else None

    @property
    def construction_workdays(self) -> int | None:
        """How long it is built, as the register has it; None where that is not known."""
        return self.project.construction_workdays

    @property
    def begun(self) -> set[str]:
        """What was begun, and stays whatever is answered."""
        return {code for code, one in self.standing.items() if one.state != TO_COME}

    def count(self, state: str) -> int:
        """How many of its matters are done, run or are to come."""
        return sum(standing.state == state for standing in self.standing.values())


def plan_for(seat: Seat, number: str, on: date) -> ProjectPlan:
    """The plan of a project that a seat may see: staff each, a firm its own. Raises NotYours, also without a plan."""
    return plan_of_project(seat.place, project_for(seat, number), on)


def planned(where: Place, projects: Iterable[int] | None = None) -> set[int]:
    """The projects of a region, or those of some, that have a plan."""
    if projects is None:
        return {row.project for row in _store.planned(region=where.pk)}
    return {row.project for row in _store.planned_among(region=where.pk, projects=list(projects))}


def plan_of_project(where: Place, project: ProjectRow, on: date) -> ProjectPlan:
    """The plan of a project on a day. Raises NotYours where it has none."""
    found = _store.plan_of(region=where.pk, project=project.pk)
    if not found:
        raise NotYours(project.number)
    [row] = found
    held = catalogue_of_version(where, row.version_id)
    line = Line(calendar_of(where), on)
    steps = [step.code for step in _store.steps(plan=row.pk)]
    drawn = drawn_with(held, row.type, row.answers, steps, line)
    owner = party_of(where, project.owner)
    passages = _passages(where, row.pk, owner.key, on)
    standing = {code: _standing(drawn, code, passages.get(code, ())) for code in drawn.items}
    over = project.dropped_on is not None or START not in drawn.items or _started(passages.get(START, ())) is not None
    return ProjectPlan(
        pk=row.pk,
        project=project,
        owner=owner,
        catalogue=held,
        version=row.version_id,
        answers=row.answers,
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


def held_days(where: Place, plan: ProjectPlan, on: date) -> dict[str, dict[str, int]]:
    """Workdays each party had the ball of a matter, by code and key: of those handled here, the longest first."""
    told = [(code, row.case, row.done_on) for code, rows in plan.passages.items() for row in rows if row.case]
    holds = holds_of_cases([case for _, case, _ in told])
    keys = {pk: row.key for pk, row in parties_by_pk(where).items()}
    found: dict[str, dict[str, int]] = {}
    for code, case, done in told:
        mornings = [(keys[one.party], morning_before(one.from_at, where.zone)) for one in holds.get(case, ())]
        end, of = done or on, found.setdefault(code, {})
        if mornings and mornings[-1][1] <= end:
            for key, days in ball_days(calendar_of(where), mornings, end).items():
                of[key] = of.get(key, 0) + days
    return {code: dict(sorted(of.items(), key=lambda one: -one[1])) for code, of in found.items() if any(of.values())}


def completion_of(
    where: Place, plan: ProjectPlan, on: date, rows: Sequence[WorksRow] | None = None
) -> Completion | None:
    """A plan to its end; None where nothing of it is left, the project was dropped, or the plan has no start.

    `rows`: its works, where they are read already.
    """
    if plan.project.dropped_on or START not in plan.standing or plan.count(DONE) == len(plan.standing):
        return None
    calendar, whole = calendar_of(where), plan.construction_workdays

    def place(day: date | None) -> int | None:
        return None if day is None else calendar.workdays(on, day)

    works = [
        Building(
            whole if row.construction_workdays is None else row.construction_workdays,
            place(row.started_on),
            place(row.planned_start_on),
            row.name,
        )
        for row in (works_of(plan.project.pk) if rows is None else rows)
    ]
    start = plan.forecast.start if plan.forecast else 0
    return completion(plan.plan, plan.standing, works or [Building(whole, place(plan.started_on))], start, plan.line)


def starts(where: Place, on: date) -> dict[str, date]:
    """The earliest start of every project of a region that has a plan and has neither started nor was dropped."""
    with_plan = planned(where)
    rows = [plan_of_project(where, row, on) for row in projects(where).values() if row.pk in with_plan]
    return {row.number: row.start_on for row in rows if row.start_on is not None}


def _passages(where: Place, plan: int, owner: str, on: date) -> dict[str, list[PassageRow]]:
    calendar = calendar_of(where)
    rows = _store.passages(plan=plan)
    paused = stops_of_cases([row.case for row in rows if row.case is not None])
    found: dict[str, list[PassageRow]] = {}
    for code, received, accepted, done, outcome, case, number, works, ahead, ball, stops, asked in rows:
        spans = paused.get(case, ()) if case else [_stop(*stop) for stop in stops]
        used = net(calendar, accepted, done or on, spans) if accepted else 0
        held_by = ball or (owner if any(back is None for _, back in asked) else "")
        row = PassageRow(received, accepted, done, outcome, number or "", works or "", used, ahead, held_by, case)
        found.setdefault(code, []).append(row)
    return found


def _stop(from_on: str, to_on: str | None, *_: Any) -> Stop:
    return Stop(date.fromisoformat(from_on), date.fromisoformat(to_on) if to_on else None)


def _standing(drawn: Drawn, code: str, passages: Iterable[PassageRow]) -> Standing:
    rows = [row for row in passages if row.runs or row.outcome == GRANTED]
    running = [row for row in rows if row.runs]
    if running:
        return Standing(RUNNING, max(0, drawn.items[code].term.days - max(row.net for row in running)))
    return Standing(DONE if rows else TO_COME)


def _started(passages: Iterable[PassageRow]) -> date | None:
    return min((row.done_on for row in passages if row.done_on and row.outcome == GRANTED), default=None)


def course_of(plan: ProjectPlan) -> Course:
    """Where a project stands, as what is tried on it takes it. Of several works that run, the first one counts."""
    used = {
        code: max(row.net for row in rows if row.runs)
        for code, rows in plan.passages.items()
        if code in plan.standing and plan.standing[code].state == RUNNING
    }
    return Course(plan.catalogue, plan.answers, plan.plan, plan.standing, used)


def proposals(seat: Seat, number: str) -> list[ProposalRow]:
    """What was tried on a project's plan and kept, newest first. Raises NotYours."""
    project = project_for(seat, number)
    return [
        ProposalRow(row.pk, row.title, row.changes, row.start_on, row.tried_start_on, row.by__title or "", row.at)
        for row in _store.proposals(region=seat.region, project=project.pk)
    ]


def fresh_seed() -> str:
    """The half of a new link that is kept."""
    return secrets.token_urlsafe(SEED * 3 // 4)


def _whole(seed: str) -> str:
    """A link: its seed and what the installation's own key makes of it. The tables alone give nobody the rest."""
    made = salted_hmac("luodi.plans.link", seed, algorithm="sha256").digest()
    return seed + urlsafe_b64encode(made[: REST * 3 // 4]).decode()


def link_of(seat: Seat, number: str) -> LinkRow | None:
    """The link of a project's plan that stands, with its key for who may share it. Raises NotYours."""
    project = project_for(seat, number)
    for row in _store.link_of(region=seat.region, project=project.pk):
        key = _whole(row.seed) if acts.may_share(seat, project.owner).ok else ""
        return LinkRow(key, row.made_at, row.made_by__title or "", row.made_by__title_en or "")
    return None


def linked(key: str) -> tuple[Place, ProjectRow]:
    """Whose plan a link opens. Raises NotYours for one that nobody made and for one that was withdrawn alike."""
    if not constant_time_compare(key, _whole(key[:SEED])):
        raise NotYours("a link")
    rows = Link.objects.filter(seed=key[:SEED], withdrawn_at=None)
    row = rows.values_list("plan__region__code", "plan__project__number").first()
    if row is None:
        raise NotYours("a link")
    where = place(row[0])
    return where, project_of_number(where, row[1])
