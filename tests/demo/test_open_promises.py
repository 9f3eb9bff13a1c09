"""The inbox's compiled queries beside plain ORM: the same promises for everybody, in the same order."""

from datetime import date
from typing import Any

from django.db import connection

from luodi.spine.commitments import _inbox
from luodi.spine.commitments.models import Commitment, Hold, Pause
from luodi.spine.commitments.reads import in_circle, open_promises, seen_cases
from luodi.spine.people.models import User
from luodi.spine.people.seats import Seat, of_law
from tests.support.cast import Cast, Demo


def plainly(seat: Seat) -> list[tuple[Any, ...]]:
    """What `open_promises` should say, by the conditions every other read of promises uses."""
    rows = Commitment.objects.within(seat.region).filter(
        in_circle(seat), state__in=("open", "paused"), case__in=seen_cases(seat).values("pk")
    )
    found = []
    for row in sorted(rows.select_related("case"), key=lambda row: (row.due_on or date.max, row.pk)):
        assert row.case is not None
        stops = tuple(Pause.objects.filter(commitment=row).order_by("from_on", "pk").values_list("from_on", "to_on"))
        since = Hold.objects.filter(case=row.case, to_at=None).values_list("from_at", flat=True).first()
        said = (row.case.number, row.case.title, row.case.title_en, row.case.applicant_id, row.case.ball_id)
        found.append((row.pk, row.title, row.due_on, row.owner_id, row.circle, *said, since, row.case.opened_at, stops))
    return found


def compiled(seat: Seat) -> list[tuple[Any, ...]]:
    found = []
    for row in open_promises(seat):
        promise, said = row.promise, (row.number, row.case_title, row.case_title_en, row.applicant, row.ball)
        assert (row.holder.pk if row.holder else None) == row.ball
        stops = tuple(tuple(stop) for stop in row.stops)
        shown = (promise.pk, promise.title, promise.due_on, promise.owner, promise.circle)
        found.append((*shown, *said, row.ball_since, row.opened_at, stops))
    return found


def test_every_account_of_the_demo_sees_what_plain_orm_says(demo: Demo):
    seats = [demo.seat(name) for name in User.objects.values_list("username", flat=True)]
    seen = {seat.role: compiled(seat) for seat in [*seats, of_law(demo.where)]}
    for seat in [*seats, of_law(demo.where)]:
        assert compiled(seat) == plainly(seat), seat
    assert {"window", "officer", "leader", "firm", "law"} <= seen.keys() and len(seen["law"]) >= len(seen["leader"]) > 0
    assert any(row[-1] for row in seen["leader"]), "nothing of the demo stands still, so pauses were not compared"


def test_every_role_that_may_look_has_its_queries(cast: Cast):
    assert set(_inbox.of_onlooker) == {"law", "window", "officer", "leader", "reader", "firm"}


def test_a_circle_shuts_out_whom_it_names(cast: Cast):
    cast.accepted("2026-11-16")
    [own] = open_promises(cast["zrzy"])
    others = ("window", "leader", "F06")
    for circle, shut in (("owner", others), ("leaders", ("window", "F06")), ("office", ("F06",))):
        Commitment._base_manager.filter(pk=own.promise.pk).update(circle=circle)
        assert {name for name in others if not open_promises(cast[name])} == set(shut)
        assert all(compiled(cast[name]) == plainly(cast[name]) for name in (*others, "zrzy", "fgw", "sthj"))
    Commitment._base_manager.filter(pk=own.promise.pk).update(circle=own.promise.circle)
    connection.ledger.take()  # type: ignore[attr-defined]
