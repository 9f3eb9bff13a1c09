"""Whatever changes anything, sent twice, is done once: the second sending gets the first answer and leaves no trace.

The same key with other content is refused, whatever stands then.
"""

from collections.abc import Collection, Iterator

import pytest

from luodi.slices.approvals.views.acts import VERBS as CASE_VERBS
from luodi.slices.meetings.views.acts import VERBS as MATTER_VERBS
from luodi.slices.meetings.views.minute import DID as MINUTE_VERBS
from luodi.spine.journal.models import Entry, Once
from tests.faults.acts import SCENES
from tests.faults.sent import Sent
from tests.journeys.routes import POLICY, routes
from tests.meetings.hall import hall
from tests.support.cast import Cast

__all__ = ["hall"]

VERBS: dict[str, Collection[str]] = {
    "cases/": CASE_VERBS, "meetings/matters/": MATTER_VERBS, "meetings/minutes/": MINUTE_VERBS,
}  # fmt: skip
READING = {  # what takes a POST and changes nothing by it
    "api/openapi.json", "api/docs", "api/", "api/<path:rest>",
    "cases/<str:number>/", "cases/<str:number>/files/<int:key>/",
    "cases/<str:number>/receipt/", "meetings/minutes/<str:number>/",
    "meetings/matters/<str:number>/", "meetings/matters/<str:number>/files/<int:key>/",
}  # fmt: skip
HEADS = ("Location", "Content-Type")


def changing() -> Iterator[str]:
    """Every route that takes a form or a body, one for each of its verbs."""
    for pattern in routes():
        words = {POLICY[pattern][who][1] for who in ("F17", "sthj")}
        if pattern in READING or "wrong" in words:
            continue
        room = next((list(verbs) for start, verbs in VERBS.items() if pattern.startswith(start)), [])
        verbs = room if "<str:verb>" in pattern else [""]
        yield from (pattern.replace("<str:verb>", verb) for verb in verbs)


def facts() -> list[int]:
    return list(Entry.objects.everywhere("counted in a test").order_by("pk").values_list("pk", flat=True))


def test_every_route_that_changes_anything_has_its_scene() -> None:
    assert set(changing()) == set(SCENES)


NOTHING_TO_SAY = ("/stop", "/again", "/revoke")
WORDS = ("document", "reason", "text", "note", "authority", "scope", "name", "title", "about")


def _otherwise(sent: Sent) -> Sent:
    """The same act with other content: other words, or an older version seen."""
    name = next((name for name in WORDS if name in sent.fields), "seen")
    older: dict[str, object] = {"version": 99} if sent.address.startswith("/api/") else {"seen": "99"}
    return sent._replace(fields=sent.fields | ({name: "something else"} if name != "seen" else older))


@pytest.mark.parametrize("route", SCENES)
def test_sent_twice_is_done_once_and_the_key_is_for_this_content_alone(hall: Cast, route: str) -> None:
    sent = SCENES[route](hall)
    hall.client(sent.who)
    before = facts()
    first = sent.send(hall)
    assert first.status_code in (200, 201, 302, 303), first.content.decode()[-2000:]
    after, kept = facts(), Once.objects.count()
    assert (len(after) > len(before), kept) == (sent.tells, int(sent.keyed))
    second = sent.send(hall)
    assert second.status_code == first.status_code
    assert [second.headers.get(name) for name in HEADS] == [first.headers.get(name) for name in HEADS]
    if sent.address.startswith("/api/"):
        assert second.content == first.content
    if "<" in route and not route.endswith(NOTHING_TO_SAY):
        assert _otherwise(sent).send(hall).status_code in (404, 409, 422)
    assert (facts(), Once.objects.count()) == (after, kept)
