"""Who may do what with an application, and when: pure decisions with their reasons.

Sources: Administrative Licensing Law art. 32 (receipt, one-time notice), 42 (extension), 45 (what stops the clock);
Regulation on improving the business environment art. 36 (an overrun is explained in public).
"""

from datetime import date
from typing import Protocol

from luodi.kernel.problems import Problem, Verdict, problem, verdict

ACCEPTANCE_WORKDAYS = 5  # art. 32
EXTENSION_WORKDAYS = 10  # art. 42
HEAD = 4
CLOSED_LIST = (  # art. 45, and nothing else unless the matter's own law says so
    "hearing",
    "tender",
    "auction",
    "inspection",
    "test",
    "quarantine",
    "appraisal",
    "expert_review",
)
CARRY_OUT = ("expert", "utility", "upper", "department")  # who may hold the ball of a special procedure
TAKE_OVER = ("department", "town", "park", "utility", "upper")  # who may be handed a case


class Who(Protocol):
    """The seat that acts."""

    @property
    def role(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def party(self) -> int | None: ...


class Seen(Protocol):
    """The application as the door hands it over."""

    @property
    def applicant(self) -> int: ...
    @property
    def department(self) -> int: ...
    @property
    def owner(self) -> int: ...
    @property
    def phase(self) -> str: ...
    @property
    def asked_once(self) -> bool: ...
    @property
    def extra_days(self) -> int: ...
    @property
    def statutory_days(self) -> int | None: ...
    @property
    def statutory_due_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...


PHASES: dict[str, tuple[str, ...]] = {
    "give_notice": ("received",),
    "supply": ("asked",),
    "accept": ("received",),
    "refuse_acceptance": ("received",),
    "start_special": ("accepted",),
    "end_special": ("stopped",),
    "extend": ("accepted", "stopped"),
    "hand_on": ("received", "accepted"),
    "grant": ("accepted",),
    "refuse": ("accepted",),
    "withdraw": ("received", "asked", "accepted", "stopped"),
    "remark": ("received", "asked", "accepted", "stopped", "closed"),
}
_WITHIN_FIVE_DAYS = ("give_notice", "accept", "refuse_acceptance")  # whoever is late with them, law has acted


def may(verb: str, seen: Seen, who: Who, on: date) -> Verdict:
    """Whether this seat may do this on a day; the reasons say what stands against it."""
    return verdict(_wrong_hands(verb, seen, who), _wrong_moment(verb, seen, on))


def possible(seen: Seen, who: Who, on: date) -> list[str]:
    """The verbs a screen offers, in the order of PHASES."""
    return [verb for verb in PHASES if may(verb, seen, who, on).ok]


def is_late(seen: Seen, on: date) -> bool:
    """Whether the promised day has passed, or the one the law sets."""
    return any(day is not None and on > day for day in (seen.due_on, seen.statutory_due_on))


def _wrong_hands(verb: str, seen: Seen, who: Who) -> Problem | None:
    ours = who.party in (seen.owner, seen.department) and who.role == "officer"
    window = who.role == "window"
    if verb in ("supply", "withdraw"):
        mine = who.role == "firm" and who.party == seen.applicant
        return None if mine or (verb == "supply" and window) else problem("This is for the applicant to do.")
    if verb in ("give_notice", "accept", "refuse_acceptance", "remark"):
        return None if ours or window else problem("This is for the department or the general window to do.")
    if not ours:
        return problem("This is for the department that holds the promise to do.")
    if verb == "extend" and who.rank < HEAD:
        return problem("An extension is approved by the head of the agency (Licensing Law, art. 42).")
    return None


def _wrong_moment(verb: str, seen: Seen, on: date) -> Problem | None:
    if seen.phase not in PHASES[verb]:
        return problem("The case is past that step, or not there yet.")
    if verb in _WITHIN_FIVE_DAYS and seen.due_on is not None and on > seen.due_on:
        return problem("The five days have passed: by law it counts as accepted since its receipt (art. 32).")
    if verb == "give_notice" and seen.asked_once:
        return problem("What is missing is told once; this case had its notice (Licensing Law, art. 32).")
    if verb == "extend" and seen.extra_days:
        return problem("The statutory limit was extended once already (Licensing Law, art. 42).")
    if verb == "extend" and seen.statutory_due_on is not None and on > seen.statutory_due_on:
        return problem("The statutory day has passed; a limit is extended while it runs (Licensing Law, art. 42).")
    if verb == "extend" and seen.statutory_days is None:
        return problem("This matter has no statutory limit to extend.")
    return None


def notice_says(items: list[str], number: str, answer_by: date | None, *, on: date) -> Verdict:
    """A notice names what is missing, item by item, is dated and numbered, and leaves time to answer."""
    return verdict(
        None if items else problem("Write each missing item on a line of its own."),
        None if number.strip() else problem("The notice needs its document number."),
        problem("The day to answer by cannot have passed.") if answer_by and answer_by < on else None,
    )


def special_stops(
    procedure: str, number: str, until: date | None, *, own_list: dict[str, date | None], on: date
) -> Verdict:
    """A special procedure stops the clock only if listed, told in writing, and no longer than the law allows.

    `own_list`: what the matter's own law adds to the closed list, each with the last day it may take.
    """
    listed = procedure in CLOSED_LIST or procedure in own_list
    latest = own_list.get(procedure)
    return verdict(
        None if listed else problem("Only what the law lists stops the clock (Licensing Law, art. 45)."),
        None if number.strip() else problem("The applicant is told in writing: give the notice number."),
        None if until and until >= on else problem("Say by which day the procedure will be finished."),
        problem("The law allows this procedure until %(day)s at most.", day=latest.isoformat())
        if latest and until and until > latest
        else None,
    )


def extension_holds(days: int, reason: str, number: str) -> Verdict:
    """At most ten workdays, told to the applicant with its reason, in writing."""
    return verdict(
        None
        if 0 < days <= EXTENSION_WORKDAYS
        else problem("An extension is 1 to 10 working days (Licensing Law, art. 42)."),
        None if reason.strip() else problem("The applicant is told the reason: write it."),
        None if number.strip() else problem("The notice needs its document number."),
    )


def decision_holds(seen: Seen, *, number: str, overrun_reason: str, on: date, reason: str | None = None) -> Verdict:
    """A decision carries its document; a late one its public reason; a refusal its grounds."""
    return verdict(
        None if number.strip() else problem("A promise is kept with evidence: give the document number."),
        problem("The promised day has passed: say why, in public (Business Environment Regulation, art. 36).")
        if is_late(seen, on) and not overrun_reason.strip()
        else None,
        problem("A refusal states its grounds.") if reason is not None and not reason.strip() else None,
    )


def refusal_says(reason: str, agency: str) -> Verdict:
    """Not accepting says why, and which agency is the right one (art. 32)."""
    return verdict(
        None if reason.strip() else problem("Say why the application is not accepted."),
        None if agency.strip() else problem("Name the agency that is competent (Licensing Law, art. 32)."),
    )
