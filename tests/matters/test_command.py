"""`luodi catalogue`: the versions listed, the shipped one adopted as the next."""

import json
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest

from luodi.cli.main import main
from luodi.slices.matters import actions, reads
from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.rules.changes import Change
from luodi.spine.journal import enrol
from tests.support.cast import BEGUN, Cast, at

OWN = Change("committed_days", "C02", 5, source="县政办发〔2026〕3号")
NOON: datetime = at("2026-11-20", "12:00")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    """What a command answers a program."""
    code = main(["catalogue", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_versions_are_listed_and_the_next_one_keeps_what_the_county_set(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_overlay(changes=[OWN], note="提速", by=cast["leader"], at=NOON)
    code, listed = told(capsys)
    assert code == 0
    assert [(row["ordinal"], row["own"], row["note"]) for row in listed["versions"]] == [(2, 1, "提速"), (1, 0, "")]  # type: ignore[attr-defined]
    code, refused = told(capsys, "adopt", "--region", "990900")
    assert code == 1 and "nothing would move" in str(refused["error"])
    document = deepcopy(actions.packaged_document())
    next(row for row in document["matters"] if row["code"] == "C03")["committed_days"] = 4
    monkeypatch.setattr(actions, "packaged_document", lambda: document)
    code, adopted = told(capsys, "adopt", "--region", "990900")
    typical = sum(row.committed_basis == "typical" for row in reads.matters(cast.where).values())
    assert (code, adopted) == (0, {"ordinal": 3, "base": "0.1", "matters": len(cast.matters), "typical": typical})
    assert reads.matters(cast.where)["C02"].committed_days == 5
    assert reads.matters(cast.where)["C03"].committed_days == 4
    assert told(capsys, "adopt", "--without-own")[1]["ordinal"] == 4
    assert reads.matters(cast.where)["C02"].committed_days == 7


def test_it_speaks_to_people_too(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == 0
    assert capsys.readouterr().out == "1  2026-01-05  shipped 0.1, 0 of its own\n"


def test_it_asks_for_the_region_where_several_stand(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    enrol.register_region(
        code="990903", name="邻县", name_en="", zone=cast.where.zone, calendar="CN", frozen_on=None, at=BEGUN
    )
    assert main(["catalogue"]) == 1
    assert "990900, 990903" in capsys.readouterr().err
    assert main(["catalogue", "--region", "990903"]) == 0
    assert "luodi catalogue adopt" in capsys.readouterr().out


def test_an_overlay_that_fits_no_more_is_named_with_the_way_on(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_overlay(changes=[OWN], note="", by=cast["leader"], at=NOON)
    monkeypatch.setattr("luodi.slices.matters.rules.refusals.MOST_DAYS", 4)
    assert main(["catalogue", "adopt"]) == 1
    assert "C02" in (words := capsys.readouterr().err) and "--without-own" in words


def written(path: Path, *changes: dict[str, object], note: str = "提速") -> str:
    """A file of changes."""
    file = path / "own.json"
    file.write_text(json.dumps({"note": note, "changes": changes}, ensure_ascii=False), "utf-8")
    return str(file)


PAPER, LAW = "县政办发〔2026〕3号", "城市绿化条例§19"


def test_a_file_sets_what_the_county_sets_after_it_was_looked_at(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        {"sets": "committed_days", "matter": "C02", "to": 5, "source": PAPER},
        {"sets": "material_removed", "matter": "B02", "to": "m_form_b", "source": PAPER},
        {"sets": "apart", "matter": "B02", "to": "B01", "source": PAPER},
    )
    code, told_first = told(capsys, "set", file, "--dry-run")
    assert (code, told_first["ordinal"], len(reads.versions(cast.where))) == (0, None, 1)
    code, done = told(capsys, "set", file)
    assert (code, done["ordinal"], done["set"]) == (0, 2, 3)
    assert done["moved"] == told_first["moved"]
    assert [(one["code"], one["what"]) for one in done["moved"]] == [  # type: ignore[attr-defined]
        ("B02", "materials"), ("B02", "apart"), ("C02", "committed_days"), ("C02", "committed_basis"),
    ]  # fmt: skip
    running = reads.running_catalogue(cast.where)
    assert "m_form_b" not in running.matters["B02"].materials and running.apart == {("B01", "B02")}
    assert main(["catalogue", "set", file, "--dry-run"]) == 1, "taken away already"
    assert "B02 does not ask for m_form_b" in capsys.readouterr().err


@pytest.mark.parametrize(("change", "words"), [
    ({"sets": "prerequisite", "matter": "A01", "to": "A06", "legal_basis": LAW}, "in a circle: A01 > A06 > A01"),
    ({"sets": "prerequisite", "matter": "C05", "to": "A15", "source": PAPER}, "names no law"),
    ({"sets": "matter", "matter": "X01", "to": {"name": "x", "stage": "C", "department": "zjj", "level": "county",
      "kind": "permit", "applies_to": ["SOC_GENERAL"], "committed_days": 1}}, "arts. 35 and 39"),
    ({"sets": "colour", "matter": "B02", "to": 1}, "changes.0.sets"),
    ({"sets": "channel", "matter": "B02", "to": "both", "hue": 1}, "changes.0.hue"),
])  # fmt: skip
def test_a_file_that_may_not_be_set_is_refused_with_every_reason(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path, change: dict[str, object], words: str
) -> None:
    assert main(["catalogue", "set", written(tmp_path, change)]) == 1
    assert words in capsys.readouterr().err
    assert len(reads.versions(cast.where)) == 1


@pytest.mark.parametrize(("text", "words"), [
    ("changes: [", "cannot be read as YAML"), ("- 1", "the file"), ("changes: []", "changes"),
])  # fmt: skip
def test_a_file_that_is_none_is_refused(
    cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    assert main(["catalogue", "set", str(tmp_path / "own.yaml")]) == 1
    assert words in capsys.readouterr().err
    assert main(["catalogue", "set"]) == 1
    assert "say which file" in capsys.readouterr().err
