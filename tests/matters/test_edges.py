"""Every prerequisite of the shipped catalogue says why it blocks, and names no law the catalogue does not know."""

import pytest

from luodi.slices.matters.rules.catalogue import edges
from luodi.slices.matters.rules.edges import MATERIALS, why
from luodi.slices.matters.rules.packaged import packaged_catalogue, shipped

CATALOGUE = packaged_catalogue()
EDGES = [(edge.before, edge.after) for edge in edges(CATALOGUE)]
GENERAL = "GK"


def test_every_edge_has_a_reason_in_both_languages_with_its_source() -> None:
    reasons = {edge: why(CATALOGUE, *edge) for edge in EDGES}
    assert all(reason.zh and reason.en.isascii() and reason.source for reason in reasons.values())
    derived = [edge for edge, reason in reasons.items() if reason.source == MATERIALS]
    assert (len(EDGES), len(derived)) == (175, 105)


def test_a_written_reason_belongs_to_one_prerequisite_that_no_material_explains() -> None:
    written = [
        (before, after) for row in shipped("edges")["edges"] for before in row["before"] for after in row["after"]
    ]
    underived = {edge for edge in EDGES if why(CATALOGUE, *edge).source != MATERIALS}
    assert len(written) == len(set(written))
    assert set(written) == underived


def test_a_reason_names_only_laws_that_ground_a_matter_of_the_catalogue() -> None:
    known = ";".join(entry.legal_basis for entry in CATALOGUE.matters.values())
    for row in shipped("edges")["edges"]:
        laws = [law for law in row["source"].split(";") if law != GENERAL]
        assert all(law in known for law in laws), row["source"]


def test_a_paper_that_is_needed_is_named_in_the_readers_language() -> None:
    reason = why(CATALOGUE, "B02", "C05")
    assert reason.papers == ("r_works_permit",)
    assert CATALOGUE.materials["r_works_permit"].name in reason.zh
    assert reason.en == "needs its result: Construction project planning permit"


def test_what_does_not_wait_has_no_reason() -> None:
    with pytest.raises(KeyError):
        why(CATALOGUE, "D01", "A01")


def test_what_the_county_added_is_its_own_reason() -> None:
    entry = CATALOGUE.matters["C08"]
    added = entry._replace(prerequisites=[*entry.prerequisites, "C10"])
    county = CATALOGUE._replace(
        matters={**CATALOGUE.matters, "C08": added}, grounds={("C10", "C08"): "城市绿化条例§19"}
    )
    assert why(county, "C10", "C08").source == "城市绿化条例§19"
    assert "城市绿化条例§19" in why(county, "C10", "C08").zh
    unsaid = county._replace(grounds={})
    assert why(unsaid, "C10", "C08").zh, "whatever a catalogue holds has a sentence"
