"""Every act is broken off at every statement: what is left is nothing or the whole, and sent again it is done once.

`luodi prove crash` runs this as a program on a database of its own. An act that is wrong on purpose must be found out,
or finding nothing would mean nothing.
"""

import argparse
import json
import logging
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.faults.fuse import Crash, Fuse, dying, lit, raising

if TYPE_CHECKING:
    from django.test import Client

    from tests.faults.sent import Sent
    from tests.support.cast import Cast

    Scene = Callable[[Cast], Sent]

HOWS = ("raised", "killed")
A_SCENE = 5  # points of an act in a sample
BESIDE = ("django_session", "axes_")  # tables of a sign-in, which is no act
WEAK = "wrong on purpose"
UNKEYED = ("look", "signin/", "signout")  # they touch the sender's browser alone


class Drill:
    """One act after another, from the same county each time."""

    def __init__(self, county: "Cast") -> None:
        self.county, self.tally = county, Counter[str]()
        self.wrong: list[str] = []
        self.start = _tables()

    def act(self, name: str, scene: "Scene", wanted: Callable[[int], list[tuple[int, str]]]) -> None:
        """Break an act off at the points that `wanted` names of so many."""
        _lay(self.start)
        sent = scene(self.county)
        client, stands, fuse = self._browser(sent), _tables(), Fuse()
        _send(sent, client)  # what is read once and remembered is no statement the next time
        _lay(stands)
        client = self._browser(sent)
        with lit(fuse):
            _send(sent, client)
        done = _told(stands)
        self.tally["acts"] += 1
        for point, how in wanted(fuse.passed):
            _lay(stands)
            self._broken(f"{name} {how} at {point} of {fuse.passed}", sent, stands, done, point, how)

    def _browser(self, sent: "Sent") -> "Client":
        """Signed in anew: an act may end the sessions of its sender."""
        client = self.county.client(sent.who)
        client.defaults["SERVER_NAME"] = "127.0.0.1"
        return client

    def _broken(self, name: str, sent: "Sent", stands: "Tables", done: Counter[str], point: int, how: str) -> None:
        client = self._browser(sent)
        self.tally[how] += _raised(sent, client, point) if how == "raised" else _killed(sent, client, point)
        left, told = _tables(), _told(stands)
        if left != stands and (told != done or _unclean()):
            self.wrong.append(f"{name}: half done, {dict(told)} of {dict(done)}")
            return
        self.tally["whole" if told == done and left != stands else "nothing"] += 1
        _send(sent, self._browser(sent))
        if _told(stands) != done or _unclean():
            self.wrong.append(f"{name}: sent again, {dict(_told(stands))} instead of {dict(done)}")


Tables = dict[str, tuple[list[str], list[tuple[object, ...]]]]


def _tables() -> Tables:
    from tests.support.cast import snapshot

    found = {name: each for name, each in snapshot().items() if not name.startswith(BESIDE)}
    return {name: (columns, sorted(rows, key=lambda row: str(row[0]))) for name, (columns, rows) in found.items()}


def _lay(laid: Tables) -> None:
    """Put back what is not as it was."""
    from tests.support.cast import lay

    now = _tables()
    lay({name: laid.get(name, ([], [])) for name in now.keys() | laid.keys() if now.get(name) != laid.get(name)})


def _told(stands: Tables) -> Counter[str]:
    """What came into the journal since, by kind; and the kept answers."""
    from luodi.spine.journal.models import Entry, Once

    newest = max((int(str(row[0])) for row in stands["journal_entry"][1]), default=0)
    facts = Entry.objects.everywhere("a drill").filter(pk__gt=newest).values_list("kind", flat=True)
    return Counter(facts) + Counter({"answers": Once.objects.count() - len(stands.get("journal_once", ([], []))[1])})


def _unclean() -> bool:
    from luodi.spine.journal.verify import verify

    return not verify().clean


def _send(sent: "Sent", client: "Client") -> None:
    answer = sent.post(client)
    if answer.status_code not in (200, 201, 302, 303):
        raise RuntimeError(f"{sent.address}: {answer.status_code} {answer.content.decode()[-500:]}")


def _raised(sent: "Sent", client: "Client", point: int) -> int:
    """Whether the fuse went off; the act may have caught it, and then what is left decides."""
    fuse = Fuse(point, raising)
    try:
        with lit(fuse):
            sent.post(client)
    except Crash:
        pass
    return int(fuse.passed >= point)


def _killed(sent: "Sent", client: "Client", point: int) -> int:
    """In a process of its own, which the fuse kills."""
    from django.db import connection, connections

    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # the child is to open connections of its own
    pid = os.fork()
    if not pid:
        try:
            with lit(Fuse(point, dying)):
                sent.post(client)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return int(os.WIFSIGNALED(status))


class WrongOnPurpose(NamedTuple):
    """An act in two transactions under no key: what a drill must find out."""

    county: "Cast"
    who: str = "zrzy"
    address: str = WEAK

    def post(self, client: "Client") -> Any:
        """Two promises that should stand or fall together."""
        from django.http import HttpResponse

        from luodi.spine.commitments.verbs import NewPromise, promise
        from tests.support.cast import DAY, at

        by = self.county[self.who]
        for part in ("one half", "the other"):
            promise(NewPromise("drill", part, self.county.party("zrzy"), DAY, term=5), by=by, at=at(DAY))
        return HttpResponse()


def _drilled(sample: int, seed: int) -> dict[str, Any]:
    from django.db import connection

    from luodi.cli.migrate import migrate
    from tests.faults.acts import SCENES
    from tests.meetings.hall import with_office
    from tests.support.cast import stood

    begun, chance = time.monotonic(), random.Random(seed)
    migrate()
    county = with_office(stood())
    drill, weak = Drill(county), Drill(county)
    keyed = [name for name, scene in SCENES.items() if name not in UNKEYED]
    chosen = chance.sample(keyed, min(len(keyed), -(-sample // A_SCENE))) if sample else keyed
    for done, name in enumerate(chosen, 1):
        sys.stderr.write(f"{connection.vendor}: act {done} of {len(chosen)}, {name}; {len(drill.wrong)} wrong\n")
        drill.act(name, SCENES[name], lambda points: _points(points, chance if sample else None))
    weak.act(WEAK, WrongOnPurpose, lambda points: [(point, "raised") for point in range(1, points + 1)])
    return {
        "drill": "crash", "engine": connection.vendor, "seed": seed, "acts": len(chosen), "of_acts": len(keyed),
        "points": drill.tally["raised"] + drill.tally["killed"], **{how: drill.tally[how] for how in HOWS},
        "left_nothing": drill.tally["nothing"], "left_whole": drill.tally["whole"], "wrong": drill.wrong,
        "weak_found_out": bool(weak.wrong), "seconds": round(time.monotonic() - begun, 1),
    }  # fmt: skip


def _points(points: int, chance: random.Random | None) -> list[tuple[int, str]]:
    every = [(point, how) for point in range(1, points + 1) for how in HOWS]
    return every if chance is None else chance.sample(every, min(A_SCENE, len(every)))


def main() -> int:
    """Print what the drill found as a line of JSON; exit 0 when all is well and the weak way was found out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0, help="so many points by chance; 0 = every one")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    from luodi.cli.main import with_django

    with_django()
    logging.disable(logging.CRITICAL)  # a request that breaks off is meant to
    found = _drilled(args.sample, args.seed)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0 if not found["wrong"] and found["weak_found_out"] else 1


if __name__ == "__main__":
    sys.exit(main())
