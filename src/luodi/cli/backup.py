"""`luodi backup FILE`: the whole installation as one file, while it goes on working."""

import argparse
import json
import os
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from luodi.cli.archive import AT_ONCE, KEYS, Manifest, Writing, is_member, key_check, written
from luodi.cli.main import Failed, answer, with_database

LAST = "last_backup.json"


def register(groups: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = groups.add_parser("backup", help="save database, kept files and keys as one file, while others work")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Seal, then save everything as it stands at one moment."""
    with_database()
    from luodi.cli.checks.journal import ANOTHER, ITS_OWN
    from luodi.db.wholeness import Damaged
    from luodi.spine.journal.personal import of_another_key

    if of_another_key():
        raise Failed(f"{ANOTHER} than this one, so no backup was made, for none could be restored; {ITS_OWN}")
    try:
        saved = backup(args.file.resolve())
    except Damaged as problem:
        raise Failed(f"the database is damaged ({problem}), so no backup of it was made; run: luodi doctor") from None
    text = "{file}: {facts} facts, {files} kept files, {bytes} bytes; it holds the keys, so keep it as you keep them"
    text += "" if saved["sealed"] else "\nnot sealed: the signing key is lost or damaged; run: luodi doctor"
    if saved["left_out"]:
        text += "\nleft out, for they are not as they were given: " + _listed(saved["left_out"])
    answer(args, saved, text.format(**saved))
    return 1 if saved["left_out"] else 0


def _listed(left_out: dict[str, str]) -> str:
    first = [f"{checksum[:12]}… ({fault})" for checksum, fault in list(left_out.items())[:3]]
    more = f" and {len(left_out) - 3} more" if len(left_out) > 3 else ""
    return f"{', '.join(first)}{more}; all else is saved; run: luodi doctor"


def backup(file: Path) -> dict[str, Any]:
    """Write a backup and say what is in it."""
    from django.conf import settings
    from django.db import connection

    from luodi.db.copying import applied, copied_out
    from luodi.db.still import standing_still
    from luodi.spine.files.reads import faults
    from luodi.spine.journal.keys import unusable
    from luodi.spine.journal.roots import roots
    from luodi.spine.journal.seal import seal
    from luodi.spine.people.reads import places

    made_at = datetime.now(UTC)
    sealed = not unusable()
    for where in places() if sealed else []:
        seal(where, at=made_at)
    with written(file) as archive, tempfile.TemporaryDirectory(dir=file.parent, prefix=".luodi-") as scratch:
        with standing_still():
            found = roots()
            manifest = Manifest(
                version=version("luodi"), engine=connection.vendor, made_at=made_at.isoformat(),
                key_check=key_check(settings.SECRET_KEY), migrations=[list(one) for one in applied()],
                facts=sum(one.facts for one in found.values()),
                regions={code: list(one) for code, one in found.items()},
            )  # fmt: skip
            copied_out(lambda name: archive.member(f"database/{name}"), Path(scratch))
        manifest.left_out = dict(faults())
        files = _kept(archive, Path(settings.DATA_DIR), Path(settings.FILES_DIR), manifest.left_out)
        archive.close(manifest)
    said = {"file": str(file), "made_at": manifest.made_at, "facts": manifest.facts, "files": files,
            "bytes": file.stat().st_size, "sealed": sealed, "regions": manifest.regions,
            "left_out": manifest.left_out}  # fmt: skip
    _remember(Path(settings.DATA_DIR) / LAST, said)
    return said


def _kept(archive: Writing, place: Path, kept: Path, left_out: dict[str, str]) -> int:
    """Keys, and the kept files rows name: each was on the disk before its row. What else lies there is none of them."""
    from luodi.spine.files.reads import named

    for name in KEYS:
        if (place / name).is_file():
            _add(archive, f"keys/{name}", place / name)
    found = {f"files/{path.parent.name}/{path.name}": path for path in sorted(kept.glob("??/*")) if path.is_file()}
    rows = named() - left_out.keys()
    files = {name: path for name, path in found.items() if is_member(name) and path.name in rows}
    for name, path in files.items():
        _add(archive, name, path)
    return len(files)


def _add(archive: Writing, name: str, path: Path) -> None:
    with archive.member(name) as member, path.open("rb") as source:
        while block := source.read(AT_ONCE):
            member.write(block)


def _remember(file: Path, said: dict[str, Any]) -> None:
    """When the last backup was made, for the doctor."""
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"made_at": said["made_at"], "file": said["file"], "facts": said["facts"]}))
    fresh.rename(file)
