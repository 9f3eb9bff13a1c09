"""What a county takes away again: papers of a matter, what is decided side by side, a matter of its own."""

from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.overlay import Settled, demands, excess, merged, moved
from tests.matters.test_overlay import CATALOGUE, DAYS, LAW, NEW, PAPER, county

LESS = Change("material_removed", "B02", "m_form_b", source=PAPER)
AGAIN = Change("material", "B02", "m_form_b", source=PAPER)
APART = Change("apart", "B02", "B01", source=PAPER)


def test_a_firm_is_asked_for_less_and_for_what_the_law_asks_again_without_a_new_law() -> None:
    less = county(LESS)
    assert less.problems == []
    assert set(CATALOGUE.matters["B02"].materials) - set(less.catalogue.matters["B02"].materials) == {"m_form_b"}
    assert "m_form_b" in less.catalogue.materials, "other matters ask for it"
    assert moved(CATALOGUE, less.catalogue)[0][:2] == ("B02", "materials")
    again = county(AGAIN, on=less.catalogue)
    assert again == Settled(CATALOGUE, []), "as it was shipped, in its place"
    assert merged([LESS], [AGAIN]) == []


def test_a_paper_the_county_had_added_is_gone_when_it_is_taken_away() -> None:
    added = Change("material", "B02", "m_stamp", legal_basis=LAW, name="印模", name_en="Seal")
    gone = Change("material_removed", "B02", "m_stamp", source=PAPER)
    assert county(added, gone) == Settled(CATALOGUE, [])
    assert merged([added], [gone]) == []
    assert excess(county(added).catalogue, [added])[0].department == "zrzy"
    assert excess(county(added, gone).catalogue, merged([added], [gone])) == []


def test_a_matter_the_county_had_added_is_gone_with_all_that_was_said_of_it_when_it_is_left_out() -> None:
    added = [
        Change("matter", "X01", NEW | {"materials": ["m_poa"]}, legal_basis=LAW),
        Change("material_removed", "X01", "m_poa", source=PAPER),
        Change("prerequisite", "C12", "X01", legal_basis=LAW),
        DAYS,
    ]
    out = Change("left_out", "X01", True, source=PAPER)
    assert county(*added, out).problems == []
    assert merged(added, [out]) == [DAYS]
    assert merged([DAYS], [*added[:1], out, *added[:1]]) == [DAYS, added[0]], "and can be added anew"


def test_an_issued_paper_goes_where_something_else_makes_the_matter_wait() -> None:
    law = Change("prerequisite", "C08", "C05", legal_basis=LAW)
    paper = Change("material", "C08", "r_cons_permit", source=PAPER)
    both = county(law, paper)
    assert both.problems == []
    gone = county(Change("material_removed", "C08", "r_cons_permit", source=PAPER), on=both.catalogue)
    assert gone.problems == [] and "C05" in gone.catalogue.matters["C08"].prerequisites


def test_what_others_decide_side_by_side_a_county_keeps_apart_and_back() -> None:
    apart = county(APART)
    assert apart.problems == [] and apart.catalogue.apart == {("B01", "B02")}
    assert moved(CATALOGUE, apart.catalogue) == [("B02", "apart", [], ["B01"])]
    back = Change("beside", "B02", "B01", source=PAPER)
    assert county(back, on=apart.catalogue) == Settled(CATALOGUE, [])
    assert merged([APART], [back]) == []
    assert demands([APART, back], CATALOGUE) == []
