"""A backup as one file: a ZIP with a manifest, closed by the checksum of all that comes before it.

Members: `manifest.json`, `database/…`, `keys/…`, `files/ab/abcdef…`. Whoever opens one reads every byte against the
manifest before anything is done with it, so a damaged backup is refused whole.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from luodi.cli.main import Failed
from luodi.db.disk import sync

FORMAT = 1
SEAL = 64  # hexadecimal characters at the end: SHA-256 of everything before
AT_ONCE = 1024 * 1024
MANIFEST = "manifest.json"
KEYS = ("secret_key", "journal_key", "journal_keys.txt")
_NAME = re.compile(
    rf"database/(luodi\.sqlite3|[a-z0-9_]+\.copy|sequences\.json)|keys/({'|'.join(map(re.escape, KEYS))})"
    r"|files/([0-9a-f]{2})/(\3[0-9a-f]{62})"
)


@dataclass
class Manifest:
    """What a backup says of itself. `regions`: code → facts and the root over their leaves."""

    version: str
    engine: str
    made_at: str
    key_check: str
    migrations: list[list[str]]
    facts: int
    regions: dict[str, list[Any]]
    members: dict[str, list[Any]] = field(default_factory=dict)  # name → size, SHA-256
    left_out: dict[str, str] = field(default_factory=dict)  # kept files that were not as they were given → how
    format: int = FORMAT


def is_member(name: str) -> bool:
    """Whether an archive can hold a member of this name."""
    return bool(_NAME.fullmatch(name))


def key_check(secret: str) -> str:
    """Whether two keys are one, without telling them."""
    return hashlib.sha256(b"luodi backup key" + secret.encode()).hexdigest()


class Writing:
    """An archive being written; members are counted and hashed as they pass."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, list[Any]] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Write one member; its name is one `opened` would allow."""
        assert is_member(name), name
        with self._archive.open(name, "w", force_zip64=True) as inner:
            counted = _Counted(inner)
            yield counted  # type: ignore[misc]
        self.members[name] = [counted.size, counted.digest.hexdigest()]

    def close(self, manifest: Manifest) -> None:
        """The manifest comes last: it knows every member."""
        manifest.members = self.members
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


class _Counted:
    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self.size, self.digest = inner, 0, hashlib.sha256()

    def write(self, block: bytes) -> int:
        self.size += len(block)
        self.digest.update(block)
        return self._inner.write(block)


@contextmanager
def written(file: Path) -> Iterator[Writing]:
    """A new archive under its name only when it is whole and on the disk."""
    if file.exists():
        raise Failed(f"{file} is there already; choose another name, no backup is written over")
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.comment = b"0" * SEAL
                yield Writing(archive)
            digest = _digest(raw, raw.seek(0, 2) - SEAL)
            raw.seek(-SEAL, 2)
            raw.write(digest.encode())
            raw.flush()
            os.fsync(raw.fileno())
        fresh.rename(file)
        sync(file.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _digest(raw: IO[bytes], size: int) -> str:
    digest = hashlib.sha256()
    raw.seek(0)
    while size > 0 and (block := raw.read(min(AT_ONCE, size))):
        digest.update(block)
        size -= len(block)
    return digest.hexdigest()


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An archive of which every byte was read and is what its manifest says; else `Failed`, with the reason."""
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(file.open("rb"))
            size = raw.seek(0, 2) - SEAL
            if size <= 0 or _digest(raw, size).encode() != raw.read(SEAL):
                raise Failed(f"{file} is no whole backup: its closing checksum does not fit; take another copy")
            archive = stack.enter_context(zipfile.ZipFile(raw))
            manifest = _manifest(archive)
            _same_names(archive, manifest)
            for name, (length, digest) in manifest.members.items():
                _same_bytes(archive, name, length, digest)
        except FileNotFoundError as problem:
            raise Failed(f"there is no file {file}") from problem
        except _NO_BACKUP as problem:
            raise Failed(f"{file} cannot be read as a backup: {problem}; take another copy") from problem
        yield archive, manifest  # what goes wrong from here on is not the backup's fault


_NO_BACKUP = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError)
"""What reading one raises that is none: NotImplementedError at a packing zipfile does not know, RuntimeError at members
under a password or at too deep a manifest."""


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        found = Manifest(**json.loads(archive.read(MANIFEST)))
        ours = tuple(map(int, version("luodi").split(".")))
        theirs = tuple(map(int, found.version.split(".")))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Failed("no backup of luodi: it has no manifest that can be read") from problem
    if found.format != FORMAT or theirs > ours:
        made_by = f"luodi {found.version} (format {found.format}), this is {version('luodi')}"
        raise Failed(f"the backup was made by {made_by}; install that version or a newer one")
    if not (_pairs(found.members) and _pairs(found.regions) and found.members and isinstance(found.migrations, list)):
        raise Failed("no backup of luodi: its manifest does not list what is in it")
    if not all(isinstance(one, list) and len(one) == 2 for one in found.migrations):
        raise Failed("no backup of luodi: its manifest does not list its migrations")
    if found.facts != sum(facts for facts, _ in found.regions.values()):
        raise Failed("no backup of luodi: its manifest does not count its facts")
    return found


def _pairs(found: Any) -> bool:
    """Whether each name has a number and a checksum."""
    kinds = [list(map(type, one)) if isinstance(one, list) else [] for one in getattr(found, "values", list)()]
    return isinstance(found, dict) and all(kind == [int, str] for kind in kinds)


def _same_names(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [one.filename for one in archive.infolist()]
    odd = sorted({*names} ^ {MANIFEST, *manifest.members}) or [n for n in names if names.count(n) > 1]
    odd = odd or [name for name in manifest.members if not is_member(name)]
    if odd:
        raise Failed(f"the backup is not what its manifest says: {odd[0]!r} is missing, too many or no name of one")


def _same_bytes(archive: zipfile.ZipFile, name: str, length: int, digest: str) -> None:
    if archive.getinfo(name).file_size == length:  # before a byte of it is unpacked
        with archive.open(name) as member:
            if _digest(member, length) == digest and (not name.startswith("files/") or name.endswith(f"/{digest}")):
                return
    raise Failed(f"the backup is damaged: {name} is not what was saved; take another copy")
