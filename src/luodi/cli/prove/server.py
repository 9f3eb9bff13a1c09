"""A PostgreSQL of a drill's own on the drilled disk: killed with the power, started anew when the disk is back."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from luodi.cli.main import CannotBegin

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "luodi"
PATIENCE = 60  # seconds


class Server:
    """One cluster after another at the same place and address."""

    def __init__(self, place: Path, log: Path) -> None:
        self._programs, self._account = programs(), pwd.getpwnam("postgres")
        self._place, self._log, self._port = place, log, _free_port()
        self._options = {
            "listen_addresses": "127.0.0.1", "port": str(self._port), "unix_socket_directories": "",
            "shared_buffers": "64MB",
        }  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://{OWNER}@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        """An empty cluster on the disk."""
        self._place.mkdir(mode=0o700)
        os.chown(self._place, self._account.pw_uid, self._account.pw_gid)
        words = ["-D", str(self._place), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k"]
        ran = subprocess.run(
            [self._programs / "initdb", *words], capture_output=True, cwd="/", check=False, **self._as_account()
        )
        if ran.returncode:
            raise CannotBegin(f"initdb refused: {ran.stderr.decode(errors='replace').strip()}")

    def start(self, weak: str = "") -> None:
        """Recover what stands on the disk and answer; weak where that is wanted, see `crew.WEAK`."""
        (self._place / "postmaster.pid").unlink(missing_ok=True)  # of the one that died with the power
        commits = {"synchronous_commit": "off" if weak == "synchronous" else "on"}
        options = [part for name, value in (self._options | commits).items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as words:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", str(self._place), *options], stdout=words, stderr=words, cwd="/",
                **self._as_account(),
            )  # fmt: skip
        self._answers()

    def kill(self) -> None:
        """As the power goes: every process of it at once."""
        if (process := self._process) is None:
            return
        mine = [process.pid, *_children(process.pid)]
        for pid in mine:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
        self._process = None

    def _answers(self) -> None:
        import psycopg

        assert self._process is not None
        last = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < last:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            time.sleep(0.05)
        raise CannotBegin(f"PostgreSQL does not answer: {self._log.read_text(errors='replace')[-500:]}")

    def _as_account(self) -> dict[str, Any]:
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


def programs() -> Path:
    """Where `initdb` and `postgres` stand; raises CannotBegin."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda each: float(each.parents[1].name))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise CannotBegin("no PostgreSQL server is on this machine; install Debian's postgresql")
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise CannotBegin("there is no account 'postgres' to run the server; install Debian's postgresql") from None
    return (found[-1] if found else Path(on_path or "")).resolve().parent


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
