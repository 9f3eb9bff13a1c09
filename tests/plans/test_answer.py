"""A plan as one answer: the numbers of a small invented catalogue, its reasons, and its days on a calendar."""

from datetime import date

from luodi.kernel.calendar import build_calendar
from luodi.kernel.graph import Line
from luodi.slices.matters.rules.catalogue import Catalogue, Material, entry_of
from luodi.slices.plans.rules.answer import answer
from luodi.slices.plans.rules.plan import plan_of

MONDAY = date(2026, 11, 23)


def matter(code: str, days: int, after: str = "", trigger: object = "always", **more: object) -> dict[str, object]:
    return {
        "code": code, "name": code, "stage": "A", "department": "fgw", "level": "county", "kind": "permit",
        "committed_days": days, "committed_basis": "typical", "prerequisites": after.split(), "materials": [],
        "applies_to": ["T"], "required_for": [], "trigger": trigger, "legal_basis": "law 1",
    } | more  # fmt: skip


def catalogue() -> Catalogue:
    wet = {"any": [{"fact": "wet", "op": "is", "value": True}]}
    rows = [
        matter("A1", 2, materials=["form"], required_for=["T"]),
        matter("A2", 5, "A1", wet, materials=["form", "paper"]),
        matter("A3", 1, "A1"),
        matter("C12", 1, "A2 A3"),
        matter("X", 9, "A1", {"any": [{"fact": "deep", "op": ">", "value": 3}]}),
    ]
    papers = {"form": Material("form", "form", "form", "applicant"), "paper": Material("paper", "", "", "issued", "A1")}
    return Catalogue("9", {"T": "type"}, {str(row["code"]): entry_of(row) for row in rows}, papers)


def test_the_numbers_and_what_an_open_question_could_add() -> None:
    said = answer(plan_of(catalogue(), "T", {"wet": True}), catalogue(), project="P1")
    numbers = ("id", "path_to_start", "path_to_end", "sum_of_committed", "asked", "asked_once", "unknown")
    assert [said[name] for name in numbers] == ["P1", 8, 8, 9, 2, 1, ["X"]]
    assert said["way_to_start"] == ["A1", "A2", "C12"]
    assert said["hangs_on"] == {"X": ["deep"]}
    assert said["materials"] == [{"material": "form", "asked_by": ["A1", "A2"]}]


def test_each_matter_says_its_days_why_it_applies_and_what_it_waits_for() -> None:
    said = answer(plan_of(catalogue(), "T", {"wet": True}), catalogue())
    first, second, third, start = said["matters"]
    assert (third["earliest_start"], third["earliest_finish"], third["latest_finish"]) == (2, 3, 7)
    assert (third["float_workdays"], third["critical"], start["critical_to_start"]) == (4, False, True)
    assert first["reasons"] == [{"rule": "required", "type": "T", "law": "law 1"}]
    assert second["reasons"] == [{"rule": "trigger", "fact": "wet", "op": "is", "value": True, "law": "law 1"}]
    assert third["reasons"] == [{"rule": "always", "law": "law 1"}]
    assert [(wait["code"], wait["papers"]) for wait in second["waits_for"]] == [("A1", ["paper"])]
    assert [(wait["code"], wait["papers"]) for wait in third["waits_for"]] == [("A1", [])]
    assert all(wait["because"] and wait["because_en"] for row in said["matters"] for wait in row["waits_for"])
    assert "earliest_start_on" not in first


def test_with_a_first_day_it_says_days_of_the_calendar() -> None:
    line = Line(build_calendar("weekends", []), MONDAY)
    said = answer(plan_of(catalogue(), "T", {"wet": True}, line=line), catalogue(), line=line)
    second = said["matters"][1]
    dates = [second[f"{end}_on"] for end in ("earliest_start", "earliest_finish", "latest_finish")]
    assert dates == ["2026-11-25", "2026-12-02", "2026-12-02"]
