"""`luodi work`: does the work that waits in the background, until it is told to stop."""

import argparse
import os
import signal
import socket
import threading
import time
from datetime import UTC, datetime
from typing import Any

from luodi.cli.main import answer, with_database

PAUSE = 1.0  # seconds between two looks


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    work = groups.add_parser("work", help="do the work that waits in the background")
    work.add_argument("--once", action="store_true", help="do what waits now, then end")
    work.add_argument("--beside", type=int, metavar="PID", help="end when this process is gone")
    work.add_argument("--json", action="store_true")
    work.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One piece after the other. A worker that is told to stop gives its work back."""
    with_database()
    from luodi.spine.jobs.worker import work_once

    signal.signal(signal.SIGTERM, _go)
    if args.beside:
        threading.Thread(target=_leave_with, args=[args.beside], daemon=True).start()
    me, done = f"{socket.gethostname()[:20]}-{os.getpid()}", 0
    try:
        while True:
            if work_once(me, _now):
                done += 1
            elif args.once:
                break
            else:
                time.sleep(PAUSE)
    except KeyboardInterrupt:
        if args.once:
            raise
    return answer(args, {"done": done}, f"{done} pieces of work done")


def _leave_with(parent: int) -> None:
    """The server is gone: so is this worker."""
    while os.getppid() == parent:
        time.sleep(PAUSE)
    os.kill(os.getpid(), signal.SIGTERM)


def _go(*_: Any) -> None:
    raise KeyboardInterrupt


def _now() -> datetime:
    return datetime.now(UTC)
