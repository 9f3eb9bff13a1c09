"""Whatever changes anything, sent twice, is done once: the second sending gets the first answer and leaves no trace."""

from collections.abc import Iterator

import pytest

from luodi.slices.approvals.views.acts import VERBS as CASE_VERBS
from luodi.spine.journal.models import Entry, Once
from tests.faults.acts import SCENES
from tests.journeys.routes import POLICY, routes
from tests.support.cast import Cast

VERBS = {"cases/": CASE_VERBS}
READING = {  # what takes a POST and changes nothing by it
    "api/openapi.json", "api/docs", "api/", "api/<path:rest>",
    "cases/<str:number>/", "cases/<str:number>/files/<int:key>/",
}  # fmt: skip
HEADS = ("Location", "Content-Type")


def changing() -> Iterator[str]:
    """Every route that takes a form or a body, one for each of its verbs."""
    for pattern in routes():
        words = {POLICY[pattern][who][1] for who in ("F17", "sthj")}
        if pattern in READING or "wrong" in words:
            continue
        room = next((verbs for start, verbs in VERBS.items() if pattern.startswith(start)), {})
        verbs = list(room) if "<str:verb>" in pattern else [""]
        yield from (pattern.replace("<str:verb>", verb) for verb in verbs)


def facts() -> list[int]:
    return list(Entry.objects.everywhere("counted in a test").order_by("pk").values_list("pk", flat=True))


def test_every_route_that_changes_anything_has_its_scene() -> None:
    assert set(changing()) == set(SCENES)


@pytest.mark.parametrize("route", SCENES)
def test_sent_twice_done_once(cast: Cast, route: str) -> None:
    sent = SCENES[route](cast)
    cast.client(sent.who)
    before = facts()
    first = sent.send(cast)
    assert first.status_code in (200, 201, 302, 303), first.content.decode()[-2000:]
    after, kept = facts(), Once.objects.count()
    assert (len(after) > len(before), kept) == (sent.tells, int(sent.tells))
    second = sent.send(cast)
    assert second.status_code == first.status_code
    assert [second.headers.get(name) for name in HEADS] == [first.headers.get(name) for name in HEADS]
    if sent.address.startswith("/api/"):
        assert second.content == first.content
    assert (facts(), Once.objects.count()) == (after, kept)


@pytest.mark.parametrize("route", [route for route in SCENES if "<" in route and "revoke" not in route])
def test_the_same_key_with_other_content_is_refused(cast: Cast, route: str) -> None:
    sent = SCENES[route](cast)
    assert sent.send(cast).status_code in (200, 303)
    before = facts()
    name = next((name for name in ("document", "reason", "text", "note") if name in sent.fields), "")
    other = sent._replace(fields={**sent.fields, name or "seen": "something else"})
    if not name and sent.address.startswith("/api/"):
        other = sent._replace(fields={**sent.fields, "version": 99})
    assert other.send(cast).status_code in (409, 422)
    assert facts() == before
