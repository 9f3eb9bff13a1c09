"""A file of the demo county's shape, read and checked as a whole: every broken reference is listed before a write."""

import reprlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from luodi.cli import county_shape as shape
from luodi.cli.county_minutes import minute_problems
from luodi.cli.county_shape import Section
from luodi.slices.approvals.actions.recorded import WORDS

_NEXT = {  # where a case may go from where it is; a question without a matter begins as accepted
    "received": {"sup": "asked", "acc": "accepted", "pass": "received"},
    "asked": {"back": "received"},
    "accepted": {"stop": "stopped", "ret": "stopped", "pass": "accepted"},
    "stopped": {"go": "accepted", "back": "stopped", "stop": "stopped", "ret": "stopped", "pass": "stopped"},
}
_ENDS = ("ok", "no", "wd")
EVENT_CELLS = 3


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
    meetings: list[dict[str, Any]]
    stage_dates: list[dict[str, Any]]

    @property
    def all_cases(self) -> list[dict[str, Any]]:
        return self.cases + self.open_cases


def read_county(path: Path, matters: Mapping[str, str]) -> County:
    """Read and check against the catalogue (matter: its department). Raises Broken with everything that is wrong."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=shape.Loader)
    except (yaml.YAMLError, ValueError, RecursionError, OSError) as error:
        raise Broken([f"the file is not readable as YAML: {error}"]) from error
    return county_of(raw, matters)


def county_of(raw: Any, matters: Mapping[str, str]) -> County:
    """The county of a file's content, whatever it is. Raises Broken with everything that is wrong with it."""
    if not isinstance(raw, dict):
        raise Broken(["the file has no sections; it must have the demo county's shape"])
    problems = [f"section {name} is missing" for name in shape.NEEDED if name not in raw]
    meta, bodies = (_mapping(raw.get(name, {}), name, problems) for name in ("meta", "other_bodies"))
    meta |= {"region_code": str(meta["region_code"])} if type(meta.get("region_code")) is int else {}
    problems += shape.misfits("meta", meta, shape.META)
    problems += shape.misfits("other_bodies", bodies, dict.fromkeys(bodies, shape.NAME))
    problems += [f"other_bodies: {key!r} is no key" for key in bodies if not shape.KEY.test(key)]
    found = {name: shape.section(raw.get(name, []), name, problems) for name in (*shape.ROWS, *shape.ALSO)}
    rows = {name: found[name].rows for name in (*shape.ROWS, "meetings", "stage_dates")}
    county = County(meta, **rows, other_bodies=bodies)
    problems += _problems(county, found, matters)
    if problems:
        raise Broken(problems)
    return county


def _mapping(block: Any, name: str, problems: list[str]) -> dict[Any, Any]:
    if isinstance(block, dict):
        return dict(block)
    problems.append(f"{name}: must be a mapping; it is {reprlib.repr(block)}")
    return {}


def _problems(county: County, found: Mapping[str, Section], matters: Mapping[str, str]) -> Iterator[str]:
    """References to what is not there, what stands twice, and courses of cases that cannot be."""
    keys = {name: one.keys for name, one in found.items()}
    parties = [*keys["departments"], *county.other_bodies, *keys["towns"], *keys["parks"], *keys["firms"]]
    yield from _twice("key", parties)
    for name in ("leaders", "projects", *shape.ALSO):
        yield from _twice(shape.called(name), keys[name])
    yield from _twice("case", [*keys["cases"], *keys["open_cases"]])
    yield from _twice("credit code", [firm["uscc"] for firm in county.firms])
    yield from _twice("leader's post", [f"{one['post']} {one['fields'] or ''}" for one in county.leaders])
    known = {name: {*named} for name, named in keys.items()} | {"parties": {*parties}}
    for name, refers in shape.REFERS.items():
        for row in found[name].rows:
            who = f"{shape.called(name)} {row[shape.key(name)]}"
            for field, to in refers.items():
                if row.get(field) is not None and row[field] not in known[to]:
                    yield f"{who}: {field} {row[field]} is not in the file"
    yield from _twice("meeting's number", [meeting["number"] for meeting in county.meetings])
    firms = {*keys["firms"]}
    for meeting in county.meetings:
        yield from minute_problems(meeting, known["parties"], firms, county.meta.get("as_of"))
    for case in county.all_cases:
        said = f"case {case['id']}"
        yield from _matter_problems(said, case.get("matter"), known["parties"], matters)
        events = [*_event_problems(said, case, known["parties"], county.meta.get("as_of"))]
        yield from events or _course_problems(case)


def _matter_problems(said: str, matter: str | None, parties: set[str], matters: Mapping[str, str]) -> Iterator[str]:
    if matter is not None and matter not in matters:
        yield f"{said}: matter {matter} is not in the catalogue"
    elif matter is not None and matters[matter] not in parties:
        yield f"{said}: matter {matter} is handled by {matters[matter]}, who is not in the file"


def _event_problems(said: str, case: Mapping[str, Any], known: set[str], as_of: Any) -> Iterator[str]:
    """What is wrong with a case's events, one by one."""
    previous = None
    for number, event in enumerate(case["ev"], 1):
        what = f"{said}: event {number}"
        if not isinstance(event, list) or len(event) != EVENT_CELLS:
            yield f"{what} must be [day, word, who holds it]; it is {reprlib.repr(event)}"
            continue
        on, word, party = event
        if not isinstance(word, str) or word not in WORDS:
            yield f"{what} has the unknown word {word if isinstance(word, str) else reprlib.repr(word)}"
        if not isinstance(party, str) or party not in known:
            yield f"{what} names {party if isinstance(party, str) else reprlib.repr(party)}, who is not in the file"
        if not shape.is_case_day(on):
            yield f"{what} has no day ({on if isinstance(on, str) else reprlib.repr(on)})"
            continue
        if (previous and on < previous) or (shape.is_day(as_of) and on > as_of):
            yield f"{what} on {on} is out of order or after {as_of}"
        previous = on
    if not case["ev"] or not isinstance(case["ev"][0], list) or case["ev"][0][1:2] != ["rec"]:
        yield f"{said}: the first event must be rec (received)"


def _course_problems(case: Mapping[str, Any]) -> Iterator[str]:
    """An event that cannot follow the one before it."""
    events = case["ev"]
    stands, owner = "received" if case.get("matter") else "accepted", events[0][2]
    for number, (_, word, party) in enumerate(events[1:], 2):
        after = "closed" if word in _ENDS and stands != "closed" else _NEXT.get(stands, {}).get(word)
        if after is None:
            yield f"case {case['id']}: event {number} ({word}) cannot happen to a case that is {stands}"
        owner = party if word == "pass" else owner
        stands = "accepted" if word == "back" and stands == "stopped" and party == owner else after or stands


def _twice(what: str, keys: Sequence[str]) -> Iterator[str]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield f"{what} {key} stands twice"
