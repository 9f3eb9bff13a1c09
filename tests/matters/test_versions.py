"""Versions in the database: a new one is new rows, the old ones stay byte for byte, a race ends in two versions."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.db.together import together
from luodi.slices.matters import facts, reads
from luodi.slices.matters.actions import adopt_catalogue, packaged_document, set_overlay
from luodi.slices.matters.models import Material, Matter, Version
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.edges import side_by_side
from luodi.spine.find.models import Found
from luodi.spine.journal import enrol
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import record
from luodi.spine.people.actions import NewParty
from luodi.spine.people.reads import PartyRow
from luodi.spine.people.seats import NotYours, Refused, Seat, of_law
from tests.support.cast import BEGUN, DAY, Cast, at

PAPER, LAW = "县政办发〔2026〕3号", "城市绿化条例§19"
NOON = at("2026-11-20", "12:00")
ADDED = {
    "name": "园区污水接管核准", "name_en": "Park sewer connection", "stage": "C", "department": "zjj",
    "level": "county", "kind": "permit", "applies_to": ["SOC_GENERAL"], "committed_days": 5,
}  # fmt: skip


def frozen(cast: Cast, *versions: int) -> str:
    """Every row of some versions, whole."""
    rows: list[Any] = list(Version.objects.within(cast.where.pk).filter(pk__in=versions).order_by("pk"))
    for table in (Matter, Material):
        rows += table.objects.within(cast.where.pk).filter(version__in=versions).order_by("pk")  # type: ignore[attr-defined]
    return serializers.serialize("json", rows)


def running(cast: Cast) -> reads.VersionRow:
    """The version the county runs."""
    row = reads.version_row(cast.where)
    assert row is not None
    return row


def days(code: str, to: int, **told: str) -> Change:
    return Change("committed_days", code, to, source=PAPER, **told)


def test_what_the_county_sets_is_a_new_version_and_the_old_one_stays(cast: Cast) -> None:
    first = running(cast)
    before, old = frozen(cast, first.pk), cast.matters["C02"]
    assert set_overlay(changes=[days("C02", 5)], note="提速", by=cast["leader"], at=NOON) == 2
    second = running(cast)
    assert (second.ordinal, second.base, second.note) == (2, first.base, "提速")
    assert frozen(cast, first.pk) == before
    now = reads.matters(cast.where)["C02"]
    assert (old.committed_days, now.committed_days, now.committed_basis) == (7, 5, "county")
    assert now.pk != old.pk and reads.matter(cast.where, old.pk) == old
    catalogue = reads.catalogue_of_version(cast.where, second.pk)
    assert list(catalogue.matters) == list(reads.catalogue_of_version(cast.where, first.pk).matters)
    fact = Entry.objects.within(cast.where.pk).order_by("pk").last()
    assert fact is not None and fact.kind == "matters.overlay.set"
    assert json.loads(fact.payload) == {"ordinal": 2, "count": 1, "told": "C02", "demands": 0}


def test_a_head_sets_days_of_its_own_matters_alone(cast: Cast) -> None:
    set_overlay(changes=[days("B02", 1)], note="", by=cast["zrzy-head"], at=NOON)
    for who, change in (("zrzy-head", days("C05", 1)), ("zrzy", days("B02", 1)), ("F06", days("B02", 1))):
        with pytest.raises(Refused):
            set_overlay(changes=[change], note="", by=cast[who], at=NOON)
    assert running(cast).ordinal == 2


def test_a_refusal_says_everything_and_leaves_nothing(cast: Cast) -> None:
    changes = [days("C02", 99), Change("material", "B02", "m_stamp", name="印模", source=PAPER)]
    with pytest.raises(Refused) as no:
        set_overlay(changes=changes, note="", by=cast["leader"], at=NOON)
    assert [reason.values["code"] for reason in no.value.reasons] == ["C02", "B02"]
    assert running(cast).ordinal == 1
    with pytest.raises(Refused, match="Nothing is set"):
        set_overlay(changes=[], note="", by=cast["leader"], at=NOON)
    with pytest.raises(Refused, match="Another version came meanwhile: 1"):
        set_overlay(changes=[days("C02", 5)], note="", by=cast["leader"], at=NOON, seen=7)


def test_leads_grounds_and_what_is_asked_more_are_kept_with_the_version(cast: Cast) -> None:
    changes = [
        Change("lead", stage="B", to="zjj", source=PAPER),
        Change("prerequisite", "C05", "A15", legal_basis=LAW),
        Change("material", "B02", "m_stamp", legal_basis=LAW, name="印模", name_en="Seal"),
    ]
    set_overlay(changes=changes, note="", by=cast["leader"], at=NOON)
    version = running(cast)
    catalogue = reads.catalogue_of_version(cast.where, version.pk)
    assert catalogue.leads == {"B": "zjj"}
    assert catalogue.grounds == {("A15", "C05"): LAW}
    assert catalogue.materials["m_stamp"].name_en == "Seal"
    assert [(one.department, one.matter) for one in reads.excess(cast.where, version)] == [
        ("zrzy", "B02"),
        ("zjj", "C05"),
    ]
    first = reads.versions(cast.where)[-1]
    assert [one.what for one in reads.changes_between(cast.where, first.pk, version.pk)] == [
        "materials", "prerequisites", "lead",
    ]  # fmt: skip


def test_what_the_county_asks_more_goes_down_as_it_takes_its_demands_away(cast: Cast) -> None:
    more = [
        Change("material", "B02", "m_stamp", legal_basis=LAW, name="印模", name_en="Seal"),
        Change("material", "C05", "m_stamp", legal_basis=LAW),
        Change("matter", "X01", ADDED, legal_basis=LAW),
    ]
    less = [
        [Change("material_removed", "B02", "m_stamp", source=PAPER)],
        [Change("material_removed", "C05", "m_stamp", source=PAPER)],
        [Change("left_out", "X01", True, source=PAPER)],
    ]
    asked = []
    for changes in (more, *less):
        set_overlay(changes=changes, note="", by=cast["leader"], at=NOON)
        asked.append([(one.department, one.matter) for one in reads.excess(cast.where, running(cast))])
    assert asked == [
        [("zrzy", "B02"), ("zjj", "C05"), ("zjj", "X01")], [("zjj", "C05"), ("zjj", "X01")], [("zjj", "X01")], [],
    ]  # fmt: skip
    assert reads.changes_of(running(cast).overlay) == []
    first, last = reads.versions(cast.where)[-1], running(cast)
    assert reads.changes_between(cast.where, first.pk, last.pk) == []
    rows = adopt_catalogue(by=cast.law, at=NOON)
    assert "X01" not in rows and running(cast).overlay == {}


def test_what_is_asked_again_as_it_was_shipped_is_no_demand(cast: Cast) -> None:
    less = Change("material_removed", "B02", "m_form_b", source=PAPER)
    set_overlay(changes=[less], note="", by=cast["zrzy-head"], at=NOON)
    with pytest.raises(Refused, match="the rest is for a leader"):
        set_overlay(
            changes=[Change("material", "B02", "m_form_b", source=PAPER)], note="", by=cast["zrzy-head"], at=NOON
        )
    rows = adopt_catalogue(by=cast.law, at=NOON)
    kept = reads.catalogue_of_version(cast.where, running(cast).pk)
    assert "m_form_b" not in kept.matters["B02"].materials and rows["B02"].code == "B02"
    again = Change("material", "B02", "m_form_b", source=PAPER)
    set_overlay(changes=[again], note="", by=cast["leader"], at=NOON)
    fact = Entry.objects.within(cast.where.pk).order_by("pk").last()
    assert fact is not None and json.loads(fact.payload)["demands"] == 0
    shipped = reads.catalogue_of_version(cast.where, reads.versions(cast.where)[-1].pk)
    assert reads.catalogue_of_version(cast.where, running(cast).pk).matters == shipped.matters


def test_a_pair_kept_apart_is_of_its_version(cast: Cast) -> None:
    first = running(cast)
    set_overlay(changes=[Change("apart", "B02", "B01", source=PAPER)], note="", by=cast["leader"], at=NOON)
    held = [reads.catalogue_of_version(cast.where, row.pk) for row in (first, running(cast))]
    assert [side_by_side(one, "B01", "B02") is not None for one in held] == [True, False]
    assert [one.what for one in reads.changes_between(cast.where, first.pk, running(cast).pk)] == ["apart"]
    adopt_catalogue(by=cast.law, at=NOON)
    assert side_by_side(reads.running_catalogue(cast.where), "B01", "B02") is None


def test_what_is_left_out_is_run_no_more_and_still_found(cast: Cast) -> None:
    things = Found.objects.within(cast.where.pk).count()
    set_overlay(changes=[Change("left_out", "A15", True, source=PAPER)], note="", by=cast["leader"], at=NOON)
    assert "A15" not in reads.matters(cast.where)
    assert "A15" in reads.ever_run(cast.where)
    assert Found.objects.within(cast.where.pk).count() == things
    set_overlay(changes=[Change("left_out", "A15", False, source=PAPER)], note="", by=cast["leader"], at=NOON)
    assert reads.matters(cast.where)["A15"].committed_days == 3
    assert reads.changes_of(running(cast).overlay) == []


def test_the_shipped_one_adopted_anew_keeps_what_the_county_set(cast: Cast) -> None:
    set_overlay(changes=[days("C02", 5)], note="", by=cast["leader"], at=NOON)
    rows = adopt_catalogue(by=cast.law, at=NOON)
    assert (running(cast).ordinal, rows["C02"].committed_days) == (3, 5)
    rows = adopt_catalogue(by=cast.law, at=NOON, keep_overlay=False)
    assert (running(cast).ordinal, rows["C02"].committed_days) == (4, 7)


def test_an_overlay_that_fits_no_more_stands_in_the_way_of_adopting(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_overlay(changes=[days("C02", 5)], note="", by=cast["leader"], at=NOON)
    shipped = deepcopy(packaged_document())
    next(row for row in shipped["matters"] if row["code"] == "C02")["statutory_days"] = 4
    next(row for row in shipped["matters"] if row["code"] == "C02")["committed_days"] = 4
    monkeypatch.setattr("luodi.slices.matters.actions.packaged_document", lambda: shipped)
    with pytest.raises(Refused, match="C02: the law gives 4"):
        adopt_catalogue(by=cast.law, at=NOON)


def test_there_is_no_version_but_those_of_the_county(cast: Cast) -> None:
    assert reads.version_row(cast.where, 10**9) is None
    with pytest.raises(NotYours):
        reads.catalogue_of_version(cast.where, 10**9)


@together
def taken_over(parties: dict[str, PartyRow], by: Seat) -> None:
    """A catalogue as it was taken over before there were versions."""
    told = {
        "region_id": by.region,
        "stage": "C",
        "level": "county",
        "kind": "tech_review",
        "committed_basis": "typical",
    }
    Matter.objects.create(code="C02", name="施工图审查", department_id=parties["tp"].pk, committed_days=9, **told)
    record(facts.CatalogueAdopted(1, 1, "0.0"), by=by, at=BEGUN)


def test_a_county_that_took_its_catalogue_over_runs_it_until_it_adopts_one(cast: Cast) -> None:
    other = enrol.register_region(
        code="990902", name="旧县", name_en="", zone=cast.where.zone, calendar="CN", frozen_on=DAY, at=BEGUN
    )
    law = of_law(other)
    parties = enrol.register_parties(parties=[NewParty("tp", "expert", "评审机构", "")], by=law, at=BEGUN)
    taken_over(parties, law)
    running = reads.running_catalogue(other)
    assert [(entry.code, entry.department, entry.committed_days) for entry in running.matters.values()] == [
        ("C02", "tp", 9)
    ]
    assert (running.version, running.materials) == ("", {})
    adopt_catalogue(by=law, at=NOON)
    assert reads.running_catalogue(other).matters["C02"].committed_days == 7
    assert Matter.objects.within(other.pk).filter(version=None).count() == 1, "cases of then point to it"


def test_a_county_of_before_the_versions_adopts_one_before_it_sets_its_own(cast: Cast) -> None:
    other = enrol.register_region(
        code="990901", name="邻县", name_en="", zone=cast.where.zone, calendar="CN", frozen_on=DAY, at=BEGUN
    )
    law = of_law(other)
    with pytest.raises(Refused, match="No catalogue is adopted here yet"):
        set_overlay(changes=[days("C02", 5)], note="", by=law, at=NOON)
    enrol.register_parties(parties=[NewParty("tp", "expert", "评审机构", "")], by=law, at=BEGUN)
    assert list(adopt_catalogue(by=law, at=NOON)) == ["A16", "C02"]
    set_overlay(changes=[days("C02", 5)], note="", by=law, at=NOON)
    assert reads.matters(cast.where)["C02"].committed_days == 7, "the neighbour's catalogue is its own"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.lists(
            st.builds(days, st.sampled_from(["A03", "B01", "B02", "C05", "P03"]), st.integers(0, 7))
            | st.builds(
                Change, st.just("plan_days"), st.sampled_from(["A12", "B01"]), st.integers(0, 90), source=st.just(PAPER)
            )
            | st.builds(
                Change,
                st.just("left_out"),
                st.sampled_from(["A15", "B01", "C12"]),
                st.booleans(),
                source=st.just(PAPER),
            ),
            max_size=3,
        ),
        max_size=3,
    )
)
def test_whatever_is_set_no_earlier_version_moves(cast: Cast, steps: list[list[Change]]) -> None:
    for changes in steps:
        held = [row.pk for row in reads.versions(cast.where)]
        before = frozen(cast, *held)
        try:
            set_overlay(changes=changes, note="", by=cast["leader"], at=NOON)
        except Refused:
            assert [row.pk for row in reads.versions(cast.where)] == held
        else:
            assert running(cast).ordinal == len(held) + 1
        assert frozen(cast, *held) == before
