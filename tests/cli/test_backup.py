"""A backup holds everything, and a county restored from it goes on working."""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from luodi.cli import restore
from luodi.cli.archive import opened
from tests.journeys.test_case import act
from tests.support.house import House, house, inside

pytestmark = pytest.mark.django_db  # on both engines

CONTENT = b"a kept file"
CASE, PAPER = "C24", b"%PDF-1.4 a map of the yard"
KEEP = f"""
import django
django.setup()
from luodi.spine.files.actions import keep
from luodi.spine.people.models import User
from luodi.spine.people.reads import seat_of
from luodi.web.clock import now
by = seat_of(User.objects.get(username="F06").person_id)
keep(name="a.txt", content={CONTENT!r}, by=by, at=now(by.place))
"""
BUSY = """
import django
django.setup()
from luodi.slices.approvals.actions import decision
from luodi.spine.people.models import User
from luodi.spine.people.reads import seat_of
from luodi.web.clock import now
by = seat_of(User.objects.get(username="zrzy").person_id)
for number in range(60):
    decision.remark(number="C15", text=f"remark {number}", by=by, at=now(by.place))
"""


LINK = """
import django
django.setup()
from luodi.slices.plans.actions.links import make_link
from luodi.slices.plans.reads import link_of
from luodi.spine.people.reads import places
from luodi.spine.people.seats import of_law
from luodi.web.clock import now
by = of_law(places()[0])
make_link(number="P55", by=by, at=now(by.place))
print(link_of(by, "P55").key)
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo county, with a kept file."""
    with house(tmp_path_factory.mktemp("first") / "first") as made:
        made.luodi("migrate")
        made.luodi("demo", "load")
        made.python("-c", KEEP)
        yield made


def sign_in(page: Page, base: str, account: str, password: str) -> None:
    """By the form, as a person does, in English."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": base}])
    page.goto(f"{base}/signin/")
    page.get_by_label("Account").fill(account)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "signin" not in address)


def papers_come_in(page: Page, base: str, words: dict[str, str], paper: Path) -> None:
    """The window takes in what was missing."""
    paper.write_bytes(PAPER)
    sign_in(page, base, "window", words["window"])
    page.goto(f"{base}/cases/{CASE}/")
    page.get_by_role("link", name="Send the papers", exact=True).click()
    dialog = page.get_by_role("dialog", name="Send the papers")
    dialog.get_by_label("Photographs or files").set_input_files(paper)
    dialog.get_by_role("button", name="Send the papers").click()
    expect(page.get_by_role("status")).to_contain_text("The papers are in")


def the_department_goes_on(page: Page, base: str, words: dict[str, str]) -> None:
    """By the old password: from the inbox to the case, its paper and receipt, and to the decision."""
    sign_in(page, base, "zrzy", words["zrzy"])
    page.locator(f"a[href='/cases/{CASE}/']").first.click()
    with page.expect_download() as given:
        page.get_by_role("link", name="map.pdf").click()
    assert Path(given.value.path()).read_bytes() == PAPER
    page.get_by_role("link", name="Receipt").first.click()
    expect(page.locator("ul.rows")).to_contain_text("map.pdf")
    page.get_by_role("link", name="Back to the case").click()
    act(page, "Accept")
    act(page, "Grant and close", Document_number="N-24")
    expect(page.get_by_role("heading", level=1)).to_contain_text("as promised")


def test_a_restored_county_goes_on_working(first: House, page: Page, tmp_path: Path) -> None:
    file, words = tmp_path / "saved.zip", first.passwords()
    with first.served() as base:
        papers_come_in(page, base, words, tmp_path / "map.pdf")
        printed = f"/plan/of/{first.python('-c', LINK).split()[-1]}/"
        assert page.request.get(base + printed).status == 200
        saved = json.loads(first.luodi("backup", str(file), "--json"))
    assert file.stat().st_mode & 0o777 == 0o600, "it holds the keys"
    assert saved["files"] == 2 and saved["facts"] > 500
    with house(tmp_path / "second") as second:
        found = json.loads(second.luodi("restore", str(file), "--json"))
        assert (found["facts"], found["files"], found["regions"]) == (saved["facts"], 2, saved["regions"])
        kept = hashlib.sha256(CONTENT).hexdigest()
        assert (second.place / "files" / kept[:2] / kept).read_bytes() == CONTENT
        assert second.place.stat().st_mode & 0o077 == 0
        assert (second.place / "secret_key").read_bytes() == (first.place / "secret_key").read_bytes()
        sealed = second.luodi("seal")  # on PostgreSQL transactions of other databases held the horizon of before
        assert "0 facts sealed" in sealed or first.url
        with second.served() as base:
            the_department_goes_on(page, base, words)
            assert page.request.get(base + printed).status == 200, "a code on paper opens the new place"
        for one in (first, second):
            assert " 0 differences" in one.luodi("verify")
        assert "holds something" in second.luodi("restore", str(file), code=1)


def test_a_backup_made_under_writes_is_of_one_moment(first: House, tmp_path: Path) -> None:
    writer = threading.Thread(target=lambda: first.python("-c", BUSY))
    writer.start()
    try:
        first.luodi("backup", str(tmp_path / "busy.zip"))
    finally:
        writer.join()
    with house(tmp_path / "third") as third:
        third.luodi("restore", str(tmp_path / "busy.zip"))
        assert "0 differences" in third.luodi("verify")


@pytest.mark.parametrize(
    ("become", "fault"), [(CONTENT[::-1], "other bytes"), (b"", "of another size"), (None, "missing")]
)
def test_a_rotten_file_is_named_and_all_else_is_saved(
    first: House, tmp_path: Path, become: bytes | None, fault: str
) -> None:
    checksum, file = hashlib.sha256(CONTENT).hexdigest(), tmp_path / "saved.zip"
    kept = first.place / "files" / checksum[:2] / checksum
    beside = [kept.with_name("Thumbs.db"), kept.with_name(f"{checksum[:2]}.tmp")]
    for one in beside:
        one.write_text("not ours")
    try:
        kept.unlink() if become is None else kept.write_bytes(become)
        said = json.loads(first.luodi("backup", str(file), "--json", code=1))
        assert said["left_out"] == {checksum: fault}
        again = first.luodi("backup", str(tmp_path / "again.zip"), code=1)
        assert f"left out, for they are not as they were given: {checksum[:12]}… ({fault})" in again
    finally:
        kept.write_bytes(CONTENT)
        for one in beside:
            one.unlink()
    with house(tmp_path / "fourth") as fourth:
        assert "1 kept files are missing" in fourth.luodi("restore", str(file))
        assert "0 differences" in fourth.luodi("verify")
        assert checksum[:12] in fourth.luodi("doctor", code=1)


def test_what_a_killed_restore_left_goes_and_a_mounted_place_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, no_process = tmp_path / "place", 2**22 + 1  # above the highest number Linux gives one
    (left := tmp_path / f".place.{no_process}").mkdir()
    (mine := tmp_path / f".place.{os.getppid()}").mkdir()
    (left / "journal_key").write_text("a key")
    beside = restore._beside(place)
    assert inside(tmp_path) == sorted([beside.name, mine.name])
    monkeypatch.setattr(Path, "is_mount", lambda path: path == place)
    place.mkdir()
    within = restore._beside(place)
    assert within.parent == place
    for name in ("luodi.sqlite3", "secret_key"):
        (within / name).write_text(name)
    restore._moved(within, place)
    within.rmdir()
    assert inside(place) == ["luodi.sqlite3", "secret_key"]


def test_no_backup_is_written_over(first: House, tmp_path: Path) -> None:
    file = tmp_path / "there.zip"
    file.write_text("somebody's")
    assert "is there already" in first.luodi("backup", str(file), code=1)
    assert (file.read_text(), inside(tmp_path)) == ("somebody's", ["there.zip"])


def test_a_backup_says_what_it_is(first: House, tmp_path: Path) -> None:
    file = tmp_path / "said.zip"
    first.luodi("backup", str(file))
    with opened(file) as (archive, manifest):
        assert set(archive.namelist()) == {"manifest.json", *manifest.members}
        assert ["journal", "0001_facts"] in manifest.migrations
        assert manifest.facts == sum(facts for facts, _ in manifest.regions.values())
        assert "keys/secret_key" in manifest.members
        assert not any("password" in name for name in manifest.members)
    assert json.loads((first.place / "last_backup.json").read_text())["file"] == str(file)


def test_a_place_of_another_engine_or_with_tables_refuses(first: House, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    first.luodi("backup", str(file))
    if first.url:
        elsewhere = House(tmp_path / "elsewhere", "")
        assert "the backup is of postgresql" in elsewhere.luodi("restore", str(file), code=1)
        filled = House(tmp_path / "elsewhere", first.url)
        assert "holds tables" in filled.luodi("restore", str(file), code=1)
    else:
        elsewhere = House(tmp_path / "elsewhere", "postgresql://nobody@127.0.0.1:1/none")
        assert "the backup is of sqlite" in elsewhere.luodi("restore", str(file), code=1)
    assert inside(tmp_path) == ["other.zip"], "nothing is left"
