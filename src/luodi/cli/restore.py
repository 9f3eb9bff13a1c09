"""`luodi restore FILE`: a backup into a fresh place, read whole before anything is touched, proven before it stands."""

import argparse
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

from luodi.cli.archive import AT_ONCE, Manifest, key_check, opened
from luodi.cli.main import Failed, answer, data_directory, with_django
from luodi.db.disk import sync

WHERE = {"database": "", "keys": "", "files": "files"}  # folders of a backup and of a data directory


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = groups.add_parser("restore", help="bring a backup into a fresh place and prove it")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, unpack beside the place, prove, then move into the place; where anything fails nothing is left."""
    place = data_directory()
    if place.exists() and (not place.is_dir() or any(part.name != "lost+found" for part in place.iterdir())):
        raise Failed(f"{place} holds something; restore into a fresh place: set LUODI_DATA_DIR to a new folder")
    engine = "postgresql" if os.environ.get("LUODI_DATABASE_URL") else "sqlite"
    with opened(args.file.resolve()) as (archive, manifest):
        if manifest.engine != engine:
            raise Failed(f"the backup is of {manifest.engine}, the place is of {engine}; set LUODI_DATABASE_URL")
        beside = _beside(place)
        try:
            found = _restored(archive, manifest, beside)
            _moved(beside, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    text = "{place}: {facts} facts, {files} kept files; its roots are those saved at {made_at}, verify is clean"
    if found["missing"]:
        text += "\n{missing} kept files are missing: not as they were given when it was saved; run: luodi doctor"
    said = {"place": str(place), **found}
    return answer(args, said, text.format(**said))


def _beside(place: Path) -> Path:
    """A new folder on the disk of the place; what a killed restore left there holds keys and goes first."""
    mounted = place.is_mount()
    for left in place.parent.glob(f".{place.name}.*"):
        if left.is_dir() and left.suffix[1:].isdecimal() and not _runs(int(left.suffix[1:])):
            shutil.rmtree(left, ignore_errors=True)
    beside = (place if mounted else place.parent) / f".{place.name}.{os.getpid()}"
    beside.mkdir(mode=0o700, parents=True)
    return beside


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _moved(beside: Path, place: Path) -> None:
    """The folder becomes the place; a mounted place cannot be exchanged, so it is filled, the database last."""
    if beside.parent == place:
        for part in sorted(beside.iterdir(), key=lambda part: part.name.startswith("luodi.sqlite3")):
            part.rename(place / part.name)
        sync(place)
        return
    if place.exists():
        place.rmdir()
    beside.rename(place)
    sync(place.parent)


def _restored(archive: zipfile.ZipFile, manifest: Manifest, place: Path) -> dict[str, Any]:
    """Everything in the folder beside; settings are read there, for they know the restored keys."""
    for name in manifest.members:
        folder, _, rest = name.partition("/")
        _unpack(archive, name, place / WHERE[folder] / rest)
    os.environ["LUODI_DATA_DIR"] = str(place)
    with_django()
    from django.conf import settings
    from django.db import connection, transaction

    from luodi.spine.files.reads import faults

    if key_check(settings.SECRET_KEY) != manifest.key_check:
        raise Failed("the secret key is another; set LUODI_SECRET_KEY to the one the installation had")
    _known(manifest)
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                _filled(manifest, place)
                _proven(manifest)
            for path in place.glob("*.copy"):
                path.unlink()
            (place / "sequences.json").unlink()
        else:
            _whole(place)
            _brought_up()
            _proven(manifest)
        missing = sum(1 for _ in faults(newest=0))
    finally:
        connection.close()
    files = sum(name.startswith("files/") for name in manifest.members)
    return {"facts": manifest.facts, "files": files, "missing": missing, "regions": manifest.regions,
            "made_at": manifest.made_at}  # fmt: skip


def _whole(place: Path) -> None:
    """A backup made before copies were looked through may carry damage that no verify reads."""
    from luodi.db.copying import PAGES
    from luodi.db.wholeness import Damaged, must_be_whole

    try:
        must_be_whole(place / PAGES)
    except Damaged as problem:
        said = f"the database was damaged when it was saved ({problem})"
        raise Failed(f"{said}; take an older backup") from None


def _unpack(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(name) as member, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as made:
        shutil.copyfileobj(member, made, AT_ONCE)
        made.flush()
        os.fsync(made.fileno())


def _known(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    disk = MigrationLoader(None).disk_migrations
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in disk]:
        raise Failed(f"the backup has had a migration this version does not know: {unknown[0]}; install a newer one")


def _filled(manifest: Manifest, place: Path) -> None:
    """The tables as the migrations of the backup made them, filled, then brought up to this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from luodi.db.copying import copied_in, stands_empty

    if not stands_empty():
        raise Failed("the database holds tables; restore into an empty one: create it, set LUODI_DATABASE_URL to it")
    MigrationExecutor(connection).migrate([(app, name) for app, name in manifest.migrations])
    names = [name.removeprefix("database/") for name in manifest.members if name.startswith("database/")]
    copied_in({name: place / name for name in names})
    _brought_up()


def _brought_up() -> None:
    from luodi.cli.migrate import migrate

    migrate()


def _proven(manifest: Manifest) -> None:
    """The journal's roots over what was saved are the same, and every table is as it tells; an upgrade adds a fact."""
    from luodi.spine.journal.roots import roots
    from luodi.spine.journal.verify import verify

    saved = {code: facts for code, (facts, _) in manifest.regions.items()}
    found = {code: list(root) for code, root in roots(first=saved).items()}
    if found != manifest.regions:
        raise Failed("the journal is not the one that was saved: its root is another; take another copy")
    if differences := verify().differences:
        first = differences[0]
        raise Failed(f"{len(differences)} places differ from the journal, the first: {first.table} {first.key}")
