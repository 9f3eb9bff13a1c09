"""`luodi run`: from nothing to a page, and what it says when it cannot."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

LUODI = str(Path(sys.executable).with_name("luodi"))


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(place: Path) -> dict[str, str]:
    given = {key: value for key, value in os.environ.items() if key != "LUODI_DATABASE_URL"}
    return given | {"LUODI_DATA_DIR": str(place)}


def fetched(address: str) -> tuple[int, bytes]:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_one_command_serves_the_demo_with_its_styles_and_says_where_the_passwords_are(tmp_path: Path, port: int):
    command = [LUODI, "run", "--demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment(tmp_path), stdout=subprocess.PIPE, text=True)
    try:
        status, page = fetched(f"http://127.0.0.1:{port}/signin/")
        assert status == 200 and str(tmp_path / "passwords.txt").encode() in page
        assert fetched(f"http://127.0.0.1:{port}/static/luodi/tokens.css")[0] == 200
        assert (tmp_path / "passwords.txt").stat().st_mode & 0o777 == 0o600
        taken = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
        assert taken.returncode == 1 and f"port {port} is taken" in taken.stderr
    finally:
        server.terminate()
        said = server.communicate(timeout=20)[0]
    assert f"http://127.0.0.1:{port}" in said and "window zrzy" in said
