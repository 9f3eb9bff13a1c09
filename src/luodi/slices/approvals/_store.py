"""What the door of every verb asks, compiled."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from luodi.db.queries import Change, Rows, adds, reads, writes
from luodi.slices.approvals.models import Application, Notice, Remark
from luodi.spine.commitments.reads import CaseRow, CommitmentRow


class MatterName(NamedTuple):
    """What the matter of an application is called."""

    name: str
    name_en: str


class ApplicationRow(NamedTuple):
    """An application with its case and its promises; what rules ask of it are properties."""

    pk: int
    case_id: int
    matter_id: int | None
    project_id: int | None
    department: int
    channel: str
    received_on: date
    accepted_on: date | None
    deemed: bool
    acceptance_id: int | None
    passage_id: int | None
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
    case: CaseRow
    matter: MatterName | None
    acceptance: CommitmentRow | None
    promise: CommitmentRow | None
    asked_once: bool

    @property
    def applicant(self) -> int:
        return self.case.applicant

    @property
    def running(self) -> CommitmentRow | None:
        """The promise that counts now: to accept, then to decide."""
        return self.promise or self.acceptance

    @property
    def owner(self) -> int:
        return self.running.owner if self.running else self.department

    @property
    def due_on(self) -> date | None:
        return self.running.due_on if self.running else None

    @property
    def phase(self) -> str:
        """received, asked (a notice is out), accepted, stopped (a special procedure runs) or closed."""
        if self.case.closed_at is not None:
            return "closed"
        stopped = self.running is not None and self.running.state == "paused"
        if self.accepted_on is None and self.promise is None:
            return "asked" if stopped else "received"
        return "stopped" if stopped else "accepted"


class NoticeRow(NamedTuple):
    """A paper the applicant was given."""

    kind: str
    number: str
    items: list[str]
    issued_on: date
    answer_by: date | None


class RemarkRow(NamedTuple):
    """A note inside the office."""

    pk: int
    text: str
    by: int | None
    at: datetime


@reads(ApplicationRow)
def application(region: int, case: int) -> Rows:
    asked = Exists(Notice.objects.filter(application=OuterRef("pk"), kind="one_time"))
    return Application.objects.within(region).filter(case=case).annotate(asked_once=asked)


@reads(NoticeRow)
def notices(application: int) -> Rows:
    return Notice.objects.filter(application=application).order_by("pk")


@reads(RemarkRow)
def remarks(region: int, application: int) -> Rows:
    return Remark.objects.filter(application=application, application__region=region).order_by("pk")


@adds
def entered(
    region: int,
    case: int,
    matter: int | None,
    project: int | None,
    department: int,
    channel: str,
    received_on: date,
    acceptance: int | None,
    passage: int | None,
    promise: int | None,
    committed_days: int | None,
    statutory_days: int | None,
    statutory_unit: str,
    statutory_from: str,
    origin: str,
) -> Application:
    return Application(
        region_id=region,
        case_id=case,
        matter_id=matter,
        project_id=project,
        department_id=department,
        channel=channel,
        received_on=received_on,
        acceptance_id=acceptance,
        passage_id=passage,
        promise_id=promise,
        committed_days=committed_days,
        statutory_days=statutory_days,
        statutory_unit=statutory_unit,
        statutory_from=statutory_from,
        origin=origin,
    )


@writes
def accepted(
    region: int, application: int, accepted_on: date, deemed: bool, promise: int, statutory_due_on: date | None
) -> Change:
    return Change(
        Application.objects.within(region).filter(pk=application),
        {
            "accepted_on": accepted_on,
            "deemed": deemed,
            "promise": promise,
            "statutory_due_on": statutory_due_on,
        },
    )


@writes
def decided(region: int, application: int, outcome: str, decided_on: date, overrun_reason: str) -> Change:
    return Change(
        Application.objects.within(region).filter(pk=application),
        {"outcome": outcome, "decided_on": decided_on, "overrun_reason": overrun_reason},
    )


@adds
def noticed(
    application: int, kind: str, number: str, items: list[str], issued_on: date, answer_by: date | None
) -> Notice:
    return Notice(
        application_id=application, kind=kind, number=number, items=items, issued_on=issued_on, answer_by=answer_by
    )
