"""What every step of a case asks and writes, compiled: the case row, its ball, a promise with its pauses."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import DateTimeField, Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from luodi.db.queries import Change, Rows, adds, reads, writes, writes_back
from luodi.spine.commitments.models import Case, Commitment, Edge, Evidence, Hold, Pause, Serial


class CaseRow(NamedTuple):
    """A case as everybody who may see it sees it."""

    pk: int
    number: str
    version: int
    title: str
    title_en: str
    applicant: int
    ball: int | None
    opened_at: datetime
    closed_at: datetime | None


class CommitmentRow(NamedTuple):
    """A promise as lists show it."""

    pk: int
    kind: str
    subject: str
    title: str
    title_en: str
    case: int | None
    circle: str
    owner: int
    officer: int | None
    made_on: date
    from_on: date | None
    term: int | None
    unit: str
    due_on: date | None
    amber_on: date | None
    shown: str
    state: str
    closed_on: date | None

    @property
    def is_place(self) -> bool:
        """Whether it is laid beforehand, without a day, for whoever begins it (`places`)."""
        return self.state == "planned" and self.term is None and self.due_on is None


class Span(NamedTuple):
    """The days of one pause."""

    from_on: date
    to_on: date | None


class Ended(NamedTuple):
    """When a hold ended."""

    to_at: datetime


class TakenCase(NamedTuple):
    """A case after it was taken."""

    pk: int
    version: int


class After(NamedTuple):
    """A planned promise that waits."""

    after_id: int


@reads(CaseRow)
def case_of_region(region: int, number: str) -> Rows:
    return Case.objects.within(region).filter(number=number)


@reads(CaseRow)
def case_of_applicant(region: int, number: str, party: int) -> Rows:
    return Case.objects.within(region).filter(number=number, applicant=party)


@reads(CaseRow)
def case_of_party(region: int, number: str, party: int) -> Rows:
    return Case.objects.within(region).filter(_of_party(region, party), number=number)


def _of_party(region: int, party: int) -> Q:
    held = Exists(Hold.objects.filter(case=OuterRef("pk"), party=party))
    owned = Exists(Commitment.objects.within(region).filter(case=OuterRef("pk"), owner=party))
    return Q(applicant=party) | held | owned


@reads(CommitmentRow)
def promises_of_case(region: int, case: int) -> Rows:
    return Commitment.objects.within(region).filter(case=case).order_by("pk")


@reads(CommitmentRow)
def promise_row(region: int, commitment: int) -> Rows:
    return Commitment.objects.within(region).filter(pk=commitment)


@reads(Span)
def spans(commitment: int) -> Rows:
    return Pause.objects.filter(commitment=commitment).order_by("from_on", "pk")


@reads(After)
def waiting(before: int) -> Rows:
    return Edge.objects.filter(before=before, after__state="planned").order_by("after")


@writes
def counted(
    region: int,
    commitment: int,
    state: str,
    term: int | None,
    from_on: date | None,
    due_on: date | None,
    amber_on: date | None,
    shown: str,
    wake_on: date | None,
) -> Change:
    return Change(
        Commitment.objects.within(region).filter(pk=commitment),
        {
            "state": state,
            "term": term,
            "from_on": from_on,
            "due_on": due_on,
            "amber_on": amber_on,
            "shown": shown,
            "wake_on": wake_on,
        },
    )


@writes
def closed(
    region: int, commitment: int, state: str, closed_on: date, due_on: date | None, amber_on: date | None
) -> Change:
    ended = {"state": state, "closed_on": closed_on, "shown": "done", "wake_on": None}
    rows = Commitment.objects.within(region).filter(pk=commitment)
    return Change(rows, {**ended, "due_on": due_on, "amber_on": amber_on})


@writes
def pause_ended(commitment: int, to_on: date) -> Change:
    return Change(Pause.objects.filter(commitment=commitment, to_on=None), {"to_on": to_on})


@adds
def paused(
    commitment: int, from_on: date, reason: str, legal_basis: str, notice: str, asked_by: int | None, held_by: int
) -> Pause:
    return Pause(
        commitment_id=commitment,
        from_on=from_on,
        reason=reason,
        legal_basis=legal_basis,
        notice=notice,
        asked_by_id=asked_by,
        held_by_id=held_by,
    )


@adds
def promised(
    # Length: a line a column, once as an argument and once in its place
    region: int,
    kind: str,
    subject: str,
    title: str,
    title_en: str,
    case: int | None,
    circle: str,
    owner: int,
    officer: int | None,
    parent: int | None,
    made_on: date,
    from_on: date | None,
    term: int | None,
    unit: str,
    due_on: date | None,
    amber_on: date | None,
    wake_on: date | None,
    shown: str,
    waits: int,
    state: str,
) -> Commitment:
    return Commitment(
        region_id=region,
        kind=kind,
        subject=subject,
        title=title,
        title_en=title_en,
        case_id=case,
        circle=circle,
        owner_id=owner,
        officer_id=officer,
        parent_id=parent,
        made_on=made_on,
        from_on=from_on,
        term=term,
        unit=unit,
        due_on=due_on,
        amber_on=amber_on,
        wake_on=wake_on,
        shown=shown,
        waits=waits,
        state=state,
    )


@adds
def proven(commitment: int, file: int | None, link: str, by: int | None, at: datetime) -> Evidence:
    return Evidence(commitment_id=commitment, file_id=file, link=link, by_id=by, at=at)


class Raised(NamedTuple):
    """A serial after its number was taken."""

    last: int


@writes_back(Raised)
def serial_raised(region: int, prefix: str) -> Change:
    return Change(Serial.objects.filter(region=region, prefix=prefix), {"last": F("last") + 1})


@adds
def case_opened(
    region: int, number: str, title: str, title_en: str, applicant: int, ball: int, opened_at: datetime
) -> Case:
    return Case(
        region_id=region,
        number=number,
        title=title,
        title_en=title_en,
        applicant_id=applicant,
        ball_id=ball,
        opened_at=opened_at,
    )


@writes
def case_taken(region: int, case: int) -> Change:
    return Change(Case.objects.within(region).filter(pk=case), {"version": F("version") + 1})


@writes
def case_taken_as_seen(region: int, case: int, seen: int) -> Change:
    return Change(Case.objects.within(region).filter(pk=case, version=seen), {"version": F("version") + 1})


@writes_back(TakenCase)
def taken_of_region(region: int, number: str) -> Change:
    return Change(Case.objects.within(region).filter(number=number), {"version": F("version") + 1})


@writes_back(TakenCase)
def taken_of_applicant(region: int, number: str, party: int) -> Change:
    return Change(Case.objects.within(region).filter(number=number, applicant=party), {"version": F("version") + 1})


@writes_back(TakenCase)
def taken_of_party(region: int, number: str, party: int) -> Change:
    mine = Case.objects.within(region).filter(_of_party(region, party), number=number)
    return Change(mine, {"version": F("version") + 1})


@writes
def ball_passed(region: int, case: int, to: int) -> Change:
    return Change(Case.objects.within(region).filter(pk=case).exclude(ball=to), {"ball": to})


@writes
def case_closed(region: int, case: int, at: datetime) -> Change:
    return Change(Case.objects.within(region).filter(pk=case, closed_at=None), {"ball": None, "closed_at": at})


@writes_back(Ended)
def hold_ended(case: int, at: datetime) -> Change:
    later = Greatest(at, F("from_at"), output_field=DateTimeField())  # machines' clocks may differ by a little
    return Change(Hold.objects.filter(case=case, to_at=None), {"to_at": later})


@adds
def hold_begun(case: int, party: int, from_at: datetime) -> Hold:
    return Hold(case_id=case, party_id=party, from_at=from_at)
