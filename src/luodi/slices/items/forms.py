"""A list of service items as a sheet: read against what the county has, and written."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from luodi.engines.sheets.layout import Layout, Line, read_layout
from luodi.engines.sheets.mapping import Book, FileMapping
from luodi.engines.sheets.model import Outcome, Table
from luodi.engines.sheets.seen import assigned
from luodi.engines.sheets.write import Outgoing
from luodi.kernel.problems import Problem, problem
from luodi.slices.items import rules
from luodi.slices.items.reads import BODIES, bodies, items
from luodi.slices.items.rules import Item
from luodi.spine.people.reads import parties, parties_by_pk
from luodi.spine.people.seats import Place

DEPARTMENTS = "departments"


class Incoming(NamedTuple):
    """A list read: what it brings, the rows to write, the departments to register, and all the county does not know."""

    outcome: Outcome
    new: list[Item]
    changed: list[Item]
    unknown: list[str]
    strange: list[str]


@cache
def layout() -> Layout:
    """The columns of the list."""
    return read_layout((resources.files("luodi") / "catalogue" / "sheets" / "items.yml").read_text("utf-8"))


@cache
def book() -> Book:
    """A list as a file: one sheet, and whose a department of the list is."""
    return Book({"items": layout()}, single=True, beside=(DEPARTMENTS,))


def incoming(where: Place, tables: Sequence[Table], mapping: FileMapping, *, registering: bool) -> Incoming:
    """A list read against what the county has. `registering`: departments nobody knows are no fault.

    Raises Unreadable where no table has the headings of such a list.
    """
    read = assigned(tables, book(), mapping)
    names = bodies(where)
    told = mapping.beside.get(DEPARTMENTS, {})
    known = names | {name: names[key] for name, key in told.items() if key in names}
    found: dict[str, Item] = {}
    seen: set[str] = set()
    held = {one.code: one for one in items(where)}
    unknown: dict[str, int] = {}
    strange: dict[str, None] = {}
    sheets = read.sheets["items"]
    outcome = Outcome(kept=list({name: None for one in sheets for name, _ in one.foreign}), notes=read.notes)
    for line in chain.from_iterable(layout().lines(one) for one in sheets):
        outcome.rows += 1
        named = line.values["department"]
        if named and named not in known:
            strange[named] = None
        item = _item(line, known, seen, outcome, unknown if registering else None)
        if item is None:
            outcome.refused += 1
        else:
            found[item.code] = rules.completed(item, held.get(item.code), line.matched.columns)
    new, changed, outcome.same = rules.compared(found.values(), held)
    outcome.new, outcome.changed = len(new), len(changed)
    return Incoming(outcome, new, changed, list(unknown), list(strange))


def _item(
    line: Line, known: Mapping[str, int], seen: set[str], outcome: Outcome, unknown: dict[str, int] | None
) -> Item | None:
    """The item of a row; None where it has a fault, which is told."""
    code = rules.code_of(line.values)
    if isinstance(code, Problem):
        line.wrong("code", code)
    elif code.casefold() in seen:
        line.wrong("code", problem("This code stands twice in the list."))
    else:
        seen.add(code.casefold())
    name = line.values["department"]
    department = rules.department_of(name, known) if name else 0
    if isinstance(department, Problem):
        if unknown is None:
            line.wrong("department", department)
        else:
            department = unknown.setdefault(name, -1 - len(unknown))  # a row it will have
    if reason := rules.link_wrong(line.values["link"] or ""):
        line.wrong("link", reason)
    if reason := rules.days_wrong(line.values):
        line.wrong("committed_days", reason)
    outcome.faults += line.faults
    if line.faults or isinstance(code, Problem) or isinstance(department, Problem):
        return None
    return rules.item_of(line.values, code, department, line.extra)


def outgoing(where: Place, *, language: str, template: bool = False) -> Outgoing:
    """The list as a sheet; a template is empty and says what belongs where."""
    known = parties_by_pk(where)
    rows = [] if template else items(where)
    foreign = list(dict.fromkeys(one[0] for item in rows for one in item.extra))
    told = []
    for item in rows:
        values = item._asdict() | {"department": known[item.department].name}
        told.append(layout().written(values, item.extra, foreign, language))
    names = [row.name for row in parties(where, kinds=BODIES).values()]
    return Outgoing(layout(), told, foreign, template, {"department": names})
