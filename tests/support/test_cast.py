"""What every test that acts is held to, bites; and the county laid down again is the county that was loaded."""

import pytest
from django.db import connection, transaction

from luodi.slices.approvals.actions import acceptance
from luodi.spine.journal.models import Entry
from luodi.spine.people.models import Party
from tests.support.cast import Cast, Demo, at, nothing_untold


def test_a_row_that_no_fact_took_fails_the_test(cast: Cast) -> None:
    with transaction.atomic():
        Party.objects.create(region_id=cast.where.pk, key="T1", kind="town", name="一")
        with pytest.raises(AssertionError, match="no fact took"):
            nothing_untold()
        transaction.set_rollback(True)
    nothing_untold()


def test_a_row_changed_past_the_ledger_fails_the_test(cast: Cast) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_party SET name = 'x' WHERE key = 'F06'")
        with pytest.raises(AssertionError):
            nothing_untold()
        transaction.set_rollback(True)


@pytest.mark.parametrize("time", ["first", "again"])
def test_the_county_can_be_acted_in_each_time_it_is_laid(demo: Demo, time: str) -> None:
    before = Entry.objects.within(demo.where.pk).count()
    acceptance.accept(number="C30", by=demo.seat("fgw"), at=at("2026-11-20"))
    assert Entry.objects.within(demo.where.pk).count() > before
    assert demo.client("fgw").get("/cases/C30/").status_code == 200
