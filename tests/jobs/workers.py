"""Workers as processes of their own, on a database of their own: run as a program, it prints what came of the work."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

JOBS, PIECES = 50, 8


def main() -> int:
    """Ask for work, let workers do it, print what the file and the rows tell."""
    from luodi.cli.main import with_django

    with_django()
    from django.conf import settings

    settings.JOB_KINDS = "tests.jobs.trial_kinds"
    if sys.argv[1:] and sys.argv[1] == "work":
        return _work(int(sys.argv[2]))
    from luodi.cli.migrate import migrate

    migrate()
    seat = _leader()
    sys.stdout.write(json.dumps({"two": _two(seat), "killed": _killed(seat)}))
    return 0


def _work(ahead: int) -> int:
    """A worker whose clock is ahead by so many seconds."""
    from luodi.spine.jobs.worker import work_once
    from tests.jobs import trial_kinds

    trial_kinds.KINDS.pop("often")
    me = f"worker-{os.getpid()}"
    while work_once(me, lambda: datetime.now(UTC) + timedelta(seconds=ahead)):
        pass
    return 0


def _leader() -> Any:
    from luodi.spine.journal import enrol
    from luodi.spine.people.actions import NewParty, NewPost
    from luodi.spine.people.reads import seat_of
    from luodi.spine.people.seats import of_law

    at = datetime.now(UTC)
    where = enrol.register_region(code="990900", name="R", zone="UTC", calendar="", at=at)
    enrol.register_parties(parties=[NewParty("gov", "department", "G")], by=of_law(where), at=at)
    posts = [NewPost("gov", "L", "leader", 5, "P", at.date())]
    return seat_of(enrol.open_posts(posts=posts, by=of_law(where), at=at)["gov", "L"])


def _started(ahead: int = 0) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tests.jobs.workers", "work", str(ahead)])


def _two(seat: Any) -> dict[str, Any]:
    """Two workers on fifty pieces of work."""
    from luodi.spine.jobs.queue import ask

    for n in range(JOBS):
        ask("count", by=seat, at=datetime.now(UTC), told={"name": f"j{n}", "pieces": 1, "pause": 0.05})
    codes = [worker.wait() for worker in [_started(), _started()]]
    return {"codes": codes, **_told("j")}


def _killed(seat: Any) -> dict[str, Any]:
    """A worker dies by kill -9 in the midst of it; at once nobody takes it up, a lease later one does."""
    from luodi.spine.jobs.queue import ask

    ask("count", by=seat, at=datetime.now(UTC), told={"name": "k", "pieces": PIECES, "pause": 0.2})
    worker = _started()
    while len(_lines("k/")) < 2:
        assert worker.poll() is None, "it ended before it could be killed"
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    before = len(_lines("k/"))
    early = [_started().wait(), len(_lines("k/")) - before]
    return {"early": early, "late": _started(ahead=600).wait(), **_told("k")}


def _lines(name: str) -> list[str]:
    path = Path(os.environ["LINES"])
    return [line for line in path.read_text().split() if line.startswith(name)] if path.exists() else []


def _told(name: str) -> dict[str, Any]:
    """How often each piece stands in the file, and how the rows ended."""
    from luodi.spine.jobs.models import Job

    rows = Job.objects.everywhere("a test").filter(told__contains=f'"name": "{name}')
    ended = Counter(f"{state} {attempts}" for state, attempts in rows.values_list("state", "attempts"))
    return {"pieces": Counter(_lines(name)), "ended": ended}


if __name__ == "__main__":
    sys.exit(main())
