"""What the page of a case asks beyond the case and its promises, compiled."""

from datetime import date, datetime
from typing import NamedTuple

from luodi.db.queries import Rows, among, reads
from luodi.spine.commitments._store import CommitmentRow
from luodi.spine.commitments.models import Commitment, Evidence, Hold, Pause


class HoldRow(NamedTuple):
    """Who held the ball of a case from when to when."""

    party: int
    from_at: datetime
    to_at: datetime | None


class HoldOfCase(NamedTuple):
    """A hold, and the case whose ball it is of."""

    case: int
    party: int
    from_at: datetime
    to_at: datetime | None


class PauseRow(NamedTuple):
    """A pause with its ground."""

    commitment: int
    from_on: date
    to_on: date | None
    reason: str
    legal_basis: str
    notice: str
    held_by: int


class StopOfCase(NamedTuple):
    """The days of a pause, and the case whose promise it stopped."""

    commitment__case: int
    from_on: date
    to_on: date | None


class EvidenceRow(NamedTuple):
    """What a promise was kept with: a file, or an address."""

    commitment: int
    file: int | None
    link: str
    at: datetime


@reads(HoldRow)
def holds(case: int) -> Rows:
    return Hold.objects.filter(case=case).order_by("pk")


@reads(HoldOfCase)
def holds_of(cases: list[int]) -> Rows:
    return Hold.objects.filter(case__in=among(cases)).order_by("pk")


@reads(PauseRow)
def pauses(case: int) -> Rows:
    return Pause.objects.filter(commitment__case=case).order_by("pk")


@reads(CommitmentRow)
def promises(region: int, cases: list[int]) -> Rows:
    return Commitment.objects.within(region).filter(case__in=among(cases)).order_by("pk")


@reads(StopOfCase)
def stops(cases: list[int]) -> Rows:
    return Pause.objects.filter(commitment__case__in=among(cases)).order_by("from_on", "pk")


@reads(EvidenceRow)
def evidence(commitments: list[int]) -> Rows:
    return Evidence.objects.filter(commitment__in=among(commitments)).order_by("pk")
