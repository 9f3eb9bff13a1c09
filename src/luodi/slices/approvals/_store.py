"""What the door of every verb asks, compiled."""

from datetime import date
from typing import NamedTuple

from luodi.db.queries import Rows, reads
from luodi.slices.approvals.models import Application, Notice


class Kept(NamedTuple):
    """The columns of an application."""

    pk: int
    case_id: int
    matter_id: int | None
    project_id: int | None
    department_id: int
    channel: str
    received_on: date
    accepted_on: date | None
    deemed: bool
    acceptance_id: int | None
    promise_id: int | None
    committed_days: int | None
    statutory_days: int | None
    statutory_unit: str
    statutory_from: str
    extra_days: int
    statutory_due_on: date | None
    special_until: date | None
    outcome: str
    decided_on: date | None
    overrun_reason: str
    origin: str
    marks: list[str]


class Asked(NamedTuple):
    """A one-time notice that is out."""

    pk: int


@reads(Kept)
def application(region: int, case: int) -> Rows:
    return Application.objects.within(region).filter(case=case)


@reads(Asked)
def one_time_notices(application: int) -> Rows:
    return Notice.objects.filter(application=application, kind="one_time")
