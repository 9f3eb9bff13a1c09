"""A file of the demo county's shape, read and checked as a whole: every broken reference is listed before a write."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from luodi.slices.approvals.actions.recorded import WORDS

_NEXT = {  # where a case may go from where it is; a question without a matter begins as accepted
    "received": {"sup": "asked", "acc": "accepted", "pass": "received"},
    "asked": {"back": "received"},
    "accepted": {"stop": "stopped", "ret": "stopped", "pass": "accepted"},
    "stopped": {"go": "accepted", "back": "stopped", "stop": "stopped", "ret": "stopped", "pass": "stopped"},
}
_ENDS = ("ok", "no", "wd")


class Broken(Exception):
    """The file refers to what it does not have; `problems` lists every place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class County(NamedTuple):
    """The parts of the file that this version loads, tables with columns turned into rows."""

    meta: dict[str, Any]
    leaders: list[dict[str, Any]]
    departments: list[dict[str, Any]]
    other_bodies: dict[str, str]
    towns: list[dict[str, Any]]
    parks: list[dict[str, Any]]
    firms: list[dict[str, Any]]
    projects: list[dict[str, Any]]
    cases: list[dict[str, Any]]
    open_cases: list[dict[str, Any]]

    @property
    def all_cases(self) -> list[dict[str, Any]]:
        return self.cases + self.open_cases


def read_county(path: Path, matters: set[str]) -> County:
    """Read and check. Raises Broken with everything that is wrong, OSError and yaml errors as they come."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Broken([f"the file is not readable as YAML: {error}"]) from error
    if not isinstance(raw, dict):
        raise Broken(["the file has no sections; it must have the demo county's shape"])
    missing = [name for name in County._fields if name not in raw]
    if missing:
        raise Broken([f"section {name} is missing" for name in missing])
    problems: list[str] = []
    county = County(**{name: _rows(raw[name], name, problems) for name in County._fields})
    problems += _problems(county, matters)
    if problems:
        raise Broken(problems)
    return county


def _rows(block: Any, name: str, problems: list[str]) -> Any:
    """A table with columns as a list of rows; anything else as it is."""
    if not (isinstance(block, dict) and "columns" in block and "rows" in block):
        return block
    columns = block["columns"]
    for row in block["rows"]:
        if len(row) != len(columns):
            problems.append(f"{name}: row {row[0]} has {len(row)} cells, not {len(columns)}")
    return [dict(zip(columns, row, strict=False)) for row in block["rows"]]


def _problems(county: County, matters: set[str]) -> Iterator[str]:
    parties = party_keys(county)
    yield from _twice("key", parties)
    yield from _twice("project", [p["id"] for p in county.projects])
    yield from _twice("case", [c["id"] for c in county.all_cases])
    for field in ("region_code", "county", "as_of"):
        if not county.meta.get(field):
            yield f"meta: {field} is missing"
    known, projects = set(parties), {p["id"] for p in county.projects}
    for project in county.projects:
        if project["owner"] not in known:
            yield f"project {project['id']}: owner {project['owner']} is not in the file"
    for case in county.all_cases:
        if case.get("project") is not None and case["project"] not in projects:
            yield f"case {case['id']}: project {case['project']} is not in the file"
        if case.get("matter") is not None and case["matter"] not in matters:
            yield f"case {case['id']}: matter {case['matter']} is not in the catalogue"
        yield from _event_problems(case, known, county.meta.get("as_of"))
        yield from _course_problems(case)


def _event_problems(case: dict[str, Any], known: set[str], as_of: Any) -> Iterator[str]:
    events = case.get("ev") or []
    if not events or events[0][1] != "rec":
        yield f"case {case['id']}: the first event must be rec (received)"
    previous = None
    for number, (on, word, party) in enumerate(events, 1):
        if word not in WORDS:
            yield f"case {case['id']}: event {number} has the unknown word {word}"
        if party not in known:
            yield f"case {case['id']}: event {number} names {party}, who is not in the file"
        if not isinstance(on, date):
            yield f"case {case['id']}: event {number} has no day ({on})"
            continue
        if (previous and on < previous) or (isinstance(as_of, date) and on > as_of):
            yield f"case {case['id']}: event {number} on {on} is out of order or after {as_of}"
        previous = on


def _course_problems(case: dict[str, Any]) -> Iterator[str]:
    """An event that cannot follow the one before it; words nobody knows are named elsewhere."""
    events = case.get("ev") or [[None, "", None]]
    stands, owner = "received" if case.get("matter") else "accepted", events[0][2]
    for number, (_, word, party) in enumerate(events[1:], 2):
        after = "closed" if word in _ENDS and stands != "closed" else _NEXT.get(stands, {}).get(word)
        if after is None and word in WORDS:
            yield f"case {case['id']}: event {number} ({word}) cannot happen to a case that is {stands}"
        owner = party if word == "pass" else owner
        stands = "accepted" if word == "back" and stands == "stopped" and party == owner else after or stands


def party_keys(county: County) -> list[str]:
    """Every key that may hold a ball."""
    return [
        *(d["key"] for d in county.departments),
        *county.other_bodies,
        *(t["id"] for t in county.towns),
        *(p["id"] for p in county.parks),
        *(f["id"] for f in county.firms),
    ]


def _twice(what: str, keys: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"{what} {key} stands twice"
        seen.add(key)
