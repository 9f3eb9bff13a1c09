"""An application served by granian, and what requests cost it: connections kept alive, CPU of its workers."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple, Self

from bench.cases import ROOT

WORKERS = 2
PATIENCE = 60.0  # seconds until it answers


class Spent(NamedTuple):
    """What requests took."""

    requests_per_second: float
    p95_ms: float
    cpu_ms: float


class Served:
    """An application behind granian, as `luodi run` starts it, on a free port of this machine."""

    def __init__(self, application: str, settings: str, place: Path, url: str) -> None:
        self.port = _free_port()
        self._errors = (place / f"errors-{self.port}").open("w+")
        environment = {**os.environ, "LUODI_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": settings,
                       "PYTHONPATH": str(ROOT), "LUODI_DATABASE_URL": url}  # fmt: skip
        options = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", str(WORKERS),
                   "--no-ws", "--no-access-log", "--log-level", "warning", "--http", "1",
                   "--blocking-threads", "4", "--backpressure", "64", "--workers-kill-timeout", "5")  # fmt: skip
        granian = str(Path(sys.executable).with_name("granian"))
        self.process = subprocess.Popen(
            [granian, *options, application], cwd=ROOT, env=environment, stdout=self._errors, stderr=self._errors
        )

    def __enter__(self) -> Self:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        said = self._last_words()
        self.__exit__()
        raise RuntimeError(said)

    def __exit__(self, *_: Any) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self._errors.close()

    def page(self, path: str, cookie: str) -> str:
        """A page, whole."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            return _ask(line, _request(path, cookie), self).decode()

    def cpu(self) -> float:
        """Seconds of CPU of its workers so far."""
        ticks = 0
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        for pid in Path(children).read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def refused(self, answer: bytes) -> RuntimeError:
        """What to say of an answer that is none."""
        return RuntimeError(f"answered {answer[:60]!r}; {self._last_words()}")

    def _last_words(self) -> str:
        self._errors.seek(0)
        return (self._errors.read().strip().splitlines() or ["the server said nothing"])[-1]


def spent(served: Served, path: str, cookie: str, requests: int, connections: int) -> Spent:
    """Ask so often over so many connections, each asking again when it has its answer."""
    before, times, request = served.cpu(), list[float](), _request(path, cookie)
    left, faults = iter(range(requests)), list[BaseException]()

    def ask() -> None:
        try:
            with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as line:
                for _ in left:
                    started = time.perf_counter()
                    _ask(line, request, served)
                    times.append(time.perf_counter() - started)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    if faults:
        raise faults[0]
    p95 = sorted(times)[int(len(times) * 0.95)]
    return Spent(len(times) / took, p95 * 1000, (served.cpu() - before) / len(times) * 1000)


def _request(path: str, cookie: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: zh-CN\r\n"
    return f"{head}Cookie: {cookie}\r\n\r\n".encode() if cookie else f"{head}\r\n".encode()


def _ask(line: socket.socket, request: bytes, served: Served) -> bytes:
    line.sendall(request)
    answer = line.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += line.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise served.refused(head)
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    pieces, missing = [body], length - len(body)
    while missing > 0:
        pieces.append(line.recv(65536))
        missing -= len(pieces[-1])
    return b"".join(pieces)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
