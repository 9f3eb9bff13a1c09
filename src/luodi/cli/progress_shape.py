"""The shape of a progress file: everything in the row of a project that cannot be so, each with where it stands."""

import reprlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from luodi.cli.county_shape import is_case_day
from luodi.slices.matters.rules.answers import doubts, faults
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import shipped
from luodi.slices.plans.reads import GRANTED
from luodi.slices.plans.rules.plan import plan_of

OUTCOMES = {"ok": GRANTED, None: ""}
ROW = 6  # code, received, accepted, done, outcome, works
KEYS = {"facts", "facts_ref", "construction_workdays", "planned_start", "contract_start", "works", "matters", "pauses",
        "supplements", "ahead", "lost", "ball", "note", "expect"}  # fmt: skip
MOST_DAYS, LONGEST = 9999, 120


class Ground(NamedTuple):
    """What a row is held against: the catalogue, the project's type, the answers of examples, the day of the file."""

    catalogue: Catalogue
    type: str
    examples: Mapping[str, Mapping[str, Any]]
    as_of: date


def wrong(row: Any, ground: Ground) -> list[str]:
    """Everything that is wrong with a project's row; what hangs on something broken is not looked at."""
    if not isinstance(row, dict):
        return [f"is no row of a project but {told(row)}"]
    problems = [f"{told(key)} is none of its parts" for key in row if key not in KEYS]
    for look in (_answers, _schedule, _works, _handled):
        problems += look(row, ground)
    return problems or [*_in_plan(row, ground), *_spans(row, ground), *_ahead(row)]


def told(value: Any) -> str:
    """A value as a sentence shows it."""
    return value.isoformat() if isinstance(value, date) else reprlib.repr(value)


def answers_of(row: Mapping[str, Any], examples: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """The answers of a row, its own or those of the example it names."""
    answers: Mapping[str, Any] = row["facts"] if "facts" in row else examples[row["facts_ref"]]
    return answers


def _answers(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    if ("facts" in row) == ("facts_ref" in row):
        yield "has either facts or facts_ref"
    elif "facts_ref" in row and row["facts_ref"] not in list(ground.examples):
        yield f"facts_ref {told(row['facts_ref'])} is no example"
    elif not isinstance(answers := answers_of(row, ground.examples), dict):
        yield f"facts must be answers by key, not {told(answers)}"
    else:
        yield from map(str, list(faults(answers, ground.catalogue)) or doubts(answers, ground.catalogue))


def _is_count(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= MOST_DAYS)


def _is_day(value: Any) -> bool:
    return value is None or is_case_day(value)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST and value.isprintable()


_TIMES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "construction_workdays": (_is_count, f"must be whole days from 0 to {MOST_DAYS}"),
    "planned_start": (_is_day, "must be a day like 2026-11-20"),
    "contract_start": (_is_day, "must be a day like 2026-11-20"),
    "started": (_is_day, "must be a day like 2026-11-20"),
}


def _schedule(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    for name, (fits, should) in _TIMES.items():
        if not fits(row.get(name)):
            yield f"{name} {should}, not {told(row[name])}"


def _works(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    works = row.get("works")
    if works is None:
        return
    if not isinstance(works, list) or not all(isinstance(one, dict) for one in works):
        yield f"works must be a list of id and name, not {told(works)}"
        return
    for one in works:
        if not (_is_name(one.get("id")) and _is_name(one.get("name"))):
            yield f"works {told(one)}: each has an id and a name"
        yield from (f"works {one.get('id')}: {problem}" for problem in _schedule(one, ground))
    ids = [str(one.get("id")) for one in works]
    yield from (f"works {one} stands twice" for one in sorted({one for one in ids if ids.count(one) > 1}))


def rows_of(row: Mapping[str, Any]) -> list[list[Any]]:
    """What was handled, each row filled up to its length."""
    return [[*cells, *[None] * (ROW - len(cells))] for cells in row.get("matters") or ()]


def _handled(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    cells = row.get("matters")
    if not isinstance(cells, list) or not all(isinstance(one, list) and 2 <= len(one) <= ROW for one in cells):
        yield "matters must be a list of [code, received, accepted, done, outcome, works]"
        return
    listed = row.get("works")
    works = {one.get("id") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    seen: list[list[Any]] = []
    for code, *days, outcome, of in rows_of(row):
        said, given = f"matter {code}", [day for day in days if day is not None]
        if not isinstance(code, str) or code not in ground.catalogue.matters:
            yield f"{said} is not in the catalogue"
        if not all(map(is_case_day, given)):
            yield f"{said}: {told(days)} are no days"
        elif days[0] is None or given != sorted(given) or given[-1] > ground.as_of or None in days[: len(given)]:
            yield f"{said}: received, accepted and done must follow each other, by {ground.as_of}"
        if outcome not in list(OUTCOMES) or (outcome is None) != (days[2] is None):
            yield f"{said}: outcome {told(outcome)} does not go with the day it was done"
        if of is not None and of not in list(works):
            yield f"{said}: works {told(of)} are not among the project's"
        if [code, days[0], of] in seen:
            yield f"{said}: received on {days[0]} stands twice"
        seen.append([code, days[0], of])


def _in_plan(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    plan = plan_of(ground.catalogue, ground.type, answers_of(row, ground.examples))
    for code in dict.fromkeys(cells[0] for cells in rows_of(row)):
        if code not in plan.items:
            yield f"matter {code} is not in the plan of these answers"


def _spans(row: Mapping[str, Any], ground: Ground) -> Iterator[str]:
    """Pauses [code, from, to, kind, no_notice] and supplements [code, asked, back], each within a row of its matter."""
    kinds = shipped("names")["special"]
    for part, width in (("pauses", 4), ("supplements", 3)):
        cells = row.get(part) or []
        if not isinstance(cells, list) or not all(isinstance(one, list) and len(one) >= width for one in cells):
            yield f"{part} must be a list of rows of {width} cells"
            continue
        for code, begun, ended, *rest in cells:
            said = f"{part}: {code} of {told(begun)}"
            if not is_case_day(begun) or not _is_day(ended):
                yield f"{said}: from and to are days"
            elif max(begun, ended or begun) > ground.as_of or (ended or begun) < begun:
                yield f"{said}: to does not come before from, and both have come by {ground.as_of}"
            elif not any(_within(one, code, begun) for one in rows_of(row)):
                yield f"{said}: no row of the matter was handled then"
            if part == "pauses" and rest[0] not in list(kinds):
                yield f"{said}: {told(rest[0])} is none of {', '.join(kinds)}"


def _within(cells: list[Any], code: Any, on: date) -> bool:
    return bool(cells[0] == code and cells[1] <= on and (cells[3] is None or on <= cells[3]))


def _ahead(row: Mapping[str, Any]) -> Iterator[str]:
    ahead, codes = row.get("ahead") or {}, {cells[0] for cells in rows_of(row)}
    if not isinstance(ahead, dict):
        yield f"ahead must be reasons by matter, not {told(ahead)}"
        return
    for code, reason in ahead.items():
        if code not in codes or not _is_name(reason):
            yield f"ahead: {told(code)} names a matter that was handled, with a reason"
