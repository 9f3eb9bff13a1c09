"""Applications as frozen rows. `application_for` is the one door: look-up and permission are one call."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from luodi.slices.approvals import _store
from luodi.slices.approvals._store import ApplicationRow as ApplicationRow
from luodi.slices.approvals._store import NoticeRow as NoticeRow
from luodi.slices.approvals._store import RemarkRow as RemarkRow
from luodi.slices.approvals.models import Application
from luodi.slices.matters.reads import MatterRow, matters
from luodi.spine.commitments import reads as commitments
from luodi.spine.commitments.reads import CaseRow, CommitmentRow, lets_in
from luodi.spine.files.reads import FileRow, files
from luodi.spine.find.circles import Circle
from luodi.spine.find.index import Thing
from luodi.spine.find.parties import subject_of
from luodi.spine.journal.reads import FactRow
from luodi.spine.people import reads as people
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import NotYours, Place, Seat

HANDED_IN = ("approvals.applied", "approvals.supplied")
TAKEN_IN = "approvals.received"  # at the window, where nothing came online


def application_for(seat: Seat, number: str) -> ApplicationRow:
    """The application of a case number. A stranger gets what a wrong number gets: NotYours."""
    return application_of(seat, commitments.case_for(seat, number).pk)


def application_of(seat: Seat, case: int) -> ApplicationRow:
    """The application of a case the seat has in hand, with those of its promises whose circle lets the seat in."""
    found = _store.application(region=seat.region, case=case)
    if not found:
        raise NotYours(str(case))
    [row] = found
    return row._replace(acceptance=_seen(row.acceptance, seat), promise=_seen(row.promise, seat))


def _seen(promise: CommitmentRow | None, seat: Seat) -> CommitmentRow | None:
    return promise if promise is not None and lets_in(promise, seat) else None


def applied_for(seat: Seat) -> list[CaseRow]:
    """The cases a seat may see in which something was applied for, newest first."""
    keys = set(Application.objects.within(seat.region).values_list("case", flat=True))
    return [case for case in commitments.cases(seat) if case.pk in keys]


def lapsed(seat: Seat, on: date) -> list[str]:
    """Numbers of cases received and neither accepted nor answered by the end of their acceptance limit (art. 32)."""
    rows = Application.objects.within(seat.region).filter(
        accepted_on=None, outcome="", acceptance__state="open", acceptance__due_on__lt=on
    )
    return list(rows.order_by("pk").values_list("case__number", flat=True))


def run_out(seat: Seat, on: date) -> list[str]:
    """Numbers of cases whose special procedure has used up its legal maximum."""
    rows = Application.objects.within(seat.region).filter(special_until__lt=on, promise__state="paused")
    return list(rows.order_by("pk").values_list("case__number", flat=True))


def bound_by_law(seat: Seat) -> list[str]:
    """Numbers of cases under way whose decision the law limits."""
    rows = Application.objects.within(seat.region).filter(
        case__closed_at=None, promise__isnull=False, statutory_days__isnull=False
    )
    return list(rows.order_by("pk").values_list("case__number", flat=True))


def notices(application: int) -> list[NoticeRow]:
    """The papers of an application in order."""
    return _store.notices(application=application)


def remarks(seat: Seat, application: int) -> list[RemarkRow]:
    """Notes inside the office, for the office alone."""
    if seat.is_firm:
        return []
    return _store.remarks(region=seat.region, application=application)


def files_of(seat: Seat, row: ApplicationRow) -> list[FileRow]:
    """The files of those promises of a case whose circle lets the seat in, in the order they came."""
    keys = [kept for _promise, kept, _link, _at in commitments.evidence_of(seat, row.case_id) if kept is not None]
    return files(seat.place, keys)


class Entered(NamedTuple):
    """What of a case is looked for."""

    case: int
    number: str
    about: str
    about_en: str
    applicant: PartyRow
    department: str
    matter: MatterRow | None = None
    project: str = ""
    parties: tuple[int, ...] = ()


def thing_of(new: Entered) -> Thing:
    """A case as what can be found, by whoever may see it."""
    matter, applicant = new.matter, new.applicant
    names = ([matter.name] if matter else []) + [applicant.name]
    names_en = ([matter.name_en] if matter else []) + [applicant.name_en or applicant.name]
    tied = [subject_of(applicant), f"party/{new.department}"]
    tied += ([f"matter/{matter.code}"] if matter else []) + ([f"project/{new.project}"] if new.project else [])
    return Thing(
        f"case/{new.number}",
        new.about,
        Circle(cases=True, applicant=applicant.pk, parties=new.parties),
        title_en=new.about_en,
        code=new.number,
        note=" · ".join(names),
        note_en=" · ".join(names_en),
        words=(applicant.key, matter.code if matter else "", new.project),
        about=tuple(tied),
        case=new.case,
    )


def findable(where: Place) -> Iterator[Thing]:
    """Every application of a region as what can be found, in the order they came."""
    bodies, parties = people.parties_by_pk(where), commitments.parties_of_cases(where)
    catalogue = {row.pk: row for row in matters(where).values()}
    columns = ("case", "case__number", "case__title", "case__title_en", "case__applicant", "department", "matter",
               "project__number")  # fmt: skip
    rows = Application.objects.within(where.pk).order_by("pk").values_list(*columns)
    for case, number, about, about_en, applicant, department, matter, project in rows:
        key, held = bodies[department].key, parties.get(case, ())
        yield thing_of(
            Entered(
                case, number, about, about_en, bodies[applicant], key, catalogue.get(matter), project or "", held
            )
        )


def handed_in(facts: Sequence[FactRow]) -> FactRow | None:
    """The newest fact by which the applicant handed something in; None where a record tells of none."""
    came = [fact for fact in facts if fact.kind in HANDED_IN] or [fact for fact in facts if fact.kind == TAKEN_IN]
    return came[-1] if came else None
