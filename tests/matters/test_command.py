"""`luodi catalogue`: the versions listed, the shipped one adopted as the next."""

import json
from datetime import datetime

import pytest

from luodi.cli.main import main
from luodi.slices.matters import reads
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
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    set_overlay(changes=[OWN], note="提速", by=cast["leader"], at=NOON)
    code, listed = told(capsys)
    assert code == 0
    assert [(row["ordinal"], row["own"], row["note"]) for row in listed["versions"]] == [(2, 1, "提速"), (1, 0, "")]  # type: ignore[attr-defined]
    code, adopted = told(capsys, "adopt", "--region", "990900")
    typical = sum(row.committed_basis == "typical" for row in reads.matters(cast.where).values())
    assert (code, adopted) == (0, {"ordinal": 3, "base": "0.1", "matters": len(cast.matters), "typical": typical})
    assert reads.matters(cast.where)["C02"].committed_days == 5
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
