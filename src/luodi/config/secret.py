"""The key of an installation: sessions are signed with it, personal columns sealed, so it is never made anew."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from luodi.db.disk import beside

STANDING = ("luodi.sqlite3", "journal_key", "journal_keys.txt")  # where one of them is, a key was
REMEDY = (
    "bring it back from a backup (unzip its keys/secret_key into the place), or set LUODI_SECRET_KEY to what it was"
)


def secret_key(place: Path) -> str:
    """From the environment, or from the file; made once, where nothing stands yet, readable by its owner alone."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if key := os.environ.get("LUODI_SECRET_KEY"):
        return key
    file = place / "secret_key"
    if not file.exists():
        if any(_holds(place / name) for name in STANDING):
            raise ImproperlyConfigured(f"the secret key is lost: {file} is not there; {REMEDY}")
        _make(file)
    try:
        kept = file.read_text("utf-8").strip()
    except UnicodeDecodeError:
        kept = ""
    if not kept:
        raise ImproperlyConfigured(f"the secret key is spoiled: {file} holds no text; {REMEDY}")
    return kept


def _holds(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _make(file: Path) -> None:
    """What it seals is there after a power cut, so it is; of two made at once the first stays."""
    with beside(file, secrets.token_urlsafe(48)) as fresh, suppress(FileExistsError):
        file.hardlink_to(fresh)
