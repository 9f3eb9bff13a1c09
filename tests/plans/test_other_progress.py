"""Another file of the progress' shape is loaded by the same rule, and a broken one is refused with every fault."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from luodi.cli.county_file import Broken
from luodi.cli.county_load import load
from luodi.cli.demo import packaged
from luodi.cli.project import standing
from luodi.slices.plans.reads import plan_for
from luodi.spine.people.reads import places
from luodi.spine.people.seats import of_law
from tests.support.cast import DAY

TOLD = """
projects:
  P03:
    facts: {in_verification_catalogue: false, land_mode: granted, new_building_or_structure: true, fire_class: other}
    matters: [[A01, 2026-05-12, 2026-05-12, 2026-05-12, ok], [A11, 2026-11-10, 2026-11-18, ~, ~],
      [A09, 2026-11-10, 2026-11-10, ~, ~]]
    pauses: [[A11, 2026-11-19, ~, expert_review]]
"""


ON = date(2026, 11, 2)
DONE = ["A01", ON, ON, ON, "ok"]
WRONG: dict[str, dict[str, Any]] = {
    "P05": {"facts": {"land_ha": True, "colour": "red"}},
    "P06": {"construction_workdays": -5, "planned_start": "soon", "bogus": 1},
    "P07": {"pauses": [["A01", "x", "y", "k"]], "supplements": [["A01"]]},
    "P08": {"works": [{"id": "P8-1", "name": "a"}, {"id": "P8-1", "name": "b"}, {}]},
    "P09": {"works": "x"},
    "P10": {"facts_ref": "EX1_warehouse_small"},
    "P11": {"matters": [DONE, ["B05", ON, ON, ON, "ok"]], "pauses": [["A09", ON, ON, "publicity"]]},
    "P12": {"matters": [DONE, DONE]},
    "P13": {"matters": [DONE], "pauses": [["A01", ON, date(2026, 11, 1), "coffee"]]},
    "P15": {"matters": [["A01"]]},
    "P16": {"matters": [DONE], "ahead": {"A05": "why"}},
    "P18": {"facts": {"fire_class": "bogus"}},
}


def _base() -> dict[str, Any]:
    return {"facts": {}, "matters": []}


def _file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "told.yaml"
    file.write_text(text, "utf-8")
    return file


def test_what_runs_without_a_case_is_counted_from_its_own_days(db: None, tmp_path: Path) -> None:
    """Filed on the day and late: nothing is left; the plot's conditions stopped after no counted day: all five are."""
    load(packaged(), _file(tmp_path, TOLD))
    plan = plan_for(of_law(places()[0]), "P03", DAY)
    stood = standing(plan)
    assert (stood["done"], stood["open"]) == (1, 2)
    assert (plan.standing["A11"].left, plan.standing["A09"].left) == (5, 0)
    terms = {code: item.term.days for code, item in plan.plan.items.items()}
    way = stood["critical"]
    assert way[0] == "A11" and way[-1] == "C12"
    assert plan.forecast and plan.forecast.start == 5 + sum(terms[code] for code in way[1:])


def test_of_several_works_the_first_counts(db: None, tmp_path: Path) -> None:
    """Two that run: the one that has used more; one that has started: the project has."""
    told = yaml.safe_load(TOLD)
    works = [{"id": "W1", "name": "one"}, {"id": "W2", "name": "two"}]
    rows = [["A11", date(2026, 11, 10), date(2026, 11, 18), None, None, "W1"],
            ["A11", date(2026, 11, 12), date(2026, 11, 19), None, None, "W2"]]  # fmt: skip
    told["projects"] = {"P03": told["projects"]["P03"] | {"works": works, "matters": rows, "pauses": []}}
    start = ["C12", date(2026, 11, 2), date(2026, 11, 2)]
    rows = [[*start, date(2026, 11, 3), "ok", "W1"], [*start, None, None, "W2"]]
    told["projects"]["P06"] = {"facts": {}, "works": works, "matters": rows}
    load(packaged(), _file(tmp_path, yaml.safe_dump(told)))
    law = of_law(places()[0])
    assert plan_for(law, "P03", DAY).standing["A11"].left == 3  # of five, accepted two workdays before the day
    over = plan_for(law, "P06", DAY)
    assert (over.started_on, over.standing["C12"].state) == (date(2026, 11, 3), "open")
    assert (standing(over)["earliest_start"], standing(over)["critical"]) == (None, [])


def test_every_fault_is_named_and_nothing_is_written(db: None, tmp_path: Path) -> None:
    told = yaml.safe_load(TOLD)
    told["projects"]["P03"]["matters"] += [["Z99", None, None, None, None, "W1"]]
    told["projects"]["P999"] = {"facts": {}, "matters": []}
    told["projects"] |= {number: _base() | wrong for number, wrong in WRONG.items()}
    told["projects"] |= {"P14": 5, "P17": {"facts_ref": "EX0", "matters": []}}
    told["meta"] = {"as_of": DAY.replace(month=10)}
    with pytest.raises(Broken) as broken:
        load(packaged(), _file(tmp_path, yaml.safe_dump(told)))
    said = "\n".join(broken.value.problems)
    for fault in (
        "'P999' is not in", "as of 2026-10-20", "P03: matter Z99 is not in the catalogue",
        "must follow each other", "works 'W1' are not", "P05: land_ha is a number", "P05: No matter asks for colour",
        "P06: construction_workdays must be", "P06: planned_start must be a day", "P06: 'bogus' is none of its parts",
        "P07: pauses: A01 of 'x': from and to are days", "P07: supplements must be a list of rows of 3 cells",
        "P08: works P8-1 stands twice", "P08: works {}: each has an id and a name", "P09: works must be a list",
        "P10: has either facts or facts_ref", "P11: matter B05 is not in the plan of these answers",
        "P11: pauses: A09 of 2026-11-02: no row of the matter was handled then",
        "P12: matter A01: received on 2026-11-02 stands twice",
        "P13: pauses: A01 of 2026-11-02: 'coffee' is none of expert_review",
        "P13: pauses: A01 of 2026-11-02: to does not come before from", "P14: is no row of a project",
        "P15: matters must be a list of", "P16: ahead: 'A05' names", "P17: facts_ref 'EX0' is no example",
        "P18: fire_class is one of",
    ):  # fmt: skip
        assert fault in said
    assert places() == []
