"""The region gate: whoever asks for rows of a region says which region."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count

from luodi.db.regions import NoRegion, Regional, RegionalQuerySet
from luodi.db.told import told_tables
from luodi.spine.journal import enrol
from luodi.spine.people.actions import NewParty
from luodi.spine.people.models import Party
from luodi.spine.people.seats import of_law
from tests.support.cast import BEGUN, Cast

Rows = RegionalQuerySet[Party]
QUESTIONS: dict[str, Callable[[Rows], Any]] = {
    "list": list,
    "len": len,
    "bool": bool,
    "get": lambda rows: rows.get(key="zrzy"),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "latest": lambda rows: rows.latest("pk"),
    "slice": lambda rows: rows[0],
    "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "in_bulk": lambda rows: rows.in_bulk(),
    "iterator": lambda rows: list(rows.iterator()),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Party(pk=1)),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.filter(key="none").delete(),
    "get_or_create": lambda rows: rows.get_or_create(key="zrzy"),
    "update_or_create": lambda rows: rows.update_or_create(key="zrzy", defaults={"name": "x"}),
    "related": lambda rows: list(rows.select_related("region")),
    "only": lambda rows: list(rows.only("name").order_by("name")),
    "explain": lambda rows: rows.explain(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_without_a_region_is_refused(cast: Cast, question: str) -> None:
    with pytest.raises(NoRegion):
        QUESTIONS[question](Party.objects.filter(kind="department"))


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - {"update", "update_or_create", "contains"}))
def test_with_a_region_it_is_answered(cast: Cast, question: str) -> None:
    QUESTIONS[question](Party.objects.within(cast.where.pk).filter(kind="department"))


def test_neither_raw_sql_nor_a_list_read_aside_goes_round_the_gate(cast: Cast) -> None:
    for rows in (Party.objects, Party.objects.within(cast.where.pk)):
        with pytest.raises(NoRegion):
            rows.raw("SELECT * FROM people_party")
    with pytest.raises(NoRegion):
        Party.objects.aiterator()


TOGETHER: dict[str, Callable[[Rows, Rows], Any]] = {
    "or": lambda one, other: one | other,
    "xor": lambda one, other: one ^ other,
    "union": lambda one, other: one.union(other),
}


@pytest.mark.parametrize("way", TOGETHER)
def test_rows_put_together_are_named_on_both_sides(cast: Cast, way: str) -> None:
    named, other = Party.objects.within(cast.where.pk), Party.objects.filter(kind="firm")
    for one, two in ((named, other), (other, named)):
        with pytest.raises(NoRegion):
            list(TOGETHER[way](one, two))
    keys = {party.key for party in TOGETHER[way](named.filter(key="zrzy"), named.filter(kind="firm"))}
    assert keys == {"zrzy", "F06", "F17"}


def test_within_keeps_one_region(cast: Cast) -> None:
    other = enrol.register_region(code="990901", name="县", zone="Asia/Shanghai", calendar="CN", at=BEGUN)
    enrol.register_parties(parties=[NewParty("zrzy", "department", "另一局")], by=of_law(other), at=BEGUN)
    assert Party.objects.within(other.pk).values_list("name", flat=True).get(key="zrzy") == "另一局"
    assert Party.objects.within(cast.where.pk).filter(name="另一局").count() == 0
    assert Party.objects.everywhere("a test").filter(key="zrzy").count() == 2


def test_everywhere_says_what_for() -> None:
    with pytest.raises(NoRegion):
        Party.objects.everywhere("")


def test_what_has_a_region_of_its_own_is_behind_the_gate() -> None:
    """Calendar rows and serials are asked for by region in one place each; all other rows of a region are gated."""
    own = {name for name, model in told_tables().items() if any(f.name == "region" for f in model._meta.fields)}
    gated = {name for name, model in told_tables().items() if issubclass(model, Regional)}
    assert own - gated == {"people_calendarday", "people_calendaryear", "commitments_serial"}
    assert gated <= own
