"""What a county may set, what is refused and why, and that what ran before stays as it ran."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.slices.matters.reads import changes_of
from luodi.slices.matters.rules.acts import may_set, may_set_something
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.overlay import Settled, demands, excess, merged, moved, settled
from luodi.slices.matters.rules.packaged import packaged_catalogue
from luodi.slices.matters.rules.reading import faults
from luodi.spine.people.seats import Place, Seat

CATALOGUE = packaged_catalogue()
PARTIES = {entry.department for entry in CATALOGUE.matters.values()} | {"xzsp"}
PAPER = "县政办发〔2026〕3号"
LAW = "城市绿化条例§19"
NEW = {
    "name": "园区污水接管核准", "name_en": "Park sewer connection", "stage": "C", "department": "zjj",
    "level": "county", "kind": "permit", "applies_to": ["SOC_GENERAL"], "committed_days": 5, "statutory_days": 20,
}  # fmt: skip


def county(*changes: Change, on: Catalogue = CATALOGUE) -> Settled:
    """What comes of changes in the shipped catalogue."""
    return settled(on, changes, CATALOGUE, PARTIES)


def told(*changes: Change, on: Catalogue = CATALOGUE) -> str:
    """What stands against them."""
    return " | ".join(map(str, county(*changes, on=on).problems))


@pytest.mark.parametrize(("change", "column", "value"), [
    (Change("committed_days", "C02", 5, source=PAPER), "committed_days", 5),
    (Change("committed_days", "C02", 5, source=PAPER), "committed_basis", "county"),
    (Change("committed_days", "C02", 20, unit="day", source=PAPER), "committed_unit", "day"),
    (Change("committed_days", "P07", 46, unit="day", source=PAPER), "committed_days", 46),
    (Change("committed_days", "C02", 3, type="SOC_GENERAL", source=PAPER), "committed_days_by_type",
     {"SOC_GENERAL": 3}),
    (Change("plan_days", "A12", 45, source=PAPER), "plan_days", 45),
    (Change("department", "C02", "xzsp", source=PAPER), "department", "xzsp"),
    (Change("channel", "C02", "both", source=PAPER), "channel", "both"),
    (Change("channel", "C02", "online", legal_basis=LAW), "channel", "online"),
    (Change("prerequisite", "C08", "C10", legal_basis=LAW), "prerequisites", ["C01", "C10"]),
])  # fmt: skip
def test_a_county_sets_its_own(change: Change, column: str, value: object) -> None:
    found = county(change)
    assert found.problems == []
    assert getattr(found.catalogue.matters[change.matter], column) == value
    assert list(faults(found.catalogue)) == []
    others = {code: entry for code, entry in found.catalogue.matters.items() if code != change.matter}
    assert others == {code: entry for code, entry in CATALOGUE.matters.items() if code != change.matter}


def test_a_county_names_the_lead_of_a_stage() -> None:
    assert county(Change("lead", stage="B", to="xzsp", source=PAPER)).catalogue.leads == {"B": "xzsp"}


def test_what_is_left_out_comes_back_in_its_place() -> None:
    without = county(Change("left_out", "A14", True, source=PAPER)).catalogue
    assert "A14" not in without.matters
    again = county(Change("left_out", "A14", False, source=PAPER), on=without).catalogue
    assert list(again.matters) == list(CATALOGUE.matters)


@pytest.mark.parametrize(("basis", "named"), [
    ("城市绿化条例§19", True), ("城市绿化条例第十九条", True), ("《河南省优化营商环境条例》第21条", True),
    ("国务院令第412号", True), ("必须招标的工程项目规定(16号令)", True), ("质量管理条例（2019年修订）§13", True),
    ("Urban Greening Regulation, art. 19", True), ("某某", False), ("有关规定", False), ("县政办发〔2026〕3号", False),
    ("消防法", False), ("领导要求第3条", False), ("law", False),
])  # fmt: skip
def test_a_new_demand_rests_on_a_law_that_is_named_with_its_article(basis: str, named: bool) -> None:
    said = told(Change("material", "C02", "m_letter", legal_basis=basis, name="承诺书"))
    assert ("names no law" in said) != named and (not said) == named


@pytest.mark.parametrize(("change", "reason"), [
    (Change("colour", "C02", "red", source=PAPER), "cannot set “colour”"),
    (Change("committed_days", "Z99", 5, source=PAPER), "no matter Z99"),
    (Change("left_out", "Z99", False, source=PAPER), "no matter Z99"),
    (Change("prerequisite", "C08", "Z99", legal_basis=LAW), "no matter Z99"),
    (Change("committed_days", "C02", 5), "C02: name the document"),
    (Change("lead", stage="B", to="xzsp"), "B: name the document"),
    (Change("committed_days", "C02", 16, source=PAPER), "C02: the law gives 15 working days"),
    (Change("committed_days", "C02", 16, type="SOC_GENERAL", source=PAPER), "C02: the law gives 15"),
    (Change("committed_days", "C02", 22, unit="day", source=PAPER), "C02: the law gives 15"),
    (Change("committed_days", "P03", 22, source=PAPER), "P03: the law gives 30 calendar days"),
    (Change("committed_days", "C02", -1, source=PAPER), "whole number"),
    (Change("committed_days", "C02", True, source=PAPER), "whole number"),
    (Change("committed_days", "C02", "5", source=PAPER), "whole number"),
    (Change("plan_days", "A12", 4000, source=PAPER), "whole number"),
    (Change("committed_days", "C02", 5, unit="week", source=PAPER), "workday or day"),
    (Change("committed_days", "C02", 5, type="SOC_SMALL", source=PAPER), "does not apply to projects of the type"),
    (Change("department", "C02", "nobody", source=PAPER), "nobody is no body"),
    (Change("lead", stage="X", to="xzsp", source=PAPER), "no stage X"),
    (Change("channel", "C02", "fax", source=PAPER), "a channel is"),
    (Change("channel", "C02", "online", source=PAPER), "art. 37"),
    (Change("left_out", "C12", True, source=PAPER), "it stays"),
    (Change("left_out", "A14", 1, source=PAPER), "yes or no"),
    (Change("material", "B02", "m_uscc", source=PAPER), "asks for m_uscc already"),
    (Change("material", "B02", "m_stamp", source=PAPER, name="印模"), "B02: asking for m_stamp is a new demand"),
    (Change("material", "B02", "m_stamp", source=PAPER, name="印模"), "arts. 35 and 44"),
    (Change("material", "A01", "m_fsr", source=PAPER), "A01: asking for m_fsr is a new demand"),
    (Change("material", "B02", "stamp", legal_basis=LAW, name="印模"), "a code like m_report"),
    (Change("material", "B02", "m_stamp", legal_basis=LAW), "and a name"),
    (Change("material", "B02", "m_stamp", legal_basis=LAW, name="印模", asked_from="issued"), "or a shared store"),
    (Change("material", "A02", "r_fsr", source=PAPER), "A02 needs r_fsr of A06, for which it does not wait"),
    (Change("material_removed", "B02", "m_fsr", source=PAPER), "B02 does not ask for m_fsr"),
    (Change("material_removed", "B02", {"name": "x"}, source=PAPER), "B02 does not ask for"),
    (Change("material_removed", "B02", "m_form_b"), "B02: name the document"),
    (Change("material_removed", "C05", "r_works_permit", source=PAPER),
     "C05 waits for B02 because it needs r_works_permit of it"),
    (Change("apart", "C05", "B02", source=PAPER), "C05 is not decided beside B02 by the catalogue"),
    (Change("apart", "B02", ["B01"], source=PAPER), "is not decided beside"),
    (Change("apart", "B02", "B01"), "B02: name the document"),
    (Change("beside", "B02", "B01", source=PAPER), "B02 is not kept apart from B01"),
    (Change("beside", "B02", {"code": "B01"}, source=PAPER), "is not kept apart from"),
    (Change("prerequisite", "C08", "C10", source=PAPER), "C08: waiting for C10 is a new demand"),
    (Change("prerequisite", "C08", "C10", source=PAPER), "art. 35"),
    (Change("prerequisite", "C08", "C01", legal_basis=LAW), "waits for C01 already"),
    (Change("prerequisite", "C08", "D01", legal_basis=LAW), "of a later stage"),
    (Change("prerequisite", "A01", "A06", legal_basis=LAW), "in a circle: A01 > A06 > A01"),
    (Change("matter", "X01", NEW, source=PAPER), "X01: a new matter is a new demand"),
    (Change("matter", "X01", NEW, source=PAPER), "arts. 35 and 39"),
    (Change("matter", "C02", NEW, legal_basis=LAW), "a code of its own"),
    (Change("matter", "X01", {"name": "x"}, legal_basis=LAW), "says its stage, department"),
    (Change("matter", "X01", 5, legal_basis=LAW), "says its name"),
    (Change("matter", "X01", NEW | {"department": "nobody"}, legal_basis=LAW), "nobody is no body"),
    (Change("matter", "X01", NEW | {"committed_days": 30}, legal_basis=LAW), "more days than the law allows"),
    (Change("matter", "X01", NEW | {"materials": ["m_none"]}, legal_basis=LAW), "unknown material m_none"),
    (Change("matter", "X01", NEW | {"prerequisites": ["X01"]}, legal_basis=LAW), "in a circle: X01 > X01"),
])  # fmt: skip
def test_what_a_county_may_not_set_is_refused_with_its_reason(change: Change, reason: str) -> None:
    assert reason in told(change)
    assert county(change).catalogue == CATALOGUE


def test_all_that_stands_against_changes_is_said_at_once() -> None:
    words = told(Change("committed_days", "C02", 99, source=PAPER), Change("committed_days", "Z99", 1, source=PAPER))
    assert "C02" in words and "Z99" in words


def test_a_circle_of_two_changes_is_seen_though_each_alone_stands() -> None:
    one, other = (Change("prerequisite", a, b, legal_basis=LAW) for a, b in (("C08", "C10"), ("C10", "C08")))
    assert told(one) == told(other) == ""
    assert "circle: " in told(one, other)


def test_a_shared_or_issued_paper_asks_nothing_of_a_firm() -> None:
    shared = Change("material", "B02", "m_map", source=PAPER, name="底图", asked_from="shared")
    issued = Change("material", "C08", "r_bid_award", source=PAPER)
    found = county(shared, issued)
    assert found.problems == []
    assert demands([shared, issued], found.catalogue) == []
    assert found.catalogue.materials["m_map"].source == "shared"


def test_what_the_county_asks_more_is_listed_by_department() -> None:
    changes = [
        Change("matter", "X01", NEW, legal_basis=LAW),
        Change("prerequisite", "C08", "C10", legal_basis=LAW),
        Change("material", "B02", "m_stamp", legal_basis=LAW, name="印模", name_en="Seal"),
        Change("committed_days", "C02", 5, source=PAPER),
    ]
    found = county(*changes)
    assert [(one.department, one.matter) for one in excess(found.catalogue, changes)] == [
        ("zrzy", "B02"), ("zjj", "X01"), ("cgj", "C08"),
    ]  # fmt: skip
    assert list(faults(found.catalogue)) == []


def test_what_moved_is_told_by_matter() -> None:
    after = county(
        Change("committed_days", "C02", 5, source=PAPER),
        Change("left_out", "A14", True, source=PAPER),
        Change("matter", "X01", NEW, legal_basis=LAW),
        Change("lead", stage="B", to="xzsp", source=PAPER),
    ).catalogue
    assert moved(CATALOGUE, after) == [
        ("A14", "left_out", None, None),
        ("C02", "committed_days", 7, 5),
        ("C02", "committed_basis", "typical", "county"),
        ("X01", "added", None, None),
        ("B", "lead", None, "xzsp"),
    ]
    assert moved(after, after) == []


def test_what_came_later_takes_the_place_of_what_stood() -> None:
    first = [Change("committed_days", "C02", 6, source=PAPER), Change("left_out", "A14", True, source=PAPER),
             Change("prerequisite", "C08", "C10", legal_basis=LAW)]  # fmt: skip
    later = [Change("committed_days", "C02", 5, source=PAPER), Change("left_out", "A14", False, source=PAPER),
             Change("prerequisite", "C08", "C09", legal_basis=LAW)]  # fmt: skip
    assert merged(first, later) == [first[2], later[0], later[2]]


@pytest.mark.parametrize("change", [
    Change("committed_days", "C02", 0, source=PAPER), Change("left_out", "A14", False, source=PAPER),
    Change("matter", "X01", NEW, legal_basis=LAW), Change("lead", stage="B", to="xzsp", source=PAPER),
])  # fmt: skip
def test_a_change_is_kept_as_it_was_said(change: Change) -> None:
    assert changes_of({"changes": [change.told()]}) == [change]
    assert "type" not in change.told()


PLACE = Place(1, "990900", "试县", "", "Asia/Shanghai", "CN", 0, None)
LEADER = Seat(PLACE, role="leader", rank=5, party_key="gov")
HEAD = Seat(PLACE, role="officer", rank=4, party_key="tp")
DAYS = Change("committed_days", "C02", 5, source=PAPER)


@pytest.mark.parametrize(("who", "change", "may"), [
    (LEADER, DAYS, True),
    (Seat(PLACE), DAYS, True),
    (HEAD, DAYS, True),
    (HEAD, Change("channel", "C02", "both", source=PAPER), True),
    (HEAD, Change("material_removed", "C02", "m_form_c", source=PAPER), True),
    (HEAD, Change("material_removed", "C05", "m_form_c", source=PAPER), False),
    (HEAD, Change("committed_days", "Z99", 5, source=PAPER), True),
    (HEAD, Change("committed_days", "C05", 2, source=PAPER), False),
    (HEAD, Change("left_out", "C02", True, source=PAPER), False),
    (replace(HEAD, rank=2), DAYS, False),
    (replace(LEADER, role="reader"), DAYS, False),
    (replace(HEAD, role="firm"), DAYS, False),
])  # fmt: skip
def test_leaders_set_all_and_heads_their_own(who: Seat, change: Change, may: bool) -> None:
    assert may_set(who, [change], CATALOGUE).ok is may
    assert may_set_something(who) or not may


CODES = st.sampled_from([*CATALOGUE.matters, "Z99"])
DAYS_SET = st.integers(-1, 70) | st.booleans() | st.none()


def _changes() -> st.SearchStrategy[Change]:
    words = st.sampled_from(["", PAPER])
    law = st.sampled_from(["", LAW])
    days = st.builds(
        Change, st.sampled_from(["committed_days", "plan_days"]), CODES, DAYS_SET,
        type=st.sampled_from(["", *CATALOGUE.types]), unit=st.sampled_from(["", "workday", "day"]), source=words,
    )  # fmt: skip
    edge = st.builds(Change, st.just("prerequisite"), CODES, CODES, source=words, legal_basis=law)
    paper = st.builds(
        Change, st.just("material"), CODES, st.sampled_from([*CATALOGUE.materials, "m_new"]),
        source=words, legal_basis=law, name=st.sampled_from(["", "新"]),
    )  # fmt: skip
    less = st.builds(
        Change, st.just("material_removed"), CODES, st.sampled_from([*CATALOGUE.materials, "m_new"]), source=words
    )
    apart = st.builds(Change, st.sampled_from(["apart", "beside"]), CODES, CODES, source=words)
    out = st.builds(Change, st.just("left_out"), CODES, st.booleans(), source=words)
    return days | edge | paper | less | apart | out


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_changes(), max_size=8))
def test_whatever_is_set_the_catalogue_holds_and_asks_nothing_more_without_law(changes: list[Change]) -> None:
    found = county(*changes)
    out = {**CATALOGUE.matters, **found.catalogue.matters}
    assert list(faults(found.catalogue._replace(matters=out))) == [], "those left out put back, all holds together"
    for code, entry in found.catalogue.matters.items():
        was = CATALOGUE.matters[code]
        asked = [one for one in entry.materials if found.catalogue.materials[one].source == "applicant"]
        if set(asked) - set(was.materials) or set(entry.prerequisites) - set(was.prerequisites):
            assert any(one.matter == code and one.legal_basis for one in changes)
