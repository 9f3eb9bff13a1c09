"""The ground a log stands on: its region, its departments and posts, and one account that may read it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, NamedTuple

import yaml

from luodi.db.together import together
from luodi.engines.logs.model import LogCase
from luodi.spine.find.index import put
from luodi.spine.find.parties import findable as bodies
from luodi.spine.journal import enrol
from luodi.spine.people import reads as people
from luodi.spine.people.actions import NewParty, NewPost
from luodi.spine.people.seats import NotYours, Place, Seat, of_law


class Account(NamedTuple):
    """Who may look at a region that a log made."""

    username: str
    password: str


class Ground(NamedTuple):
    """Where the cases of a log go: parties and posts by the names the log has for them."""

    by: Seat
    departments: Mapping[str, people.PartyRow]
    officers: Mapping[tuple[str, str], int]
    applicant: int

    def department(self, case: LogCase) -> people.PartyRow:
        """The party that owes a case; one of the region where the log names none."""
        return self.departments[department_key(case.department)]

    def officer(self, case: LogCase) -> int | None:
        """The post of whoever the log calls responsible."""
        return self.officers.get((department_key(case.department), fitted(case.responsible, 60)))


def fitted(name: str, length: int) -> str:
    """A name that fits its column: itself, or its beginning and eight digits of its hash."""
    return name if len(name) <= length else f"{name[: length - 9]}~{sha256(name.encode()).hexdigest()[:8]}"


def numbered(key: str) -> str:
    """The number of a case: its key, so written that it can stand in an address ('/' and '..' cannot)."""
    said = key.replace("/", "\uff0f")
    return fitted(said if said.strip(".") else said.replace(".", "\uff0e"), 60)


def department_key(name: str) -> str:
    """The key of the party a log calls so."""
    return fitted(name, 40) or _words()["unknown"]["key"]


@together
def lay_ground(
    cases: Sequence[LogCase], *, code: str, zone: str, account: Account, on: date, at: datetime
) -> tuple[Ground, int, str]:
    """Make what is missing: region, parties, posts, the reader's account. Returns the ground, how many facts were
    written, and the name of the account if it is new."""
    where, written = _region(code, zone, at)
    by = of_law(where)
    made = [_parties(cases, by, at), _posts(cases, by, on, at)]
    new_reader = _reader(account, by, on, at)
    departments = people.parties(where)
    ground = Ground(by, departments, people.posts(where), departments[_words()["applicant"]["key"]].pk)
    return ground, written + sum(made) + 2 * bool(new_reader), new_reader


def _region(code: str, zone: str, at: datetime) -> tuple[Place, int]:
    try:
        return people.place(code), 0
    except NotYours:
        return enrol.register_region(code=code, name=code, zone=zone, calendar="", at=at), 1


def _parties(cases: Sequence[LogCase], by: Seat, at: datetime) -> int:
    known = people.parties(by.place)
    named = {department_key(case.department): case.department for case in cases}
    new = [NewParty(key, "department", name[:120]) for key, name in named.items() if name and key not in known]
    own = ["applicant", "reader", *(["unknown"] if "" in named.values() else [])]
    new += [NewParty(**_words()[word]) for word in own if _words()[word]["key"] not in known]
    if new:
        enrol.register_parties(parties=new, by=by, at=at)
        put(*bodies(by.place), region=by.region)
    return bool(new)


def _posts(cases: Sequence[LogCase], by: Seat, on: date, at: datetime) -> int:
    """A post for each person the log calls responsible, and for a department without one the department's own."""
    known = people.posts(by.place)
    since = min((by.day(case.started_at) for case in cases), default=on)
    named = {(department_key(case.department), fitted(case.responsible, 60)) for case in cases}
    staffed = {key for key, title in named if title} | {key for key, _ in known}
    parties = people.parties(by.place)
    wanted = {(key, title or fitted(parties[key].name, 60)) for key, title in named if title or key not in staffed}
    new = [NewPost(key, title, "officer", 1, title, since) for key, title in sorted(wanted - known.keys())]
    if new:
        enrol.open_posts(posts=new, by=by, at=at)
    return bool(new)


def _reader(account: Account, by: Seat, on: date, at: datetime) -> str:
    party, post = _words()["reader"]["key"], _words()["reader_post"]
    if people.holder_of(by.place, party, post["title"]):
        return ""
    new = NewPost(party, post["title"], "reader", 1, account.username, on, post["title_en"])
    persons = enrol.open_posts(posts=[new], by=by, at=at)
    person = persons[party, post["title"]]
    return enrol.open_account(person=person, username=account.username, password=account.password, by=by, at=at)


@cache
def _words() -> dict[str, Any]:
    """What a log does not name and rows need, from the catalogue."""
    words: dict[str, Any] = yaml.safe_load((resources.files("luodi") / "catalogue" / "imports.yml").read_text("utf-8"))
    return words
