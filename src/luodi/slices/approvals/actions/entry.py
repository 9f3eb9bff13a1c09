"""How an application enters: the applicant applies online, or the window receives it."""

from datetime import datetime

from luodi.db.together import together
from luodi.kernel.facts import PartyKey
from luodi.kernel.problems import problem
from luodi.slices.approvals import facts
from luodi.slices.approvals.actions import steps
from luodi.slices.matters import reads as catalogue
from luodi.slices.projects import reads as projects
from luodi.spine.commitments.cases import next_number
from luodi.spine.journal.record import record
from luodi.spine.people import reads as people
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import NotYours, Refused, Seat


@together
def apply(*, matter: str, project: str = "", about: str = "", by: Seat, at: datetime) -> str:
    """The applicant applies online; what is submitted is received at once (art. 32). Returns the number."""
    if not by.is_firm or by.party is None:
        raise Refused(problem("Firms apply online; at the counter the window receives."))
    firm = people.party_of(by.place, by.party)
    return _enter(matter=matter, project=project, about=about, applicant=firm, channel="web", by=by, at=at)


@together
def receive(*, matter: str, applicant: str, project: str = "", about: str = "", by: Seat, at: datetime) -> str:
    """The window, or the department itself, receives a paper application. Returns the number."""
    if by.role not in ("window", "officer"):
        raise Refused(problem("Applications are received by the general window or by the department."))
    party = people.party(by.place, applicant)
    if party is None:
        raise NotYours(applicant)
    return _enter(matter=matter, project=project, about=about, applicant=party, channel="counter", by=by, at=at)


def _enter(
    *, matter: str, project: str, about: str, applicant: PartyRow, channel: str, by: Seat, at: datetime
) -> str:
    row = catalogue.matter_of_code(by.place, matter)
    if row is None:
        raise Refused(problem("There is no matter %(code)s in this county's catalogue.", code=matter))
    if by.role == "officer" and by.party != row.department:
        raise Refused(problem("This matter belongs to another department."))
    chosen = projects.projects(by.place, owner=applicant.pk).get(project) if project else None
    if project and chosen is None:
        raise Refused(problem("The applicant has no project %(number)s.", number=project))
    title = chosen.name if chosen else about.strip() or applicant.name
    number = next_number(f"{people.party_key(row.department).upper()}-{by.day(at).year}", by=by)
    entrant = steps.Entrant(
        number=number,
        matter=row,
        about=title,
        about_en="",
        applicant=applicant,
        department=row.department,
        channel=channel,
        project=chosen.pk if chosen else None,
        project_number=project,
    )
    case, application = steps.enter(entrant, by=by, at=at)
    if channel == "web":
        record(facts.Applied(PartyKey(applicant.key), row.name), by=by, at=at, case=case)
    received = facts.Received(number, people.party_key(row.department))
    record(received, by=by, at=at, case=case, subject=steps.subject_of(application))
    return number
