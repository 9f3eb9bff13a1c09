"""Two hundred damaged backups, from a seed: each is refused, and nothing is touched."""

import hashlib
import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luodi.cli import archive, backup
from luodi.cli.archive import SEAL, opened
from luodi.cli.main import Failed
from tests.support.cast import Cast
from tests.support.house import House, inside

EACH = 20
Chance = random.Random
Members = dict[str, bytes]


@pytest.fixture
def whole(cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A small backup as `luodi backup` writes it, with two kept files."""
    settings.FILES_DIR = tmp_path / "files"
    for content in (b"one", b"two, longer"):
        name = hashlib.sha256(content).hexdigest()
        (tmp_path / "files" / name[:2]).mkdir(parents=True)
        (tmp_path / "files" / name[:2] / name).write_bytes(content)
    monkeypatch.setattr("luodi.db.copying._pages_out", _a_page)  # the tests' own database is in memory
    backup.backup(tmp_path / "whole.zip")
    return (tmp_path / "whole.zip").read_bytes()


def _a_page(opens: Any, scratch: Path) -> None:
    with opens("luodi.sqlite3") as member:
        member.write(os.urandom(5000))


def members(whole: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(whole)) as inner:
        return {name: inner.read(name) for name in inner.namelist()}


def packed(found: Members, comment: bool = True) -> bytes:
    """An archive of other content whose closing checksum fits: only the manifest can find it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.comment = b"0" * SEAL if comment else b""
        for name, content in found.items():
            inner.writestr(name, content)
    raw = made.getvalue()
    return raw[:-SEAL] + hashlib.sha256(raw[:-SEAL]).hexdigest().encode() if comment else raw


def said(found: Members, **changes: Any) -> Members:
    """The same members, the manifest saying something else."""
    manifest = json.loads(found["manifest.json"]) | changes
    return found | {"manifest.json": json.dumps(manifest).encode()}


def some(found: Members, chance: Chance) -> str:
    return chance.choice(sorted(found.keys() - {"manifest.json"}))


def flipped(whole: bytes, chance: Chance) -> bytes:
    spoiled = bytearray(whole)
    spoiled[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def cut(whole: bytes, chance: Chance) -> bytes:
    return whole[: chance.randrange(1, len(whole))]


def prolonged(whole: bytes, chance: Chance) -> bytes:
    more = chance.randbytes(chance.randrange(1, 200))
    return whole + more if chance.random() < 0.5 else more + whole


def swapped(whole: bytes, chance: Chance) -> bytes:
    found = members(whole)
    one, other = chance.sample(sorted(found.keys() - {"manifest.json"}), 2)
    found[one], found[other] = found[other], found[one]
    return packed(found)


def rewritten(whole: bytes, chance: Chance) -> bytes:
    found = members(whole)
    name = some(found, chance)
    return packed(found | {name: flipped(found[name], chance)})


def missing(whole: bytes, chance: Chance) -> bytes:
    found = members(whole)
    del found[chance.choice(sorted(found))]
    return packed(found)


def too_many(whole: bytes, chance: Chance) -> bytes:
    found = members(whole)
    return packed(found | {chance.choice(["files/x", "database/more.copy", "README", "keys/other"]): b"more"})


def of_another_version(whole: bytes, chance: Chance) -> bytes:
    other: dict[str, Any] = chance.choice([
        {"version": f"{chance.randrange(1, 99)}.0.0"}, {"version": "newest"}, {"format": chance.randrange(2, 99)},
        {"facts": -1}, {"facts": "many"},
        {"version": None}, {"members": []}, {"members": {}}, {"more": 1}, {"migrations": [1]}, {"regions": None},
    ])  # fmt: skip
    return packed(said(members(whole), **other))


def out_of_its_folder(whole: bytes, chance: Chance) -> bytes:
    """A member that would be written somewhere else, told by the manifest as if it belonged there."""
    found, content = members(whole), b"0" * 64
    name = chance.choice(
        ["keys/evil", "database/evil.json", "database/other.sqlite3",
         "../evil", "/etc/evil", "files/../../evil", "keys/../evil", "database/../x.copy", "files/ab/../../../evil",
         "keys/a/b", "database/.sqlite3", "C:\\evil", "files//evil"]
    )  # fmt: skip
    told = json.loads(found["manifest.json"])["members"] | {name: [64, hashlib.sha256(content).hexdigest()]}
    return packed(said(found, members=told) | {name: content})


def no_backup(whole: bytes, chance: Chance) -> bytes:
    return chance.choice([b"", b"PK", chance.randbytes(500), packed({"a": b"b"}), packed({}, comment=False),
                          packed({"manifest.json": b"[" * 200_000}), under_a_password(whole),
                          packed({"manifest.json": b"{"}), packed({"manifest.json": b"[]"}),
                          packed({"word/document.xml": b"<a/>"}, comment=False)])  # fmt: skip


def under_a_password(whole: bytes) -> bytes:
    """As if each member were encrypted: a bit in the heads of the archive's table."""
    raw, at = bytearray(packed(members(whole))), 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        raw[at + 8] |= 1
        at += 4
    return bytes(raw[:-SEAL]) + hashlib.sha256(bytes(raw[:-SEAL])).hexdigest().encode()


DAMAGES: list[Callable[[bytes, Chance], bytes]] = [
    flipped, cut, prolonged, swapped, rewritten, missing, too_many, of_another_version, out_of_its_folder, no_backup,
]  # fmt: skip


def test_two_hundred_damaged_backups_are_refused(whole: bytes, tmp_path: Path) -> None:
    file, refused = tmp_path / "damaged.zip", 0
    with opened(tmp_path / "whole.zip"):
        before = inside(tmp_path)
    for damage in DAMAGES:
        for seed in range(EACH):
            spoiled = damage(whole, random.Random(f"{damage.__name__} {seed}"))
            assert spoiled != whole
            file.write_bytes(spoiled)
            with pytest.raises(Failed) as said_no, opened(file):
                pytest.fail(f"{damage.__name__} {seed} was let in")
            assert len(str(said_no.value)) > 30, "it says why"
            refused += 1
    file.unlink()
    assert refused == EACH * len(DAMAGES) >= 200
    assert inside(tmp_path) == before


@pytest.mark.parametrize("damage", [flipped, missing, of_another_version, out_of_its_folder], ids=lambda d: d.__name__)
def test_the_command_refuses_and_leaves_nothing(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, damage: Callable[[bytes, Chance], bytes]
) -> None:
    place = tmp_path_factory.mktemp("place")
    (place / "damaged.zip").write_bytes(damage(whole, random.Random(1)))
    url = os.environ.get("LUODI_DATABASE_URL", "")
    House(place / "house", url).luodi("restore", str(place / "damaged.zip"), code=1)
    assert inside(place) == ["damaged.zip"]


def test_a_migration_nobody_knows_is_refused(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("place")
    found = members(whole)
    told = json.loads(found["manifest.json"])["migrations"]
    (place / "odd.zip").write_bytes(packed(said(found, migrations=[*told, ["journal", "0999_later"]])))
    url = os.environ.get("LUODI_DATABASE_URL", "")
    answer = House(place / "house", url).luodi("restore", str(place / "odd.zip"), code=1)
    assert "another" in answer or "journal.0999_later" in answer
    assert inside(place) == ["odd.zip"]


def test_the_packed_archive_of_the_tests_is_what_the_product_writes(whole: bytes, tmp_path: Path) -> None:
    """Else every refusal above could be for the tests' own mistakes."""
    (tmp_path / "again.zip").write_bytes(packed(members(whole)))
    with opened(tmp_path / "again.zip") as (_, manifest):
        assert manifest.format == archive.FORMAT
