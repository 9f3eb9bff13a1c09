"""Facts, clauses and triggers in words, in both languages; English for what the catalogue says in Chinese."""

import pytest

from luodi.slices.matters.rules.packaged import in_english, named, noted, packaged_catalogue, shipped
from luodi.slices.matters.rules.triggers import Clause, clauses
from luodi.slices.matters.rules.wording import answer_words, clause_words, fact_words, trigger_words

CATALOGUE = packaged_catalogue()
FACTS = shipped("facts")["facts"]
PARTS = {"yes_no": {"if_yes", "if_no"}, "number": {"unit"}, "choice": {"options"}}


def test_every_answer_a_trigger_asks_for_is_described_and_no_other() -> None:
    assert set(FACTS) == set(CATALOGUE.facts())
    for fact, told in FACTS.items():
        assert set(told) == {"zh", "en", "kind"} | PARTS[told["kind"]], fact
        for part in PARTS[told["kind"]]:
            said = told[part].values() if part == "options" else [told[part]]
            assert all(set(one) == {"zh", "en"} for one in said), fact


def test_every_clause_compares_what_its_answer_can_be() -> None:
    for entry in CATALOGUE.matters.values():
        for fact, op, value in clauses(entry.trigger):
            kind = FACTS[fact]["kind"]
            assert (kind == "yes_no") == isinstance(value, bool) == (op == "is"), entry.code
            options = value if isinstance(value, list) else [value]
            assert kind != "choice" or set(options) <= set(FACTS[fact]["options"]), entry.code


@pytest.mark.parametrize(("clause", "zh", "en"), [
    (Clause("land_ha", ">=", 5), "用地面积 ≥ 5 公顷", "land area ≥ 5 ha"),
    (Clause("land_ha", "<", 0.5), "用地面积 < 0.5 公顷", "land area < 0.5 ha"),
    (Clause("earthwork_m3", ">=", 50000), "挖填土石方总量 ≥ 5 万立方米", "earthwork ≥ 50,000 m³"),
    (Clause("forest_ha", ">", 0), "使用林地", "forest land used"),
    (Clause("land_mode", "in", ["granted", "allocated"]), "供地方式为出让或划拨",
     "supply of land: granted for a price or allocated"),
    (Clause("land_requisition", "is", False), "不征收土地", "no land is requisitioned"),
    (Clause("unheard_of", ">", 3), "unheard_of > 3", "unheard_of > 3"),
    (Clause("unheard_of", "is", True), "unheard_of: 是", "unheard_of: yes"),
])  # fmt: skip
def test_a_clause_is_a_sentence(clause: Clause, zh: str, en: str) -> None:
    assert clause_words(clause) == (zh, en)


def test_a_trigger_within_a_trigger_stands_in_brackets() -> None:
    said = trigger_words(CATALOGUE.matters["P06"].trigger)
    assert said.zh.endswith("且（用地面积 ≥ 0.5 公顷，或挖填土石方总量 ≥ 1,000 立方米）")
    assert said.en.endswith("and (land area ≥ 0.5 ha; or earthwork ≥ 1,000 m³)")
    assert trigger_words("always") == ("该类型的项目都办", "every project of the type")


@pytest.mark.parametrize(("fact", "value", "zh", "en"), [
    ("civil_building", True, "是", "yes"),
    ("power_kwh_per_year", 6200000, "620 万千瓦时", "6,200,000 kWh"),
    ("land_ha", 6.5, "6.5 公顷", "6.5 ha"),
    ("eia_class", "none", "不纳入环评管理", "none"),
    ("eia_class", "unheard of", "unheard of", "unheard of"),
])  # fmt: skip
def test_an_answer_alone_is_said(fact: str, value: object, zh: str, en: str) -> None:
    assert answer_words(fact, value) == (zh, en)


def test_an_unknown_answer_keeps_its_key_for_a_name() -> None:
    assert fact_words("land_ha") == ("用地面积", "Land area")
    assert fact_words("unheard_of") == ("unheard_of", "unheard_of")


def test_all_the_catalogue_holds_has_an_english_name() -> None:
    assert all(paper.name_en.isprintable() and paper.name_en for paper in CATALOGUE.materials.values())
    assert len({paper.name_en for paper in CATALOGUE.materials.values()}) == len(CATALOGUE.materials) == 151
    document = shipped("matters")
    held = {"stages": document["stages"], "types": document["project_types"], "kinds": document["kinds"]}
    held |= {"levels": document["levels"]}
    held |= {"special": {one["type"] for entry in CATALOGUE.matters.values() for one in entry.special}}
    for group, codes in held.items():
        assert set(shipped("names")[group]) == set(codes), group
    assert named("kinds", "permit").en == "Licence"
    assert named("kinds", "unheard of") == ("unheard of", "unheard of")


def test_what_is_noted_in_english_has_its_chinese() -> None:
    with_note = {entry.code for entry in CATALOGUE.matters.values() if entry.note}
    assert set(shipped("names")["notes"]) == with_note
    assert noted("A18", CATALOGUE.matters["A18"].note).zh.startswith("不是审批时限")
    assert noted("A18", "") == ("", "")


def test_a_name_a_catalogue_brings_along_stays() -> None:
    paper = CATALOGUE.materials["m_fsr"]._replace(name_en="The study")
    assert in_english(CATALOGUE._replace(materials={"m_fsr": paper})).materials["m_fsr"].name_en == "The study"
