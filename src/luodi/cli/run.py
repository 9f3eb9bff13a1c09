"""`luodi run`: the platform on this machine, with the demo where none was loaded."""

import argparse
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from luodi.cli.main import Failed, with_django

ADDRESS = "127.0.0.1"
LAST_PORT = 65535


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    run_ = groups.add_parser("run", help="serve the platform on this machine")
    run_.add_argument("--demo", action="store_true", help="load the demo county where no region stands yet")
    run_.add_argument("--port", type=_port, default=8000)
    run_.add_argument("--workers", type=int, default=1)
    run_.set_defaults(run=run)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no port; write a number from 1 to {LAST_PORT}.")


def run(args: argparse.Namespace) -> int:
    """Bring the database up, say where to look, and serve until stopped."""
    started = time.monotonic()
    with_django()
    from luodi.cli.migrate import migrate

    refuse_taken(args.port)
    migrate()
    collect_static()
    if args.demo:
        load_demo()
    announce(args.port, time.monotonic() - started)
    start_worker()
    serve(args.port, args.workers)
    return 0


def refuse_taken(port: int) -> None:
    """Say at once that the port is somebody's, before anything is written."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as taken:
            raise Failed(f"port {port} is taken; choose another: luodi run --port {port + 1}") from taken


def collect_static() -> None:
    """Stylesheets and drawings to where they are served from, when they are not there or older than ours."""
    from django.conf import settings
    from django.core.management import call_command

    made = Path(settings.STATIC_ROOT) / "luodi"
    ours = settings.PACKAGE.rglob("static/**/*")
    if not made.is_dir() or max(file.stat().st_mtime for file in ours) > made.stat().st_mtime:
        call_command("collectstatic", interactive=False, verbosity=0)
        os.utime(made)


def load_demo() -> None:
    """The packaged county, in an installation where no region stands."""
    from luodi.cli.county_load import load
    from luodi.cli.demo import packaged, seal_loaded
    from luodi.spine.people.reads import places

    if not places():
        print("loading the demo county ...", flush=True)
        seal_loaded(load(packaged()).region)


def announce(port: int, seconds: float) -> None:
    """Where to look and with which account."""
    from django.conf import settings

    passwords = settings.DATA_DIR / "passwords.txt"
    print(f"luodi: http://{ADDRESS}:{port}  (ready after {seconds:.1f} s; stop with Ctrl-C)")
    if passwords.exists():
        names = " ".join(line.split("\t")[0] for line in passwords.read_text().splitlines())
        print(f"accounts: {names}\npasswords: {passwords}", flush=True)


def start_worker() -> None:
    """The worker of the background beside the server; it ends when the server does."""
    command = [sys.executable, "-m", "luodi.cli.main", "work", "--beside", str(os.getpid())]
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def serve(port: int, workers: int) -> None:
    """Granian with its own loop; access is not logged, faults are."""
    from django.db import connections

    connections.close_all()
    granian = str(Path(sys.executable).with_name("granian"))
    options = [
        *("--interface", "wsgi", "--host", ADDRESS, "--port", str(port), "--workers", str(workers)),
        *("--no-ws", "--no-access-log", "--log-level", "warning", "--http", "1"),
        *("--blocking-threads", "4", "--backpressure", "64", "--workers-kill-timeout", "5"),
    ]
    os.execv(granian, [granian, *options, "luodi.config.wsgi:application"])
