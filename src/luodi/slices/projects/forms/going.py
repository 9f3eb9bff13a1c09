"""The county's ledger as sheets to write: what came in goes out, foreign columns in their order; or a template."""

from collections.abc import Sequence
from typing import Any

from luodi.engines.sheets.layout import Layout
from luodi.engines.sheets.write import Outgoing
from luodi.slices.projects.forms.bodies import Bodies
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.reads import ledger, ledger_of_works
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import Place

OWNERS = ("firm", "department", "town", "park", "utility")
LEADS = ("department", "town", "park")


def ledger_sheets(where: Place, *, language: str) -> list[Outgoing]:
    """Projects, firms and works as they are registered."""
    bodies, (projects, firms, works) = Bodies(where), layouts()
    lines = [
        one._asdict() | {"owner": bodies.said(one.owner), "owner_code": _code(bodies, one.owner),
                         "lead": bodies.said(one.lead) if one.lead else ""}
        for one in ledger(where)
    ]  # fmt: skip
    registered = [one._asdict() for one in bodies.firms.values()]
    parts = [one._asdict() for one in ledger_of_works(where)]
    lists = _lists(where)
    return [
        _sheet(projects, lines, language, lists), _sheet(firms, registered, language), _sheet(works, parts, language)
    ]  # fmt: skip


def template(where: Place) -> list[Outgoing]:
    """Three empty sheets that say what belongs where."""
    projects, firms, works = layouts()
    first = Outgoing(projects, template=True, lists=_lists(where))
    return [first, Outgoing(firms, template=True), Outgoing(works, template=True)]


def _lists(where: Place) -> dict[str, Sequence[str]]:
    return {
        key: [row.name for row in parties(where, kinds=kinds).values()]
        for key, kinds in (("owner", OWNERS), ("lead", LEADS))
    }


def _code(bodies: Bodies, key: str) -> str:
    firm = bodies.firms.get(key)
    return firm.uscc if firm else ""


def _sheet(
    layout: Layout, lines: Sequence[dict[str, Any]], language: str, lists: dict[str, Sequence[str]] | None = None
) -> Outgoing:
    foreign = list(dict.fromkeys(one[0] for line in lines for one in line.get("extra", ())))
    rows = [layout.written(line, line.get("extra", ()), foreign, language) for line in lines]
    return Outgoing(layout, rows, foreign, lists=lists or {})
