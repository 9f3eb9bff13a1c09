"""The end of a project's plan as JSON: when it is built, when the last matter is done, and whose days count."""

from datetime import date

from ninja import Schema

from luodi.slices.plans.reads import ProjectPlan, completion_of
from luodi.slices.projects.reads import works_of
from luodi.slices.projects.rules import days_from
from luodi.web.doors import Sitting


class Completion(Schema):
    """To the end: when the works are to be built, and when the last matter is done; None where nobody said how long
    it is built. `provisional`: the holidays of that year are not published yet.
    `days_from`: whose days of construction count: "project", "works", or "both" where some works say none."""

    built_on: date | None
    end_on: date | None
    provisional: bool
    construction_workdays: int | None
    days_from: str


def completion_shown(sitting: Sitting, plan: ProjectPlan) -> Completion | None:
    """The end of a plan; None where there is none to come."""
    works = works_of(plan.project.pk)
    ahead = completion_of(sitting.place, plan, sitting.on, works)
    if ahead is None:
        return None
    built, end = (None if at is None else plan.line.date(at) for at in (ahead.planned, ahead.end))
    open_ = end is not None and sitting.calendar.provisional(end)
    return Completion(
        built_on=built,
        end_on=end,
        provisional=open_,
        construction_workdays=plan.construction_workdays,
        days_from=days_from(works),
    )
