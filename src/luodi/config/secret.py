"""The key of an installation: sessions are signed with it, personal columns sealed, so it is never made anew."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

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
    """Whole and on the disk or not at all: what it seals is there after a power cut. The first of two stays."""
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.fsync(made.fileno())
        file.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
