"""An installation of its own: a data directory, on PostgreSQL a database besides, and the command `luodi` run in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.cases import database
from tests.support.shared import ROOT

GOES_ON = """
import os, sys
import django
django.setup()
from django.conf import settings
from django.test import Client
from luodi.slices.approvals.actions import acceptance, decision, entry
from luodi.spine.journal.verify import verify
from luodi.spine.people.models import User
from luodi.spine.people.reads import seat_of
from luodi.web.clock import now

words = dict(line.split("\\t")[:2] for line in open(sys.argv[1], encoding="utf-8").read().splitlines())
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
assert client.post("/signin/", {"username": "zrzy", "password": "wrong"}).status_code == 422
signed = client.post("/signin/", {"username": "zrzy", "password": words["zrzy"]})
assert signed.status_code == 302 and client.get("/").status_code in (200, 302), signed.status_code
window, officer = (seat_of(User.objects.get(username=name).person_id) for name in ("window", "zrzy"))
at = now(window.place)
number = entry.receive(matter="A03", applicant="F06", about="after all", by=window, at=at)
acceptance.accept(number=number, by=officer, at=at)
decision.grant(number=number, document=number, by=officer, at=at)
assert verify().clean, verify().differences[:5]
print("goes on")
"""


@dataclass
class House:
    """`source`: whose code runs, the working tree's or that of an earlier commit."""

    place: Path
    url: str = ""
    source: Path = ROOT / "src"

    def python(self, *words: str, code: int = 0) -> str:
        """What a Python of this house prints; it must end with this exit code."""
        ran = subprocess.run(self._python(words), **self._around(), capture_output=True, text=True, check=False)
        assert ran.returncode == code, f"{words} ended with {ran.returncode}: {ran.stdout}{ran.stderr}"
        return ran.stdout + ran.stderr

    def luodi(self, *words: str, code: int = 0) -> str:
        """A command of this house."""
        return self.python("-m", "luodi.cli.main", *words, code=code)

    @contextmanager
    def served(self, *words: str) -> Iterator[str]:
        """The address of this house, served by a process of its own until the end."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = self._python(["-m", "luodi.cli.main", "run", "--port", str(port), *words])
        server = subprocess.Popen(command, **self._around(), stdout=subprocess.DEVNULL)
        try:
            _answers(server, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)

    def passwords(self) -> dict[str, str]:
        """The password of each account of the demo."""
        lines = (self.place / "passwords.txt").read_text("utf-8").splitlines()
        return dict(line.split("\t")[:2] for line in lines)

    def _python(self, words: Sequence[str]) -> list[str]:
        return [sys.executable, "-W", "ignore", *words]

    def _around(self) -> dict[str, Any]:
        environment = {**os.environ, "LUODI_DATA_DIR": str(self.place), "LUODI_DATABASE_URL": self.url,
                       "DJANGO_SETTINGS_MODULE": "luodi.config.settings", "PYTHONPATH": str(self.source)}  # fmt: skip
        return {"env": environment, "cwd": self.source}

    def goes_on(self, passwords: Path) -> None:
        """Somebody signs in, a case is received, accepted and decided, and the journal still tells every table."""
        assert "goes on" in self.python("-c", GOES_ON, str(passwords))


def _answers(server: "subprocess.Popen[bytes]", base: str) -> None:
    """Until it answers; a server that ends or is silent for two minutes fails."""
    for _ in range(1200):
        assert server.poll() is None, f"the server ended with {server.returncode}"
        with suppress(OSError):
            urllib.request.urlopen(f"{base}/signin/", timeout=10).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"{base} does not answer")


@contextmanager
def house(place: Path, source: Path = ROOT / "src") -> Iterator[House]:
    """A house on the engine of this run, its database gone afterwards."""
    with database(f"{place.name}_{os.environ.get('PYTEST_XDIST_WORKER', '')}".lower().replace("-", "_")) as url:
        yield House(place, url, source)


def inside(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())
