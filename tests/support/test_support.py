"""The two engines and the browser of the tests are really there, and their absence is a failure, not a skip."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.support import browser as browsers
from tests.support import postgres, shared


def test_a_cluster_answers_and_leaves_nothing_behind() -> None:
    with postgres.cluster() as address:
        with psycopg.connect(address) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        place = Path(row[0])
        assert place.exists()
    assert not place.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)


def test_the_command_runs_on_the_cluster_and_keeps_its_exit_code() -> None:
    code = "import os, sys; sys.exit(7 if os.environ['LUODI_DATABASE_URL'].startswith('postgresql://') else 0)"
    ran = subprocess.run([sys.executable, "-m", "tests.support.postgres", "run", "--", sys.executable, "-c", code],
                         cwd=shared.ROOT, check=False)
    assert ran.returncode == 7


def test_without_a_server_it_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert postgres.main(["run", "--", sys.executable, "-c", "pass"]) == 2


def test_the_browser_draws_chinese(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<span id=a>落地</span><br><span id=b>\U0010fffd\U0010fffd</span>")
    drawn, missing = page.locator("#a").screenshot(), page.locator("#b").screenshot()
    page.close()
    assert drawn != missing


def test_without_a_browser_it_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(browsers.NoBrowser):
        browsers.executable()


def test_a_missing_shared_file_is_skipped_here_and_fails_where_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("LUODI_REQUIRE_SHARED", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"\.\./shared/none"):
        shared.shared("none")
    monkeypatch.setenv("LUODI_REQUIRE_SHARED", "1")
    with pytest.raises(pytest.fail.Exception):
        shared.shared("none")
    assert os.environ["LUODI_REQUIRE_SHARED"] == "1"
