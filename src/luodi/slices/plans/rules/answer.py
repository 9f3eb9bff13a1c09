"""A plan as one answer for programs: the numbers of a project, and each of its matters with its days and reasons."""

from collections.abc import Iterator
from typing import Any

from luodi.kernel.graph import Line, Span
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.edges import why
from luodi.slices.plans.rules.least import Least
from luodi.slices.plans.rules.plan import Item, Plan


def answer(plan: Plan, catalogue: Catalogue, *, project: str = "", line: Line | None = None) -> dict[str, Any]:
    """What a plan comes to. Positions are workdays from the day of the plan; with a `line`, calendar days too."""
    return {
        "id": project,
        "type": plan.type,
        "catalogue": catalogue.version,
        "matters": [_matter(code, plan, catalogue, line) for code in plan.items],
        "path_to_start": plan.path_to_start,
        "path_to_end": plan.path_to_end,
        "way_to_start": plan.way(),
        "way_to_end": plan.way(last(plan)) if plan.items else [],
        "sum_of_committed": plan.sum_of_committed,
        "asked": plan.slots,
        "asked_once": len(plan.asked),
        "materials": [{"material": paper.material, "asked_by": list(paper.by)} for paper in plan.asked],
        "unknown": list(plan.unknown),
        "hangs_on": {code: list(facts) for code, facts in plan.unknown.items()},
    }


def minimum(found: Least) -> dict[str, Any]:
    """The least the law asks for the same facts, and each demand of the county beyond it, by department."""
    return {
        "least": {
            "matters": list(found.plan.items),
            "asked_once": len(found.plan.asked),
            "path_to_start": found.plan.path_to_start if found.plan.to_start else None,
        },
        "beyond": [
            {"department": one.department, "matter": one.matter, "sets": one.change.sets,
             "to": one.matter if one.change.sets == "matter" else one.change.to, "law": one.change.legal_basis}
            for one in found.beyond
        ],
    }  # fmt: skip


def last(plan: Plan) -> str:
    """The matter that is finished last, the first of the catalogue where several are."""
    return max(plan.items, key=plan.course.at)


def reasons(item: Item, type_: str) -> list[dict[str, Any]]:
    """Why a matter applies: its type of project requires it, or the answers that made its trigger hold, and the law."""
    law = item.entry.legal_basis
    if item.required:
        return [{"rule": "required", "type": type_, "law": law}]
    if item.why.value is not True:
        return [{"rule": "added", "law": law}]
    if not item.why.because:
        return [{"rule": "always", "law": law}]
    return [{"rule": "trigger", **clause._asdict(), "law": law} for clause in item.why.because]


def _waits(plan: Plan, catalogue: Catalogue, after: str) -> Iterator[dict[str, Any]]:
    """What a matter waits for in this plan, and why: a paper that is issued there, or the order of the law."""
    for before in plan.items[after].entry.prerequisites:
        if before in plan.items:
            reason = why(catalogue, before, after)
            yield {"code": before, "because": reason.zh, "because_en": reason.en, "papers": list(reason.papers)}


def _matter(code: str, plan: Plan, catalogue: Catalogue, line: Line | None) -> dict[str, Any]:
    item, span = plan.items[code], plan.to_end[code]
    shown: dict[str, Any] = {
        "code": code,
        "name": item.entry.name,
        "stage": item.entry.stage,
        "department": item.entry.department,
        "level": item.entry.level,
        "days": item.term.days,
        "unit": item.term.unit,
        "basis": item.entry.committed_basis,
        "earliest_start": span.earliest_start,
        "earliest_finish": span.earliest_finish,
        "latest_finish": span.latest_finish,
        "float_workdays": span.float_workdays,
        "critical": span.critical,
        "critical_to_start": code in plan.to_start and plan.to_start[code].critical,
        "reasons": reasons(item, plan.type),
        "waits_for": list(_waits(plan, catalogue, code)),
    }
    return shown | (_dates(span, line) if line else {})


def _dates(span: Span, line: Line) -> dict[str, str]:
    ends = ("earliest_start", "earliest_finish", "latest_finish")
    return {f"{end}_on": line.date(getattr(span, end)).isoformat() for end in ends}
