"""Cases that ran their course elsewhere, laid down whole: case, hold, promise and its evidence at their own times.

Nothing is recorded here: the caller knows what happened and tells it, many facts at once (`journal.record_many`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from luodi.spine.commitments import cases
from luodi.spine.commitments.models import Case, Commitment, Evidence, Hold
from luodi.spine.commitments.reckoning import reckoned
from luodi.spine.people.seats import Seat


class Past(NamedTuple):
    """One case with one promise. One party holds the ball from its opening to its close; `made_on` and `closed_on`
    stay as they were told, also where the close lies before the beginning.
    """

    number: str
    title: str
    applicant: int
    owner: int
    officer: int | None
    opened_at: datetime
    closed_at: datetime | None
    made_on: date
    due_on: date | None
    closed_on: date | None
    evidence: str


class Laid(NamedTuple):
    """A past case that stands: its keys."""

    case: int
    promise: int


def lay_down(kind: str, past: Sequence[Past], *, by: Seat, on: date) -> list[Laid]:
    """New cases in the order given, each with its promise of this kind; `on`: the day on which lights are shown."""
    cases.given_elsewhere((one.number for one in past), by=by)
    made = Case.objects.bulk_create(
        Case(region_id=by.region, number=one.number, **_case_columns(one)) for one in past
    )
    Hold.objects.bulk_create(Hold(case_id=case.pk, **_hold_columns(one)) for case, one in zip(made, past, strict=True))
    promises = Commitment.objects.bulk_create(
        Commitment(
            region_id=by.region,
            kind=kind,
            subject=f"case/{one.number}"[:60],
            case_id=case.pk,
            **_promise_columns(one, by, on),
        )
        for case, one in zip(made, past, strict=True)
    )
    Evidence.objects.bulk_create(
        Evidence(commitment_id=promise.pk, link=one.evidence, at=one.closed_at)
        for promise, one in zip(promises, past, strict=True)
        if one.closed_at is not None
    )
    return [Laid(case.pk, promise.pk) for case, promise in zip(made, promises, strict=True)]


def lay_anew(laid: Laid, one: Past, *, by: Seat, on: date) -> None:
    """The same case told otherwise: every row as it would have been had this been told first."""
    cases.take(laid.case, by=by)
    Case.objects.within(by.region).filter(pk=laid.case).update(**_case_columns(one))
    Hold.objects.filter(case=laid.case).update(**_hold_columns(one))
    Commitment.objects.within(by.region).filter(pk=laid.promise).update(**_promise_columns(one, by, on))
    Evidence.objects.filter(commitment=laid.promise).delete()
    if one.closed_at is not None:
        Evidence.objects.create(commitment_id=laid.promise, link=one.evidence, at=one.closed_at)


def laid_before(numbers: Sequence[str], *, by: Seat) -> dict[str, tuple[Laid, Past]]:
    """What stands under these numbers, as it was told last. Cases that acted here, with more promises, are none."""
    found = Commitment.objects.within(by.region).filter(case__number__in=numbers, parent=None).select_related("case")
    rows = [row for row in found.order_by("pk") if row.case]
    evidence = Evidence.objects.filter(commitment__in=[row.pk for row in rows]).order_by("pk")
    links = dict(evidence.values_list("commitment", "link"))
    return {
        row.case.number: (Laid(row.case.pk, row.pk), _told(row, links.get(row.pk, ""))) for row in rows if row.case
    }


def _told(row: Commitment, link: str) -> Past:
    case = row.case
    assert case is not None
    return Past(
        number=case.number,
        title=case.title,
        applicant=case.applicant_id,
        owner=row.owner_id,
        officer=row.officer_id,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        made_on=row.made_on,
        due_on=row.due_on,
        closed_on=row.closed_on,
        evidence=link,
    )


def _case_columns(one: Past) -> dict[str, object]:
    return {
        "title": one.title,
        "applicant_id": one.applicant,
        "ball_id": one.owner if one.closed_at is None else None,
        "opened_at": one.opened_at,
        "closed_at": one.closed_at,
    }


def _hold_columns(one: Past) -> dict[str, object]:
    return {"party_id": one.owner, "from_at": one.opened_at, "to_at": one.closed_at}


def _promise_columns(one: Past, by: Seat, on: date) -> dict[str, object]:
    columns = {
        "title": one.title,
        "owner_id": one.owner,
        "officer_id": one.officer,
        "made_on": one.made_on,
        "due_on": one.due_on,
        "closed_on": one.closed_on,
        "state": "open" if one.closed_on is None else "done",
    }
    return columns | reckoned(Commitment(**columns), [], by, on)._asdict()
