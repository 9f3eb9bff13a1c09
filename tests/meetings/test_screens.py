"""The screens of minutes and matters: what is typed, marked, confirmed, done and closed, without a browser."""

from datetime import date

from luodi.slices.meetings.reads.minutes import minute_for
from tests.meetings.hall import MINUTE, NUMBER, TEXT, marked, matter, row, typed
from tests.support.cast import Cast


def test_pages_show(hall: Cast) -> None:
    number = matter(hall)
    for account in ("rdb", "rdb-head", "chair", "reader"):
        client = hall.client(account)
        assert client.get("/meetings/").status_code == 200
        assert client.get(f"/meetings/minutes/{NUMBER}/").status_code == 200
        assert client.get(f"/meetings/matters/{number}/").status_code == 200
    clerk = hall.client("rdb")
    assert clerk.get("/meetings/new/").status_code == 200
    assert clerk.get(f"/meetings/minutes/{NUMBER}/clauses/1/").status_code == 200
    owner = hall.client("zrzy")
    assert owner.get("/meetings/").status_code == 200
    assert f'href="/meetings/matters/' in owner.get("/").content.decode()
    assert owner.get(f"/meetings/matters/{number}/").status_code == 200
    assert owner.get(f"/meetings/minutes/{NUMBER}/").status_code == 404
