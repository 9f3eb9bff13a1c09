"""Cases: opened, taken first by whoever acts, their ball passed from hand to hand, closed."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from luodi.kernel.problems import problem
from luodi.spine.commitments import _store
from luodi.spine.commitments._store import TakenCase
from luodi.spine.commitments.models import Case, Serial
from luodi.spine.find.index import admit
from luodi.spine.people.seats import NotYours, Refused, Seat

LONGEST_PREFIX = 40
_SERIAL = re.compile(r"(.+-\d{4})-(\d{4,9})", re.ASCII)


class Stale(Exception):
    """Somebody else acted on the case since it was read: `version` is what stands now."""

    def __init__(self, case: int, version: int) -> None:
        super().__init__(f"case {case} is at version {version}")
        self.case, self.version = case, version


class NewCase(NamedTuple):
    """What a case is about, and whose ball it is at first."""

    number: str
    title: str
    title_en: str
    applicant: int
    holder: int


def next_number(prefix: str, *, by: Seat) -> str:
    """The next number under a prefix, for instance ZRZY-2026-0001. Takes the serial's row until the commit."""
    raised = _store.serial_raised(region=by.region, prefix=prefix)
    if not raised:
        Serial.objects.get_or_create(region_id=by.region, prefix=prefix)
        raised = _store.serial_raised(region=by.region, prefix=prefix)
    return f"{prefix}-{raised[0].last:04d}"


def is_serial(number: str) -> bool:
    """Whether a number is of the kind that `next_number` gives."""
    return bool(_SERIAL.fullmatch(number))


def given_elsewhere(numbers: Iterable[str], *, by: Seat) -> None:
    """Numbers of the kind that `next_number` gives were given by others: it goes on behind the highest."""
    highest: dict[str, int] = {}
    for number in numbers:
        if (known := _SERIAL.fullmatch(number)) and len(known[1]) <= LONGEST_PREFIX:
            highest[known[1]] = max(highest.get(known[1], 0), int(known[2]))
    for prefix, last in sorted(highest.items()):
        row, _ = Serial.objects.get_or_create(region_id=by.region, prefix=prefix)
        Serial.objects.filter(pk=row.pk, last__lt=last).update(last=last)


def open_case(new: NewCase, *, by: Seat, at: datetime) -> int:
    """A case with its first holder. The caller records the fact."""
    case = _store.case_opened(
        region=by.region,
        number=new.number,
        title=new.title,
        title_en=new.title_en,
        applicant=new.applicant,
        ball=new.holder,
        opened_at=at,
    )
    _store.hold_begun(case=case, party=new.holder, from_at=at)
    return case


def take(case: int, *, by: Seat, seen: int | None = None) -> None:
    """Take the case row before anything else of it, so that two actions cannot cross.

    Raises `Stale` when `seen` is not the version that stands, `NotYours` where there is no such case.
    """
    if seen is None:
        mine = _store.case_taken(region=by.region, case=case)
    else:
        mine = _store.case_taken_as_seen(region=by.region, case=case, seen=seen)
    if mine:
        return
    standing = Case.objects.within(by.region).filter(pk=case).values_list("version", flat=True).first()
    if standing is None:
        raise NotYours(str(case))
    raise Stale(case, standing)


def take_for(number: str, *, by: Seat, seen: int | None = None) -> int:
    """Take the case of a number that this seat may see, before anything of it is read. Returns its key.

    Raises `Stale` when `seen` is not the version that stood, `NotYours` where the seat sees no such case.
    """
    if "\0" in number:  # no number has it, and PostgreSQL refuses the question
        raise NotYours(number)
    taken: list[TakenCase] = []
    if by.sees_all:
        taken = _store.taken_of_region(region=by.region, number=number)
    elif by.party is not None and by.is_firm:
        taken = _store.taken_of_applicant(region=by.region, number=number, party=by.party)
    elif by.party is not None:
        taken = _store.taken_of_party(region=by.region, number=number, party=by.party)
    if not taken:
        raise NotYours(number)
    case, version = taken[0]
    if seen not in (None, version - 1):
        raise Stale(case, version - 1)
    return case


def hold(case: int, *, by: Seat) -> None:
    """Keep others from acting on a case until the commit; its version stays. For what time does to its promises."""
    Case.objects.within(by.region).select_for_update().values_list("pk", flat=True).get(pk=case)


def pass_ball(case: int, *, to: int, by: Seat, at: datetime) -> None:
    """From this instant the ball is `to`'s. Nothing happens where it already was."""
    if _store.ball_passed(region=by.region, case=case, to=to):
        [ended] = _store.hold_ended(case=case, at=at)
        _store.hold_begun(case=case, party=to, from_at=ended.to_at)
        admit(case, to, region=by.region)


def close_case(case: int, *, by: Seat, at: datetime) -> None:
    """The case ends and with it the last hold. Refuses a case that is closed."""
    ended = _store.hold_ended(case=case, at=at)
    if not ended:
        raise Refused(problem("This case is closed; what was wrong is put right by a correction."))
    _store.case_closed(region=by.region, case=case, at=ended[0].to_at)


def reopen_case(case: int, *, holder: int, by: Seat, at: datetime) -> None:
    """A closed case goes on. From its closing until now the ball was `holder`'s: whoever had closed it by mistake."""
    row = Case.objects.within(by.region).exclude(closed_at=None).filter(pk=case)
    closed_at = row.values_list("closed_at", flat=True).first()
    if closed_at is None:
        raise Refused(problem("This case is open."))
    row.update(closed_at=None, ball=holder)
    _store.hold_begun(case=case, party=holder, from_at=closed_at)
