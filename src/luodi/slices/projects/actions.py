"""Verbs of projects."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F

from luodi.db.fields import secrets_salt
from luodi.db.together import together
from luodi.kernel.facts import PartyKey
from luodi.kernel.problems import Problem, problem, verdict
from luodi.slices.firms.actions import NewFirm, change_firms, register_firms
from luodi.slices.firms.reads import industries
from luodi.slices.firms.rules import Registered, industry_wrong, kept, key_wrong
from luodi.slices.matters.reads import catalogue_of_version, version_row
from luodi.slices.projects import facts
from luodi.slices.projects.models import Project, Works
from luodi.slices.projects.reads import (
    ProjectRow,
    WorksRow,
    changed_last,
    findable,
    project_of_number,
    projects,
    works_of,
)
from luodi.slices.projects.rules import (
    NATURES,
    Entry,
    ProjectLine,
    WorksLine,
    differing,
    from_to,
    may_drop,
    project_code_warning,
    project_code_wrong,
    timed_wrong,
)
from luodi.spine.find.index import put
from luodi.spine.journal.record import record
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import Overtaken, Refused, Seat, or_refuse

BODIES = ("owner", "lead")
WORKS = ("name", "started_on", "planned_start_on", "construction_workdays")


class NewProject(NamedTuple):
    """A project to register."""

    number: str
    name: str
    owner: int
    type: str
    code: str = ""
    industry: str = ""
    nature: str = ""
    investment: Decimal | None = None
    site: str = ""
    plot: str = ""
    lead: int | None = None
    construction_workdays: int | None = None
    planned_start_on: date | None = None
    contract_start_on: date | None = None
    dropped_on: date | None = None
    extra: Sequence[Any] = ()


@together
def register_projects(*, new: Sequence[NewProject], by: Seat, at: datetime) -> dict[str, ProjectRow]:
    """Projects with their owners; what is odd about a code is kept beside it. Returns every project by number."""
    Project.objects.bulk_create(Project(region_id=by.region, **_columns(one, by, at)) for one in new)
    record(facts.ProjectsRegistered(len(new)), by=by, at=at)
    put(*findable(by.place, [p.number for p in new]), region=by.region)
    return projects(by.place)


@together
def register_project(told: ProjectLine, *, by: Seat, at: datetime) -> str:
    """One project with the keys of its owner and lead; returns its number. Raises Refused with every reason."""
    taken = told.number in projects(by.place)
    version = version_row(by.place)
    types = catalogue_of_version(by.place, version.pk).types if version else {told.type: ""}
    unknown = problem("The catalogue has no type of project “%(type)s”.", type=told.type)
    number = problem("Another project has this number.") if taken else key_wrong(told.number)
    reasons = [
        number.at("number") if number else None,
        None if told.type in types else unknown.at("type"),
        *_wrong({name: getattr(told, name) for name in Entry._fields}, by),
    ]
    or_refuse(verdict(*reasons))
    take_ledger(firms=(), changed_firms=(), new=[told], changed=(), works=(), by=by, at=at)
    return told.number


def _wrong(told: Mapping[str, Any], by: Seat) -> list[Problem]:
    """What cannot be right in values of a project, each at its field; those that are not told are not looked at."""
    known, natures = parties(by.place), ", ".join(NATURES[1:])
    code, industry = told.get("code"), told.get("industry")
    found = {
        "nature": None if told.get("nature", "") in NATURES
        else problem("Choose one of the list: %(en)s.", en=natures, zh=natures),
        "code": project_code_wrong(code) if code else None,
        "industry": industry_wrong(industry, industries(by.place)) if industry else None,
    }  # fmt: skip
    for key in BODIES:
        if told.get(key) and told[key] not in known:
            found[key] = problem("The county has no “%(name)s”; write its name as the county does.", name=told[key])
    return [wrong.at(key) for key, wrong in found.items() if wrong] + timed_wrong(told)


@together
def change_projects(*, changed: Sequence[NewProject], by: Seat, at: datetime) -> None:
    """Known projects, by their numbers, as they are registered from now on."""
    for one in changed:
        columns = _columns(one, by, at) | _turn(by, at)
        Project.objects.within(by.region).filter(number=one.number).update(**columns)
    record(facts.ProjectsChanged(len(changed)), by=by, at=at)
    put(*findable(by.place, [one.number for one in changed]), region=by.region)


def _columns(one: NewProject, by: Seat, at: datetime) -> dict[str, Any]:
    columns = one._asdict() | {"extra": kept(one.extra), "salt": secrets_salt()}
    columns["owner_id"], columns["lead_id"] = columns.pop("owner"), columns.pop("lead")
    return columns | {"code_warning": project_code_warning(one.code, by.place.code, by.day(at))}


def _turn(by: Seat, at: datetime) -> dict[str, Any]:
    """What every change leaves: another revision, and whose it was."""
    return {"revision": F("revision") + 1, "changed_by": by.post, "changed_at": at}


def _taken(number: str, seen: int | None, by: Seat, at: datetime) -> ProjectRow:
    """A project, its row taken before anything of it is read. Raises NotYours, Refused where another one was read."""
    last = changed_last(by.place, number)
    known = project_of_number(by.place, number)
    Project.objects.within(by.region).filter(pk=known.pk).update(**_turn(by, at))
    row = project_of_number(by.place, number)
    if seen not in (None, row.revision - 1):
        who, when = last or ("–", at)
        told = problem(
            "%(who)s changed the project since you read it (%(day)s); what stands now is beside the form.",
            who=who,
            day=by.day(when).isoformat(),
        )
        raise Overtaken(told, version=row.revision - 1, by=who, at=when)
    return row


@together
def change_project(*, number: str, told: Entry, by: Seat, at: datetime, seen: int | None = None) -> None:
    """What is registered of a project: of what is told, what differs. `seen`: the revision it was given to."""
    row = _taken(number, seen, by, at)
    keys = {party.pk: key for key, party in parties(by.place).items()}
    before = row._asdict() | {"owner": keys[row.owner], "lead": keys.get(row.lead or 0, "")}
    changed = differing(before, told._asdict())
    if not changed:
        raise Refused(problem("Nothing was changed."))
    or_refuse(verdict(*_wrong(changed, by)))
    _write(row, before, changed, by, at)


@together
def say_construction(*, number: str, workdays: int, by: Seat, at: datetime) -> None:
    """How long a project is built; nothing is written where that is registered already."""
    or_refuse(verdict(*timed_wrong({"construction_workdays": workdays})))
    row = project_of_number(by.place, number)
    if row.construction_workdays != workdays:
        row = _taken(number, None, by, at)
        _write(row, row._asdict(), {"construction_workdays": workdays}, by, at)


def _write(row: ProjectRow, before: Mapping[str, Any], changed: dict[str, Any], by: Seat, at: datetime) -> None:
    columns = {key: value for key, value in changed.items() if key not in BODIES}
    known = parties(by.place)
    columns |= {f"{key}_id": known[changed[key]].pk if changed[key] else None for key in BODIES if key in changed}
    if "code" in changed:
        columns["code_warning"] = project_code_warning(changed["code"], by.place.code, by.day(at))
    Project.objects.within(by.region).filter(pk=row.pk).update(**columns)
    owner, lead = (PartyKey(changed.get(key, "")) for key in BODIES)
    said = from_to(before, {key: value for key, value in changed.items() if key not in BODIES})
    record(facts.RegisterChanged(row.number, owner, lead, **said), by=by, at=at, subject=_subject(row))
    put(*findable(by.place, [row.number]), region=by.region)


def _subject(row: ProjectRow) -> str:
    return f"projects.project/{row.pk}"


@together
def change_works(*, told: WorksLine, by: Seat, at: datetime, seen: int | None = None) -> None:
    """One of the works of a project, known by its number or new: of what is told, what differs."""
    row = _taken(told.project, seen, by, at)
    number = key_wrong(told.number)
    or_refuse(verdict(number.at("number") if number else None, *timed_wrong(told._asdict())))
    now = {name: getattr(told, name) for name in WORKS}
    known = next((one for one in works_of(row.pk) if one.number == told.number), None)
    before = known._asdict() if known else {"name": "", **dict.fromkeys(WORKS[1:])}
    changed = differing(before, now)
    if not changed:
        raise Refused(problem("Nothing was changed."))
    if known:
        Works.objects.filter(pk=known.pk).update(**changed)
    else:
        Works.objects.create(project_id=row.pk, number=told.number, **now)
    fact = facts.WorksChanged(told.project, told.number, **from_to(before, changed))
    record(fact, by=by, at=at, subject=_subject(row))


@together
def drop_project(
    *, number: str, on: date, by: Seat, at: datetime, reason: str = "", seen: int | None = None
) -> None:
    """A project is given up from a day on, by the window or by who leads it; what was handled of it stays."""
    row = _taken(number, seen, by, at)
    or_refuse(may_drop(by, row))
    Project.objects.within(by.region).filter(pk=row.pk).update(dropped_on=on, dropped_because=reason)
    record(facts.ProjectDropped(number, on), by=by, at=at, subject=_subject(row))


@together
def add_works(*, works: Sequence[WorksLine], by: Seat, at: datetime) -> None:
    """Works of projects; known ones, by project and number, are from now on as they are told here."""
    rows = {project.number: project.pk for project in projects(by.place).values()}
    for one in works:
        columns = one._asdict()
        known = Works.objects.filter(project=rows[columns.pop("project")], number=columns.pop("number"))
        if not known.update(**columns):
            Works.objects.create(project_id=rows[one.project], number=one.number, **columns)
    touched = {rows[one.project] for one in works}
    Project.objects.within(by.region).filter(pk__in=touched).update(**_turn(by, at))
    record(facts.WorksRegistered(len(works)), by=by, at=at)


@together
def take_ledger(
    *,
    firms: Sequence[Registered],
    changed_firms: Sequence[Registered],
    new: Sequence[ProjectLine],
    changed: Sequence[ProjectLine],
    works: Sequence[WorksLine],
    by: Seat,
    at: datetime,
) -> None:
    """A county's ledger, all of it: firms, projects, works; those that are new, and known ones as they are now."""
    if firms:
        register_firms(new=[NewFirm(**one._asdict()) for one in firms], by=by, at=at)
    if changed_firms:
        change_firms(changed=changed_firms, by=by, at=at)
    keys = {key: row.pk for key, row in parties(by.place).items()}

    def told(one: ProjectLine) -> NewProject:
        lead = keys[one.lead] if one.lead else None
        return NewProject(**one._asdict() | {"owner": keys[one.owner], "lead": lead})

    if new:
        register_projects(new=[told(one) for one in new], by=by, at=at)
    if changed:
        change_projects(changed=[told(one) for one in changed], by=by, at=at)
    if works:
        add_works(works=works, by=by, at=at)


class Schedule(NamedTuple):
    """When a project is to start, and its works where it has several. Days of None are not known."""

    project: int
    construction_workdays: int | None = None
    planned_start_on: date | None = None
    contract_start_on: date | None = None
    works: Sequence[WorksRow] = ()


@together
def schedule_projects(*, schedules: Sequence[Schedule], by: Seat, at: datetime) -> None:
    """Write down when projects are to start, with their works (whose `pk` is not looked at)."""
    for one in schedules:
        Project.objects.within(by.region).filter(pk=one.project).update(
            construction_workdays=one.construction_workdays,
            planned_start_on=one.planned_start_on,
            contract_start_on=one.contract_start_on,
            **_turn(by, at),
        )
    works = [(one.project, row) for one in schedules for row in one.works]
    Works.objects.bulk_create(
        Works(
            project_id=project,
            number=row.number,
            name=row.name,
            started_on=row.started_on,
            planned_start_on=row.planned_start_on,
            construction_workdays=row.construction_workdays,
        )
        for project, row in works
    )
    record(facts.ProjectsScheduled(len(schedules), len(works)), by=by, at=at)
