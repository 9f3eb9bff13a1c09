"""The progress of a county's projects, read from the companion of its file: answers, works, what was handled when.

The companion lies beside the county's file and is called like it, `progress` for `county`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from luodi.cli import county_shape as shape
from luodi.cli.county_file import Broken, County
from luodi.cli.progress_shape import OUTCOMES, Ground, answers_of, rows_of, wrong
from luodi.cli.progress_shape import told as said
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.plans.actions.adopt import NewPassage, adopt_plan
from luodi.slices.plans.actions.passages import of_works
from luodi.slices.projects.actions import Schedule, schedule_projects
from luodi.slices.projects.reads import ProjectRow, WorksRow, works_of
from luodi.spine.people.seats import Seat


class Progress(NamedTuple):
    """What is known of one project. `handled`: [code, received, accepted, done, outcome, works]."""

    answers: dict[str, Any]
    schedule: dict[str, Any]
    handled: list[list[Any]]
    pauses: list[list[Any]]
    supplements: list[list[Any]]
    ahead: dict[str, str]


def read_progress(county_file: Path, county: County, told: Path | None = None) -> dict[str, Progress]:
    """The progress of a county's projects, by project: of a file that was told, or of the one beside the county's; none
    where there is no such file. Raises Broken."""
    file = told or county_file.with_name(county_file.name.replace("county", "progress"))
    if file == county_file or not file.is_file():
        return {}
    try:
        raw = yaml.load(file.read_text("utf-8-sig"), Loader=shape.Loader)
        examples = _examples(file)
    except (yaml.YAMLError, ValueError, RecursionError, OSError, KeyError, TypeError) as error:
        raise Broken([f"{file.name} cannot be read: {' '.join(str(error).split())}"]) from error
    rows = raw.get("projects") if isinstance(raw, dict) else None
    if not isinstance(rows, dict):
        raise Broken([f"{file.name} must have `projects:`, each project by its id"])
    if problems := list(_wrong(file.name, raw, rows, examples, county)):
        raise Broken(problems)
    return {number: _progress(row, examples) for number, row in rows.items()}


def _wrong(
    name: str, raw: Mapping[str, Any], rows: Mapping[Any, Any], examples: Mapping[str, Any], county: County
) -> Iterator[str]:
    day, catalogue = county.meta["as_of"], packaged_catalogue()
    meta = raw.get("meta")
    as_of = meta.get("as_of", day) if isinstance(meta, dict) else day
    if as_of != day:
        yield f"{name} tells the progress as of {said(as_of)}, the county stands on {day}"
    types = {row["id"]: row["type"] for row in county.projects}
    for number, row in rows.items():
        if number not in list(types):
            yield f"{name}: project {said(number)} is not in the county's file"
            continue
        for problem in wrong(row, Ground(catalogue, types[number], examples, day)):
            yield f"{name}: {number}: {problem}"


def _examples(file: Path) -> dict[str, dict[str, Any]]:
    """Answers that rows refer to: of the file of examples beside it, or the packaged one."""
    beside = file.with_name("example_projects.yaml")
    packaged = resources.files("luodi") / "catalogue" / "examples.yml"
    text = beside.read_text("utf-8") if beside.is_file() else packaged.read_text("utf-8")
    return {row["id"]: row["facts"] for row in yaml.load(text, Loader=shape.Loader)["examples"]}


def _progress(row: Mapping[str, Any], examples: Mapping[str, dict[str, Any]]) -> Progress:
    names = ("construction_workdays", "planned_start", "contract_start", "works")
    return Progress(
        answers=dict(answers_of(row, examples)),
        schedule={name: row.get(name) for name in names},
        handled=rows_of(row),
        pauses=[list(cells) for cells in row.get("pauses") or ()],
        supplements=[list(cells) for cells in row.get("supplements") or ()],
        ahead=dict(row.get("ahead") or {}),
    )


def adopt_plans(
    progress: Mapping[str, Progress], projects: Mapping[str, ProjectRow], county: County, *, by: Seat, at: datetime
) -> None:
    """Adopt the plan of every project with what was handled; what a case of the county tells comes with the case."""
    schedule_projects(schedules=[_schedule(projects[n], p.schedule) for n, p in progress.items()], by=by, at=at)
    told = {(case.get("project"), case.get("matter"), case["ev"][0][0]) for case in county.all_cases}
    for number, one in progress.items():
        works = {row.number: row.pk for row in works_of(projects[number].pk)}
        adopt_plan(
            number=number,
            answers=one.answers,
            passages=[_passage(row, one, works) for row in one.handled if (number, row[0], row[1]) not in told],
            by=by,
            at=at,
        )


def name_works(
    progress: Mapping[str, Progress], projects: Mapping[str, ProjectRow], county: County, *, by: Seat, at: datetime
) -> None:
    """Of which works the cases of the county were, as the progress alone knows."""
    told = {(case.get("project"), case.get("matter"), case["ev"][0][0]) for case in county.all_cases}
    for number, one in progress.items():
        for code, received, *_, works in one.handled:
            if works and (number, code, received) in told:
                keys = {row.number: row.pk for row in works_of(projects[number].pk)}
                of_works(number=number, code=code, received_on=received, works=keys[works], by=by, at=at)


def _schedule(project: ProjectRow, told: Mapping[str, Any]) -> Schedule:
    return Schedule(
        project=project.pk,
        construction_workdays=told["construction_workdays"],
        planned_start_on=told["planned_start"],
        contract_start_on=told["contract_start"],
        works=[_works(row) for row in told["works"] or ()],
    )


def _works(row: Mapping[str, Any]) -> WorksRow:
    dates = row.get("started"), row.get("planned_start")
    return WorksRow(0, row["id"], row["name"], *dates, row.get("construction_workdays"))


def _passage(row: list[Any], of: Progress, works: Mapping[str, int]) -> NewPassage:
    code, received, accepted, done, outcome, one = row

    def within(on: date) -> bool:
        return received <= on and (done is None or on <= done)

    return NewPassage(
        code=code,
        received_on=received,
        accepted_on=accepted,
        done_on=done,
        outcome=OUTCOMES[outcome],
        works=works[one] if one else None,
        stops=[_told(cells[1:]) for cells in of.pauses if cells[0] == code and within(cells[1])],
        asked=[_told(cells[1:]) for cells in of.supplements if cells[0] == code and within(cells[1])],
        ahead=of.ahead.get(code, ""),
    )


def _told(cells: list[Any]) -> list[Any]:
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]
