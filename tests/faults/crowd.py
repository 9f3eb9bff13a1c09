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
    known = {"answers": told, "second": second, "facts": _counted(), "waits": _two_of_a_plan(window)}
    sys.stdout.write(json.dumps(known | {"clean": _clean()}))
    return 0


def _two_of_a_plan(window: Any) -> dict[str, int]:
    """Two matters that block the same ones are granted at once: for how many each place still waits, as told and as
    counted."""
    from luodi.slices.approvals.actions import acceptance, decision, entry
    from luodi.spine.commitments.models import Commitment, Edge
    from luodi.spine.people.models import User
    from luodi.spine.people.reads import seat_of
    from luodi.web.clock import now

    at, seats = now(window.place), {}
    for matter, account in (("A05", "fgw"), ("P03", "sthj")):
        number = entry.receive(matter=matter, applicant="F25", project="P22", by=window, at=at)
        acceptance.accept(number=number, by=window, at=at)
        seats[number] = seat_of(User.objects.get(username=account).person_id)
    _at_once(lambda number: decision.grant(number=number, document="X-1", by=seats[number], at=at), list(seats))
    places = Commitment.objects.within(window.region).filter(subject="project/P22", state="planned")
    counted = {
        pk: Edge.objects.filter(after=pk).exclude(before__state="done").count()
        for pk in places.values_list("pk", flat=True)
    }
    wrong = sum(waits != counted[pk] for pk, waits in places.values_list("pk", "waits"))
    done = Commitment.objects.within(window.region).filter(subject="project/P22", state="done").count()
    return {"places": len(counted), "wrong": wrong, "done": done}


def _at_once(act: Callable[[str], Any], what: list[str]) -> None:
    from django.db import connections

    gate = Barrier(len(what))

    def press(one: str) -> None:
        try:
            gate.wait()
            act(one)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(what)) as crowd:
        list(crowd.map(press, what))


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


def _clean() -> bool:
    from luodi.spine.journal.verify import verify

    return verify().clean


def _counted() -> dict[str, int]:
    from luodi.spine.journal.models import Entry
    from luodi.spine.people.models import User

    window = User.objects.get(username="window").person_id
    kinds = Entry.objects.everywhere("all of the test").filter(person=window).values_list("kind", flat=True)
    return {kind: list(kinds).count(kind) for kind in set(kinds)}


if __name__ == "__main__":
    sys.exit(main())
