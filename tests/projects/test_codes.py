"""Codes of projects, firms and industries: what cannot be one is refused, what is only odd is a reason to look."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.slices.firms.rules import DIVISIONS, code_warning, credit_code_wrong, industry_wrong
from luodi.slices.projects.rules import OLD_YEARS, project_code_warning, project_code_wrong

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("2606-159926-04-01-318204", ""),  # the form of the standard
        ("2020-159926-30-03-008975", ""),  # the form before it
        ("2606-150000-04-01-318204", ""),  # of the province
        ("2606-159900-04-01-318204", ""),  # of the city
        ("2606-330104-04-01-318204", "region"),
        ("2701-159926-04-01-318204", "date"),
        ("2020-159926-30-07-008975", "track"),
        ("", ""),
    ],
)
def test_an_odd_code_is_kept_with_a_warning(code: str, warning: str) -> None:
    assert project_code_warning(code, "159926", ON) == warning
    assert not code or project_code_wrong(code) is None


@pytest.mark.parametrize(
    "code",
    ["2613-159926-04-01-318204", "2600-159926-04-01-318204", "2606-15992-04-01-318204", "2606159926040131820A",
     "2606-159926-04-01-31820４", "2021-159926-30-03-008975", " 2606-159926-04-01-318204"],
)  # fmt: skip
def test_what_cannot_be_a_project_code_is_refused(code: str) -> None:
    assert project_code_wrong(code) is not None


@given(st.integers(0, 9999))
def test_the_two_forms_never_collide(part: int) -> None:
    """By the definition: 15 to 20 is no month, so a first part is a year of 2015 to 2020 or year and month."""
    code = f"{part:04}-159926-04-01-318204"
    assert (project_code_wrong(code) is None) == (2015 <= part <= 2020 or 1 <= part % 100 <= 12)
    assert not (part in OLD_YEARS and 1 <= part % 100 <= 12)


REAL = ("91350200776049653A", "91350500798359476R", "91440101MA5CJQ4N59", "123502001549897397")


@pytest.mark.parametrize("code", REAL)
def test_real_credit_codes_pass(code: str) -> None:
    assert (code_warning(code), credit_code_wrong(code)) == ("", None)


@pytest.mark.parametrize("code", ["91350203M0001QAY9B", "91350100M0001TGQXM"])
def test_real_early_codes_warn_and_are_taken(code: str) -> None:
    assert (code_warning(code), credit_code_wrong(code)) == ("check digit", None)


@pytest.mark.parametrize("code", ["9135020077604965", "91350200776049653O", "F06", ""])
def test_what_cannot_be_a_credit_code_is_refused(code: str) -> None:
    assert credit_code_wrong(code) is not None


def test_industries_are_known_by_section_and_division() -> None:
    for code in ("C", "C25", "C265", "C2651", "A01", "T9700"):
        assert industry_wrong(code, ()) is None, code
    for code in ("C44", "C4400", "U01", "C2", "C26511", "c2651", "2651", "A0", "制造业"):
        assert industry_wrong(code, ()) is not None, code
    assert industry_wrong("C2651", {"C2651": "合成材料"}) is None
    assert industry_wrong("C2659", {"C2651": "合成材料"}) is not None
    spans = [number for first, last in DIVISIONS.values() for number in range(first, last + 1)]
    assert spans == list(range(1, 98)) and len(DIVISIONS) == 20


def test_the_table_of_a_county_agrees_with_the_ranges() -> None:
    rows = csv.DictReader(Path(__file__).with_name("industries.csv").read_text("utf-8").splitlines())
    assert not [row["code"] for row in rows if industry_wrong(row["code"], ())]
