"""Fifty people press at once: run as a program on a database of its own, it prints what each was answered."""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

PEOPLE = 50


def main() -> int:
    """Lay down the demo, let the crowd act, print the answers as JSON."""
    from luodi.cli.main import with_django

    with_django()
    from luodi.cli.county_load import load
    from luodi.cli.demo import packaged
    from luodi.cli.migrate import migrate
    from luodi.slices.approvals.actions import entry
    from luodi.spine.people.models import User
    from luodi.spine.people.reads import seat_of
    from luodi.web.clock import now

    migrate()
    load(packaged())
    window = seat_of(User.objects.get(username="window").person_id)
    first, second, third = (
        entry.receive(matter="A03", applicant="F06", by=window, at=now(window.place)) for _ in range(3)
    )
    told = {
        "one case": _crowd(lambda browser, n: _act(browser, first, "accept", f"key-of-person-{n:02d}")),
        "one key": _crowd(lambda browser, n: _act(browser, second, "remark", "key-of-everybody", text="the same")),
        "a day goes on": _crowd(lambda browser, n: _day_or_act(browser, third, n)),
        "new cases": _crowd(lambda browser, n: _receive(browser, f"key-of-a-case-{n:02d}")),
    }
    sys.stdout.write(json.dumps({"answers": told, "second": second, **_counted()}))
    return 0


def _crowd(act: Callable[[Any, int], Any]) -> list[Any]:
    """What each of the crowd is answered, all at the same moment and each on a connection of its own."""
    from django.db import connections
    from django.test import Client

    from luodi.spine.people.models import User

    account, gate = User.objects.get(username="window"), Barrier(PEOPLE)

    def press(n: int) -> Any:
        try:
            gate.wait()
            return act(browsers[n], n)
        finally:
            connections.close_all()

    browsers = [Client(raise_request_exception=False, SERVER_NAME="127.0.0.1") for _ in range(PEOPLE)]
    for browser in browsers:
        browser.force_login(account, backend="luodi.spine.people.accounts.Accounts")
    with ThreadPoolExecutor(PEOPLE) as crowd:
        return list(crowd.map(press, range(PEOPLE)))


def _posted(browser: Any, path: str, key: str, **body: Any) -> list[Any]:
    headers = {"Idempotency-Key": key, "Accept-Language": "en"}
    answer = browser.post(path, json.dumps(body), content_type="application/json", headers=headers)
    said = json.loads(answer.content) if "json" in answer.headers["Content-Type"] else {}
    return [answer.status_code, said.get("number") or said.get("conflict")]


def _act(browser: Any, number: str, verb: str, key: str, **told: str) -> list[Any]:
    return _posted(browser, f"/api/cases/{number}/{verb}", key, version=1, **told)


def _day_or_act(browser: Any, number: str, n: int) -> list[Any]:
    """Every other one moves the demo's day on, the others act on a case whose lights turn then."""
    if n % 2:
        return [browser.post("/demo/day", {"key": f"a-day-{n:02d}", "on": "2026-11-20"}).status_code, None]
    return _posted(browser, f"/api/cases/{number}/remark", f"key-on-a-day-{n:02d}", version=1, text="x")


def _receive(browser: Any, key: str) -> list[Any]:
    return _posted(browser, "/api/cases", key, matter="A03", applicant="F06")


def _counted() -> dict[str, Any]:
    from luodi.spine.journal.models import Entry
    from luodi.spine.journal.verify import verify
    from luodi.spine.people.models import User

    window = User.objects.get(username="window").person_id
    kinds = Entry.objects.everywhere("all of the test").filter(person=window).values_list("kind", flat=True)
    return {"facts": {kind: list(kinds).count(kind) for kind in set(kinds)}, "clean": verify().clean}


if __name__ == "__main__":
    sys.exit(main())
