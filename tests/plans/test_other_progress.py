"""Another file of the progress' shape is loaded by the same rule, and a broken one is refused with every fault."""

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


def test_every_fault_is_named_and_nothing_is_written(db: None, tmp_path: Path) -> None:
    told = yaml.safe_load(TOLD)
    told["projects"]["P03"]["matters"] += [["Z99", None, None, None, None, "W1"]]
    told["projects"]["P999"] = {"facts": {}, "matters": []}
    with pytest.raises(Broken) as broken:
        load(packaged(), _file(tmp_path, yaml.safe_dump(told)))
    said = "\n".join(broken.value.problems)
    for fault in ("P999 is not in", "matter Z99 is not in the catalogue", "must follow each other", "works W1 are not"):
        assert fault in said
    assert places() == []
