"""An earlier commit's demo is brought to this version: every fact stays byte for byte, and work goes on.

From now on each commit is upgraded from: the one before it, and the newest before that whose migrations differ; one
in the midst of a change, which cannot load its own demo, was never anybody's.
"""

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.house import House, house
from tests.support.shared import ROOT

pytestmark = pytest.mark.django_db  # on both engines

FACTS = """
import hashlib, json
import django
django.setup()
from django.db import connection
columns = "id, region_id, kind, payload, rows, leaf, subject, person_id, post_id, party_id, happened_at, recorded_at"
with connection.cursor() as cursor:
    cursor.execute(f'SELECT {columns}, "case" FROM journal_entry ORDER BY id')
    for row in cursor.fetchall():
        print(hashlib.sha256(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]).encode()).hexdigest())
"""
GROWN = {  # a column more in a table with rows, as a later version might add it
    "models.py": ("    name = CharField", '    ward = CharField(max_length=9, default="east")\n    name = CharField'),
    "migrations/0999_wards.py": """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "{last}")]
    operations = [migrations.AddField("Project", "ward", models.CharField(max_length=9, default="east"))]
""",
}


TRIED = 5


def git(*words: str) -> bytes:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout


def earlier() -> dict[str, list[str]]:
    """The commits to upgrade from, by why; of those with other migrations the newest of each, at most so many."""
    commits = git("log", "--format=%H", "-n", "400", "HEAD").decode().split()
    assert len(commits) > 1, "this clone has no history to upgrade from; fetch it: git fetch --unshallow"
    seen, others = [migrations(commits[0])], list[str]()
    for one in commits[1:]:
        if len(others) < TRIED and (names := migrations(one)) not in seen:
            seen.append(names)
            others.append(one)
    assert others, "no commit with other migrations in this history; fetch more of it: git fetch --unshallow"
    return {"the commit before": commits[1:2], "the newest with other migrations": others}


def migrations(commit: str) -> list[str]:
    names = git("ls-tree", "-r", "--name-only", commit, "src/luodi").decode().splitlines()
    return [name for name in names if "/migrations/" in name]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("upgrade")


@pytest.fixture(scope="module", params=["the commit before", "the newest with other migrations"])
def old(request: pytest.FixtureRequest, place: Path) -> Iterator[House]:
    """The demo as that commit's own code loads it."""
    commits = earlier()[request.param]
    for commit in commits:
        source = place / commit
        with tarfile.open(fileobj=BytesIO(git("archive", commit, "src"))) as archive:
            archive.extractall(source, filter="data")
        with house(place / f"house_{commit[:8]}", source / "src") as made:
            if loads(made, last=commit == commits[-1]):
                yield made
                return


def loads(made: House, *, last: bool) -> bool:
    """Whether a commit loads the demo; the last one must."""
    try:
        made.luodi("migrate")
        made.luodi("demo", "load")
    except AssertionError:
        if last:
            raise
        return False
    return True


def test_every_fact_stays_and_work_goes_on(old: House) -> None:
    before = old.python("-c", FACTS).split()
    assert len(before) > 300
    now = House(old.place, old.url)
    now.luodi("migrate")
    after = now.python("-c", FACTS).split()
    assert after[: len(before)] == before
    assert len(after) - len(before) <= 1, "an upgrade records one fact at most"
    assert "0 differences" in now.luodi("verify")
    now.goes_on(now.place / "passwords.txt")


def test_a_column_added_to_a_table_with_rows_is_one_fact(place: Path) -> None:
    """What a later version of this very code will do."""
    later = place / "later"
    shutil.copytree(ROOT / "src", later)
    room = later / "luodi" / "slices" / "projects"
    old, new = GROWN["models.py"]
    text = (room / "models.py").read_text()
    assert old in text
    (room / "models.py").write_text(text.replace(old, new, 1))
    last = max(path.stem for path in (room / "migrations").glob("0*.py"))
    (room / "migrations" / "0999_wards.py").write_text(str(GROWN["migrations/0999_wards.py"]).replace("{last}", last))
    with house(place / "grown") as now:
        now.luodi("migrate")
        now.luodi("demo", "load")
        before = now.python("-c", FACTS).split()
        grown = House(now.place, now.url, later)
        assert "1 migrations applied" in grown.luodi("migrate")
        after = grown.python("-c", FACTS).split()
        assert (after[:-1], len(after)) == (before, len(before) + 1)
        assert "0 differences" in grown.luodi("verify")
