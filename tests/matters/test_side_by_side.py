"""Which matters may be decided side by side is data: prerequisites between decisions of the county, each with why."""

import re
from pathlib import Path

import pytest

from luodi.slices.matters.rules.catalogue import START, edges
from luodi.slices.matters.rules.edges import GENERAL, side_by_side, written
from luodi.slices.matters.rules.packaged import packaged_catalogue, shipped

CATALOGUE = packaged_catalogue()
EDGES = {(edge.before, edge.after) for edge in edges(CATALOGUE)}
PAIRS = written("side_by_side")
DECISIONS = {"permit", "permit_like", "filing", "registration", "verification", "tech_review"}
PAGE = (Path(__file__).parents[2] / "docs/rules/plan.md").read_text("utf-8")
OF_ALL = {"优化营商环境条例§42", "滨州并联审批2020§16"}  # what grounds joint approval itself, no single matter


def test_each_pair_stands_once_and_is_a_prerequisite_with_its_reason_and_source() -> None:
    rows = shipped("edges")["side_by_side"]
    assert len(PAIRS) == sum(len(row["before"]) * len(row["after"]) for row in rows) == 15
    assert set(PAIRS) <= EDGES
    assert all(reason.zh and reason.en.isascii() and reason.source for reason in PAIRS.values())


def test_both_are_decisions_of_the_county_and_neither_the_start_nor_an_acceptance() -> None:
    for pair in PAIRS:
        both = [CATALOGUE.matters[code] for code in pair]
        assert START not in pair
        assert all(entry.stage != "D" and entry.level == "county" and entry.kind in DECISIONS for entry in both), pair
        assert all(max(entry.days(type_) for type_ in entry.applies_to) for entry in both), (
            "on the spot: nothing is won"
        )


def test_a_source_is_a_law_the_catalogue_knows_or_says_that_it_is_general_knowledge() -> None:
    known = ";".join(entry.legal_basis for entry in CATALOGUE.matters.values())
    for reason in PAIRS.values():
        assert reason.grounds[-1] == GENERAL, "which county does it is for the county to check"
        assert all(ground in known or ground in OF_ALL for ground in reason.grounds[:-1]), reason.source


def test_the_page_gives_an_answer_for_every_prerequisite_between_decisions_of_the_county() -> None:
    lines = re.findall(r"```beside\n(.*?)```", PAGE, re.DOTALL)[0].splitlines()
    told = {}
    for line in lines:
        found = re.fullmatch(r"([A-Z0-9 ]+) -> ([A-Z0-9 ]+): (yes|no), .+", line)
        assert found, line
        before, after, says = found.groups()
        told |= {(one, other): says == "yes" for one in before.split() for other in after.split()}
    matters = CATALOGUE.matters
    asked = {
        (before, after)
        for before, after in EDGES
        if START not in (before, after) and matters[after].stage != "D"
        and all(matters[one].level == "county" and matters[one].kind in DECISIONS for one in (before, after))
    }  # fmt: skip
    assert set(told) == asked and len(asked) == 50
    assert {pair for pair, may in told.items() if may} == set(PAIRS)


@pytest.mark.parametrize(
    "pair",
    [
        ("B02", "C03"),  # the planning permit is handed in with the application
        ("B02", "C05"),  # conditions of the construction permit
        ("A03", "A06"),
        ("A05", "A06"),
        ("A21", "B02"),
        ("C05", "C12"),
        ("C12", "D01"),
        ("A01", "B01"),  # does not wait at all
    ],
)
def test_no_other_edge_may(pair: tuple[str, str]) -> None:
    assert side_by_side(CATALOGUE, *pair) is None


def test_a_county_that_keeps_a_pair_apart_or_does_not_wait_has_none() -> None:
    assert side_by_side(CATALOGUE, "B01", "B02") is not None
    assert side_by_side(CATALOGUE._replace(apart=frozenset({("B01", "B02")})), "B01", "B02") is None
    entry = CATALOGUE.matters["B02"]._replace(prerequisites=[])
    assert side_by_side(CATALOGUE._replace(matters={**CATALOGUE.matters, "B02": entry}), "B01", "B02") is None
