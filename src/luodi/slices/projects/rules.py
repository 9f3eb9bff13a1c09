"""What is registered of a project: its national code, and the lines of a county's ledger."""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from luodi.kernel.problems import Problem, Verdict, problem, verdict

_CODE = re.compile(r"(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})", re.ASCII)
OLD_YEARS = range(2015, 2021)  # 15 to 20 is never a month: such a first part is a year
OLD_TRACKS = ("01", "02", "03")  # approval, verification, filing
MONTHS = range(1, 13)
NATURES = ("", "new", "extension", "rebuild", "upgrade")
FIRST_YEAR, LAST_YEAR = 1990, 2100


class ProjectLine(NamedTuple):
    """A project as a ledger tells it; owner and lead by the keys of their parties."""

    number: str
    name: str
    owner: str
    type: str
    code: str
    industry: str
    nature: str
    investment: Any
    site: str
    plot: str
    lead: str
    construction_workdays: int | None
    planned_start_on: date | None
    contract_start_on: date | None
    dropped_on: date | None
    extra: list[list[Any]]


class Entry(NamedTuple):
    """What is registered of a project beside its number and its type, on which its plan stands."""

    name: str
    owner: str
    code: str = ""
    industry: str = ""
    nature: str = ""
    investment: Any = None
    site: str = ""
    plot: str = ""
    lead: str = ""
    construction_workdays: int | None = None
    planned_start_on: date | None = None
    contract_start_on: date | None = None


class WorksLine(NamedTuple):
    """One of several works of a project, as a ledger tells it."""

    project: str
    number: str
    name: str
    started_on: date | None
    planned_start_on: date | None
    construction_workdays: int | None


class Timed(Protocol):
    """One of several works."""

    @property
    def construction_workdays(self) -> int | None: ...


def day_wrong(told: date) -> Problem | None:
    """Why this cannot be a day of a project's life."""
    if FIRST_YEAR <= told.year <= LAST_YEAR:
        return None
    return problem(
        "The year of this day cannot be right; it lies between %(first)s and %(last)s.",
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def workdays_wrong(told: int) -> Problem | None:
    """Why nothing is built in so many days."""
    return None if told > 0 else problem("At least 1 day; what is not known stays empty.")


def timed_wrong(told: Mapping[str, Any]) -> list[Problem]:
    """What cannot be right in the days of a project or one of its works, each at its field."""
    found = {key: day_wrong(value) for key, value in told.items() if isinstance(value, date)}
    if (days := told.get("construction_workdays")) is not None:
        found["construction_workdays"] = workdays_wrong(days)
    return [wrong.at(key) for key, wrong in found.items() if wrong]


def days_from(works: Iterable[Timed]) -> str:
    """Whose days of construction count: "project", "works", or "both" where some works say none of their own."""
    told = [one.construction_workdays is not None for one in works]
    return "project" if not any(told) else "works" if all(told) else "both"


def counted(workdays: int | None, works: Iterable[Timed]) -> Problem | None:
    """What is said where a project has days of its own and works that have theirs."""
    whose = days_from(works)
    if workdays is None or whose == "project":
        return None
    if whose == "works":
        return problem("Its works count with their own days; the project's own (%(n)s) are not used.", n=workdays)
    return problem("Works without days of their own count with the project's (%(n)s).", n=workdays)


def project_code_wrong(code: str) -> Problem | None:
    """Why this cannot be a project code, of the old form or the new. The check digit's rule is not published."""
    found = _CODE.fullmatch(code)
    if not found:
        return problem("A project code looks like 2606-159926-04-01-318204: 4, 6, 2, 2 and 6 digits.")
    if int(found[1]) in OLD_YEARS or int(found[1][2:]) in MONTHS:
        return None
    return problem("A project code begins with year and month (2606), an old one with its year (2015 to 2020).")


def project_code_warning(code: str, region: str, on: date) -> str:
    """What is odd about a code that may be one: "", "form", "date", "track" or "region"; a reason to look, no more."""
    found = _CODE.fullmatch(code)
    if not code or not found:
        return "form" if code else ""
    old = int(found[1]) in OLD_YEARS
    given = date(int(found[1]), 1, 1) if old else _month(found[1])
    if given is None or given > on:
        return "date"
    if old and found[4] not in OLD_TRACKS:
        return "track"
    if region.isdecimal() and found[2] not in (region, f"{region[:4]}00", f"{region[:2]}0000"):
        return "region"
    return ""


def _month(part: str) -> date | None:
    year, month = 2000 + int(part[:2]), int(part[2:])
    return date(year, month, 1) if month in MONTHS else None


class Who(Protocol):
    """The seat that acts."""

    @property
    def role(self) -> str: ...
    @property
    def party(self) -> int | None: ...


class Standing(Protocol):
    """What is asked of a project before it is given up."""

    @property
    def lead(self) -> int | None: ...
    @property
    def dropped_on(self) -> date | None: ...


def may_drop(by: Who, project: Standing) -> Verdict:
    """Whether a seat may give a project up."""
    leads = by.role in ("law", "window") or project.lead in (None, by.party)
    if not leads:
        return verdict(problem("The window gives a project up, or the department that leads it."))
    if project.dropped_on is not None:
        day = project.dropped_on.isoformat()
        return verdict(problem("The project was given up already, on %(day)s.", day=day))
    return verdict()


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is told now, what was otherwise before."""
    return {key: value for key, value in now.items() if value != before[key]}


def from_to(before: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, str]:
    """What changed in words that need no language: from and to."""
    return {key: f"{_plain(before[key])} → {_plain(value)}" for key, value in changed.items()}


def _plain(value: Any) -> str:
    return "–" if value in (None, "") else value.isoformat() if isinstance(value, date) else str(value)


def completed(line: Any, before: Any, columns: Container[str]) -> Any:
    """A line with what the sheet says nothing of as it was before."""
    if before is None:
        return line
    kept = {key: value for key, value in before._asdict().items() if key not in columns and key != "extra"}
    if "extra" in before._fields:
        kept["extra"] = merged(before.extra, line.extra)
    return line._replace(**kept)


def merged(before: list[list[Any]], come: list[list[Any]]) -> list[list[Any]]:
    """What stood under foreign headings, with what comes now in its place or behind it; a new blank brings nothing."""
    held = {one[0]: one for one in before}
    return list((held | {one[0]: one for one in come if one[0] in held or one[1] != ""}).values())


def filled(values: Mapping[str, Any], words: Container[str]) -> dict[str, Any]:
    """Values as columns hold them: no text is the empty text, nothing else is None."""
    return {key: "" if value is None and key in words else value for key, value in values.items()}
