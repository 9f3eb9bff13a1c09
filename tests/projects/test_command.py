"""`luodi import` and `luodi export` of sheets: dry first, all or nothing, the answer as JSON and in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from luodi.cli import main as cli
from luodi.slices.firms.reads import industries
from luodi.slices.items.reads import items
from luodi.slices.projects.endpoints import NewProject
from luodi.slices.projects.forms.layouts import layouts
from luodi.slices.projects.reads import projects
from tests.sheets.making import rows
from tests.support.cast import Cast

HEAD = ["项目编号", "项目名称", "建设单位", "类型", "包联"]


@pytest.fixture(autouse=True)
def on_this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands run in this process, on the test's database."""
    for module in ("ledger", "items", "export"):
        monkeypatch.setattr(f"luodi.cli.{module}.with_database", lambda: None)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = cli.main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[0])


def test_a_ledger_dry_then_taken_then_out(cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, out = tmp_path / "ledger.xlsx", tmp_path / "out.xlsx"
    file.write_bytes(rows(HEAD, ["P92", "新厂房", "F06", "技改", "甲"], ["P93", "坏", "无名", "技改", "乙"]))
    assert run(capsys, "import", "projects", str(file), "--language", "zh")[0] == 1
    code, told = run(capsys, "import", "projects", str(file), "--language", "zh", "--dry-run")
    assert (code, told["done"], told["kept"], len(projects(cast.where))) == (1, False, ["包联"], 1)
    assert (told["faults"][0]["row"], told["faults"][0]["column"]) == (3, "C")
    assert told["faults"][0]["reason"].startswith("本县没有")
    assert run(capsys, "import", "projects", str(file), "--good-rows")[1]["done"] is True
    assert "P92" in projects(cast.where)
    for name in (out, out.with_suffix(".csv")):
        assert run(capsys, "export", "projects", str(name), "--language", "en")[1]["rows"]["Projects"] == 2
        code, told = run(capsys, "import", "projects", str(name))
        assert (code, told["new"], told["changed"], told["faults"]) == (0, 0, 0, [])
    assert run(capsys, "import", "projects", str(out), "--template")[0] == 0
    assert run(capsys, "import", "projects", str(out))[1]["rows"] == 0


def test_an_export_writes_over_nothing_unless_told(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "ledger.csv"
    file.write_text("somebody's")
    code, told = run(capsys, "export", "projects", str(file))
    assert (code, "--force" in told["error"], file.read_text()) == (1, True, "somebody's")
    assert run(capsys, "export", "projects", str(file), "--force")[0] == 0
    assert file.read_text("utf-8") != "somebody's"


def test_every_door_takes_texts_of_the_same_length() -> None:
    """What a sheet and the typed form take of a text, which are bounded by one layout, the API takes too."""
    sent = NewProject.model_json_schema()["properties"]
    texts = ("number", "name", "code", "industry", "site", "plot")
    assert {name: sent[name]["maxLength"] for name in texts} == {
        name: layouts()[0].column(name).longest for name in texts
    }


def test_items_with_a_mapping(cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, mapping = tmp_path / "items.csv", tmp_path / "map.yml"
    file.write_text("号,事项,科室\nA-1,备案,经信\n", "utf-8")
    mapping.write_text("号: code\n事项: name\n科室: department\ndepartments: {经信: gxj}\n", "utf-8")
    words = ("import", "items", str(file), "--mapping", str(mapping))
    assert run(capsys, *words, "--dry-run")[1]["new"] == 1 and not items(cast.where)
    assert run(capsys, *words)[1]["done"] is True
    assert [(one.code, one.department) for one in items(cast.where)] == [("A-1", cast.party("gxj"))]


def test_industries_are_loaded_and_then_checked(cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = Path(__file__).with_name("industries.csv")
    assert run(capsys, "import", "industries", str(table))[1] == {"industries": 5}
    assert industries(cast.where)["C2651"] == "初级形态塑料及合成树脂制造"
    file = tmp_path / "ledger.xlsx"
    file.write_bytes(rows([*HEAD, "行业"], ["P92", "新厂房", "F06", "技改", "甲", "C2659"]))
    assert run(capsys, "import", "projects", str(file))[1]["faults"][0]["column"] == "F"
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("code,name\nC2651,\n")
    assert run(capsys, "import", "industries", str(wrong))[0] == 1
