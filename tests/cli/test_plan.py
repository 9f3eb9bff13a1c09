"""`luodi plan`: the examples' numbers by the command itself, what is tried, and every refusal a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from luodi.cli.main import main
from tests.plans.definition import CATALOGUE

EXAMPLES = CATALOGUE / "examples.yml"
BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n" for x, y in zip("bcdefghij", "abcdefghi", strict=True)
)  # written out, a thousand million numbers
ONE = "{id: A, type: SOC_GENERAL, facts: {%s}}"


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["plan", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return {row["id"]: row for row in found["projects"]}


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The sentence of a refusal, the same as text and as JSON, and on one screen."""
    assert main(["plan", *words]) == 1
    said = capsys.readouterr()
    assert said.out == "" and len(said.err) < 2000 and said.err.replace("\n", "").isprintable()
    assert main(["plan", *words, "--json"]) == 1
    assert f"luodi plan: {json.loads(capsys.readouterr().out)['error']}\n" == said.err
    return said.err


def written(tmp_path: Path, text: str | bytes) -> str:
    file = tmp_path / "projects.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def test_the_seven_examples_give_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    found = answered(capsys, str(EXAMPLES))
    for row in yaml.safe_load(EXAMPLES.read_text("utf-8"))["examples"]:
        plan = found[row["id"]]
        numbers = {name: plan[name] for name in row["expected"]}
        assert numbers | {"matters": len(plan["matters"])} == row["expected"]
    assert main(["plan", str(EXAMPLES), "--project", "EX7_line_upgrade"]) == 0
    assert "EX7_line_upgrade (TECH_REFORM)" in capsys.readouterr().out


def test_what_is_tried_moves_one_project(capsys: pytest.CaptureFixture[str]) -> None:
    one = (str(EXAMPLES), "--project", "EX6_coal_chemical")
    plan = answered(capsys, *one)["EX6_coal_chemical"]
    first = plan["way_to_start"][0]
    days = next(row["days"] for row in plan["matters"] if row["code"] == first)
    later = answered(capsys, *one, "--what-if", f"{first}={days + 7}")["EX6_coal_chemical"]
    assert later["path_to_start"] == plan["path_to_start"] + 7
    without = answered(capsys, *one, "--drop", first)["EX6_coal_chemical"]
    assert first not in {row["code"] for row in without["matters"]}
    built = answered(capsys, *one, "--construction-workdays", "200")["EX6_coal_chemical"]
    assert built["path_to_end"] >= plan["path_to_start"] + 200
    dated = answered(capsys, *one, "--start", "2026-11-20", "--region", "990001")["EX6_coal_chemical"]
    assert dated["matters"][0]["earliest_start_on"] == "2026-11-20"


@pytest.mark.parametrize(("facts", "why"), [
    ("land_ha: true", "land_ha is a number, not True"), ("land_ha: '5'", "not 5"), ("land_ha: .nan", "not nan"),
    ("land_ha: .inf", "not inf"), ("land_ha: [1]", "not list"), ("land_ha: ", "not NoneType"),
    ("eia_class: 3", "eia_class is one word of a list, not 3"), ("discharge_class: true", "not True"),
    ("needs_telecom: 'yes'", "yes or no"), ("needs_telecom: 1", "needs_telecom is yes or no (true or false), not 1"),
    ("colour: red", "No matter asks for colour"), ("land_ha: 1, land_ha: 9", "land_ha stands twice"),
])  # fmt: skip
def test_what_can_be_no_answer_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], facts: str, why: str
) -> None:
    assert why in refused(capsys, written(tmp_path, f"projects: [{ONE % facts}]"))


@pytest.mark.parametrize(("text", "why"), [
    ("", "must be a list"), ("projects: []", "must be a list"), ("a: [", "cannot be read as YAML"),
    (b"\xff\xfe\x00", "cannot be read as YAML"), ("land_ha: " + "9" * 5000, "cannot be read as YAML"),
    (f"[{ONE % ''}, {ONE % ''}]", "project A stands twice"),
    ("[{type: SOC_GENERAL, facts: {}}]", "dict is no project"), ("[5]", "5 is no project"),
    (f"projects: {{A: {ONE % ''}, B: 5}}", "5 is no project"), ("[{id: [1], type: SOC_GENERAL, facts: {}}]", "list is"),
    ('[{id: "A\\e[31m", type: SOC_GENERAL, facts: {}}]', "A?[31m is no project"),
    ('[{id: "\\uD800", type: SOC_GENERAL, facts: {}}]', "as YAML"), ("[{id: '', type: X, facts: {}}]", "is no project"),
    (f"[{{id: {'x' * 41}, type: SOC_GENERAL, facts: {{}}}}]", "is no project"),
    ("[{id: A, type: HOUSE, facts: {}}]", "type HOUSE is none of GOV_BUILD"), ("[{id: A, type: SOC_GENERAL}]", "facts"),
    (BOMB + "id: A\ntype: SOC_GENERAL\nfacts: {land_ha: *j}", "not list"),
])  # fmt: skip
def test_a_file_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, why: str
) -> None:
    assert why in refused(capsys, written(tmp_path, text))


@pytest.mark.parametrize(("words", "why"), [
    (["--start", "9999-12-31"], "the years 1970 to 2149"), (["--start", "0001-01-01"], "the years 1970 to 2149"),
    (["--start", "2026-02-30"], "is no day"), (["--region", "a/b"], "a/b is no code of a region"),
    (["--start", "2026-01-05", "--construction-workdays", "99999"], "choose a shorter term"),
    (["--what-if", "A01=1", "A01=2"], "says A01 twice"), (["--what-if", "A01=-1"], "write CODE=DAYS"),
    (["--what-if", "Z99=1"], "no matter Z99"), (["--drop", "C12"], "it stays"),
    (["--drop", "A01", "--add", "A01"], "A01 cannot be dropped and changed"), (["--project", "EX0"], "no project EX0"),
    (["--drop", "A01", "--what-if", "A01=5"], "A01 cannot be dropped and changed"),
    (["--project", "EX1_warehouse_small", "--what-if", "A14=4"], "A14 is in no plan"),
    (["--project", "EX1_warehouse_small", "--drop", "A14"], "A14 is in no plan"),
])  # fmt: skip
def test_what_cannot_be_tried_is_refused(capsys: pytest.CaptureFixture[str], words: list[str], why: str) -> None:
    assert why in refused(capsys, str(EXAMPLES), *words)


def test_what_no_project_can_have_counts_as_no_and_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its numbers are those of the answers left out: the rule is the same, but a slip of the pen is seen."""
    file = written(tmp_path, f"projects: [{ONE % 'land_ha: -5, fire_class: bogus, forest_ha: 1.0e+13'}]")
    warnings = answered(capsys, file)["A"]["warnings"]
    assert [each.partition(" ")[0] for each in warnings] == ["land_ha", "fire_class", "forest_ha"]
    assert "is one of special, other, none, not bogus" in warnings[1]
    assert main(["plan", file]) == 0
    assert capsys.readouterr().out.count("take care: ") == 3


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be read" in refused(capsys, str(tmp_path / "none.yaml"))
