"""Another file of the progress' shape is loaded by the same rule, and a broken one is refused with every fault."""

from datetime import date
from pathlib import Path

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
    told["projects"]["P999"] = {"facts": {"land_ha": True, "colour": "red"}, "matters": []}
    told["meta"] = {"as_of": DAY.replace(month=10)}
    with pytest.raises(Broken) as broken:
        load(packaged(), _file(tmp_path, yaml.safe_dump(told)))
    said = "\n".join(broken.value.problems)
    for fault in (
        "P999 is not in", "P999: land_ha is a number", "No matter asks for colour", "as of 2026-10-20",
        "matter Z99 is not in the catalogue", "must follow each other", "works W1 are not",
    ):  # fmt: skip
        assert fault in said
    assert places() == []
