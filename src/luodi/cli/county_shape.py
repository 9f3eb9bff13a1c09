"""The shape of a county's file: its sections, what a row of each must have, and a reader that loses no fault.

A section is a list of rows or a table (`columns`, `rows`). Rows that do not fit are named and left out; what they are
called is kept, so that a reference to them is not a second fault.
"""

import reprlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from luodi.cli.main import Failed
from luodi.cli.words import CODE, is_code

FIRST_YEAR, LAST_YEAR = 1980, 2140  # the calendar knows ten years more on each side


class Fit(NamedTuple):
    """What a value must be, said in words, and the test of it. `needed`: whether it may be left out or empty."""

    words: str
    test: Callable[[Any], bool]
    needed: bool = True


class Section(NamedTuple):
    """The rows that fit, and how all of them are called."""

    rows: list[dict[str, Any]]
    keys: list[str]


def text(length: int, *, needed: bool = True, is_key: bool = False) -> Fit:
    """Printable text that fits its column; a key also stands in an address."""

    def fits(value: Any) -> bool:
        if not (isinstance(value, str) and value.isprintable() and len(value) <= length):
            return False
        return bool(value.strip() or not needed) and not (is_key and (value != value.strip() or "/" in value))

    words = f"must be text of {'at most' if not needed else '1 to'} {length} characters"
    return Fit(words + " without '/'" * is_key, fits, needed)


def is_day(value: Any) -> bool:
    """Whether a value is a day, not an instant."""
    return type(value) is date


def is_case_day(value: Any) -> bool:
    """Whether a value is a day the calendar can count from."""
    return is_day(value) and FIRST_YEAR <= value.year <= LAST_YEAR


DAY = Fit("must be a day like 2026-11-20, without quotes", is_day)
CASE_DAY = Fit(f"must be a day like 2026-11-20, without quotes, from {FIRST_YEAR} to {LAST_YEAR}", is_case_day)
DROPPED = DAY._replace(needed=False)
AMOUNT = Fit("must be a number", lambda value: type(value) in (int, float) and 0 <= value < 10**12, needed=False)
KEY, NAME, PERSON, TITLE = text(40, is_key=True), text(120), text(60), text(60)
REFERENCE = Fit("must be a key of this file", lambda value: isinstance(value, str), needed=False)
POSTS = Fit("must be `title: name`", lambda v: isinstance(v, dict) and all(map(TITLE.test, v)) and all(
    map(PERSON.test, v.values())))  # fmt: skip
DAYS = Fit("must be a list of days", lambda v: isinstance(v, list) and all(map(is_day, v)), needed=False)
MINUTES = Fit("must be text", lambda v: isinstance(v, str) and bool(v.strip()))
EVENTS = Fit("must be a list of events", lambda v: isinstance(v, list))
_CASE = {
    "id": text(60, is_key=True), "project": REFERENCE, "matter": REFERENCE, "about": text(120, needed=False),
    "ev": EVENTS, "no_written_notice": DAYS,
}  # fmt: skip
ROWS: Mapping[str, Mapping[str, Fit]] = {
    "leaders": {"id": KEY, "name": PERSON, "post": text(30), "in_post_since": DAY, "fields": text(29, needed=False)},
    "departments": {"key": KEY, "name": NAME, "head": PERSON, "since": DAY, "posts": POSTS},
    "towns": {"id": KEY, "name": NAME},
    "parks": {"id": KEY, "name": NAME},
    "firms": {
        "id": KEY, "name": NAME, "uscc": text(18), "origin": text(10, needed=False), "size": text(10, needed=False),
        "since": DAY, "industry": text(10, needed=False), "contact": PERSON, "note": text(300, needed=False),
    },
    "projects": {
        "id": KEY, "name": NAME, "owner": REFERENCE, "type": text(20), "leader": REFERENCE, "dept": REFERENCE,
        "officer": REFERENCE, "chain": REFERENCE, "gb": text(10, needed=False), "site": text(60, needed=False),
        "plot": text(20, needed=False), "total": AMOUNT,
    },
    "cases": _CASE,
    "open_cases": _CASE,
}  # fmt: skip
ALSO: Mapping[str, Mapping[str, Fit]] = {  # a file may do without; meetings and days of giving up are loaded
    "chains": {"id": KEY, "dept": REFERENCE, "chain_leader": REFERENCE, "head_firm": REFERENCE},
    "service_officers": {"id": KEY, "dept": REFERENCE},
    "stage_dates": {"id": KEY, "dropped": DROPPED},
    "works": {"id": KEY, "project": REFERENCE, "owner": REFERENCE},
    "meetings": {
        "id": KEY, "kind": text(40), "number": text(48, is_key=True), "date": CASE_DAY, "chair": REFERENCE,
        "circle": text(80, needed=False), "minutes": MINUTES, "clauses": EVENTS,
    },
    "requests": {"id": KEY, "firm": REFERENCE, "dept": REFERENCE},
}
REFERS: Mapping[str, Mapping[str, str]] = {  # section: field: where the key it names must stand
    "projects": {
        "owner": "parties", "leader": "leaders", "dept": "parties", "officer": "service_officers", "chain": "chains",
    },
    "cases": {"project": "projects"},
    "open_cases": {"project": "projects"},
    "chains": {"dept": "parties", "chain_leader": "leaders", "head_firm": "firms"},
    "service_officers": {"dept": "parties"},
    "stage_dates": {"id": "projects"},
    "works": {"project": "projects", "owner": "parties"},
    "requests": {"firm": "firms", "dept": "parties"},
    "meetings": {"chair": "leaders"},
}  # fmt: skip
META = {
    "region_code": Fit(f"is no code: {CODE}", lambda value: isinstance(value, str) and is_code(value)),
    "county": text(80),
    "as_of": CASE_DAY,
}
NEEDED = ("meta", *ROWS, "other_bodies")


def key(name: str) -> str:
    """The column by which the rows of a section are called."""
    return next(iter({**ROWS, **ALSO}[name]))


def called(name: str) -> str:
    """What one row of a section is called."""
    return name.removesuffix("s").replace("_", " ").removeprefix("open ")


def misfits(said: str, row: Mapping[str, Any], wanted: Mapping[str, Fit]) -> Iterator[str]:
    """What is wrong with a row, one sentence a field."""
    for field, fit in wanted.items():
        value = row.get(field)
        if value is None or value == "":
            if fit.needed:
                yield f"{said}: {field} is missing"
        elif not fit.test(value):
            yield f"{said}: {field} {fit.words}; it is {reprlib.repr(value)}"


def section(block: Any, name: str, problems: list[str]) -> Section:
    """A section's rows; problems are added to."""
    wanted, found, keys = {**ROWS, **ALSO}[name], [], []
    for place, (row, wrong) in enumerate(_mappings(block, name, problems), 1):
        known = row.get(key(name))
        if isinstance(known, str):
            keys.append(known)
        who = f"{called(name)} {known}" if isinstance(known, str) else f"{name}: row {place}"
        faults = [f"{name}: row {known or place} {wrong}"] if wrong else [*misfits(who, row, wanted)]
        problems += faults
        found += [] if faults else [row]
    return Section(found, keys)


def _mappings(block: Any, name: str, problems: list[str]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each row as a mapping, with what is wrong with it as a row."""
    if isinstance(block, list):
        for row in block:
            yield (row, "") if isinstance(row, dict) else ({}, f"is no row but {reprlib.repr(row)}")
        return
    columns, rows = (block.get("columns"), block.get("rows")) if isinstance(block, dict) else (None, None)
    if not (isinstance(columns, list) and isinstance(rows, list) and all(isinstance(one, str) for one in columns)):
        problems.append(f"{name}: must be a list of rows, or `columns` with `rows`; it is {reprlib.repr(block)}")
        return
    problems += [f"{name}: column {one} stands twice" for one in sorted({c for c in columns if columns.count(c) > 1})]
    for row in rows:
        cells = row if isinstance(row, list) else []
        wrong = "" if len(cells) == len(columns) else f"has {len(cells)} cells, not {len(columns)}"
        yield dict(zip(columns, cells, strict=False)), wrong


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as data: a key that stands twice is a fault, a day that does not exist stays text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping; raises where a key stands twice, for one of the two would be lost."""
        seen = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if seen.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
        return dict(super().construct_mapping(node, deep))

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        """A day or an instant; as it is written where there is none such."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)


def read_yaml(file: Path) -> Any:
    """What a file of YAML or JSON holds. Raises Failed where it cannot be read."""
    try:
        return yaml.load(file.read_text("utf-8-sig"), Loader)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as problem:
        raise Failed(f"{file} cannot be read as YAML: {' '.join(str(problem).split())}") from None
