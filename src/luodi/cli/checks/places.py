"""What `luodi doctor` looks at on the machine: directory, key, disk, time zones, static files, messages, mode."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from luodi.cli.doctor import Check, Finding

LITTLE, TOO_LITTLE = 2 * 1024**3, 200 * 1024**2  # bytes free
NEARLY_FULL = 0.15  # of the disk
KEY_LENGTH = 32
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"}
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


def data_directory() -> Iterator[Finding]:
    """All that is written stands there: it must be writable, and nobody else's to read."""
    place = Path(settings.DATA_DIR)
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        remedy = "set LUODI_DATA_DIR to a directory this account may write"
        yield Finding("data directory", "bad", f"{place} cannot be written", remedy)
    elif others(place):
        level = "bad" if settings.PRODUCTION else "warn"
        yield Finding("data directory", level, f"{place} can be read by others", f"chmod 700 {place}")
    else:
        yield Finding("data directory", "ok", f"{place} is writable and private")


def secret_key() -> Iterator[Finding]:
    """Sessions and the seals of personal columns hang on the key."""
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        remedy = f"set LUODI_SECRET_KEY to at least {KEY_LENGTH} random characters before anything is recorded"
        yield Finding("secret key", "bad", "is too short", remedy)
    elif os.environ.get("LUODI_SECRET_KEY"):
        yield Finding("secret key", "ok", "comes from the environment")
    elif others(file := Path(settings.DATA_DIR) / "secret_key"):
        yield Finding("secret key", "bad", f"{file} can be read by others", f"chmod 600 {file}")
    else:
        yield Finding("secret key", "ok", f"{file} is its owner's alone; back it up apart from the database")


def passwords_file() -> Iterator[Finding]:
    """The demo's generated passwords are for the first minutes."""
    file = Path(settings.DATA_DIR) / "passwords.txt"
    if file.exists():
        level = "bad" if settings.PRODUCTION or others(file) else "warn"
        yield Finding("passwords", level, f"{file} still lies there", "hand the passwords out and delete the file")
    else:
        yield Finding("passwords", "ok", "no file of passwords lies around")


def disk() -> Iterator[Finding]:
    """A full disk stops every write."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    part = usage.free / usage.total
    level = "bad" if usage.free < TOO_LITTLE else "warn" if usage.free < LITTLE or part < NEARLY_FULL else "ok"
    remedy = "" if level == "ok" else f"free {LITTLE // 1024**3} GB and {NEARLY_FULL:.0%} of {settings.DATA_DIR}'s disk"
    yield Finding("disk", level, f"{usage.free / 1024**3:.1f} GB free, {part:.0%}", remedy)


def file_system() -> Iterator[Finding]:
    """SQLite's locks and its shared memory are one machine's own."""
    kind = _kind_of(Path(settings.DATA_DIR).resolve(), Path("/proc/self/mounts"))
    if kind in NETWORK and not settings.DATABASE_URL:
        remedy = "keep the data directory on a disk of this machine, or use PostgreSQL"
        yield Finding("file system", "bad", f"the database lies on a network ({kind})", remedy)
    else:
        yield Finding("file system", "ok", kind or "of a kind this system does not tell")


def time_zones() -> Iterator[Finding]:
    """A region's day begins in its own zone."""
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        yield Finding("time zones", "bad", "no time zone data", "install the package tzdata into this environment")
    else:
        yield Finding("time zones", "ok", "time zone data is there")


def static_files() -> Iterator[Finding]:
    """Stylesheets are served from where they are collected."""
    ours = sorted((settings.PACKAGE / "web" / "static" / "luodi").iterdir())
    made = Path(settings.STATIC_ROOT) / "luodi"
    missing = [file.name for file in ours if not (made / file.name).exists()]
    if missing:
        remedy = "run: luodi run (it collects them), or: python -m django collectstatic"
        yield Finding("static files", "bad", f"not collected: {', '.join(missing)}", remedy)
    else:
        yield Finding("static files", "ok", "collected")


def messages() -> Iterator[Finding]:
    """Without compiled messages every screen speaks English."""
    texts = [file for place in settings.LOCALE_PATHS for file in sorted(Path(place).glob("*/LC_MESSAGES/django.po"))]
    made = [file for place in settings.LOCALE_PATHS for file in sorted(Path(place).glob("*/LC_MESSAGES/django.mo"))]
    compiled = [file.parts[-3] for file in made]
    stale = [file.parts[-3] for file in texts if _stale(file.with_suffix(".mo"), file)]
    if stale or "zh_Hans" not in compiled:
        remedy = "in a clone run: python tools/messages.py compile; else install the package anew"
        yield Finding("messages", "bad", f"not compiled: {', '.join(stale) or 'zh_Hans'}", remedy)
    else:
        yield Finding("messages", "ok", f"compiled: {', '.join(compiled)}")


def mode() -> Iterator[Finding]:
    """A demo stands on this machine alone; what others reach runs in production mode, under its own names."""
    hosts = set(settings.ALLOWED_HOSTS)
    remedy = "set LUODI_HOSTS to the names it is reached by, and LUODI_PRODUCTION=1 behind HTTPS"
    if "*" in hosts:
        yield Finding("mode", "bad", "answers to any host name", remedy)
    elif not settings.PRODUCTION and hosts - LOOPBACK:
        what = f"serves {', '.join(sorted(hosts - LOOPBACK))} without production mode: cookies travel unprotected"
        yield Finding("mode", "bad", what, remedy)
    elif settings.PRODUCTION and not hosts - LOOPBACK:
        yield Finding("mode", "warn", "production mode, but reached from this machine alone", remedy)
    else:
        yield Finding("mode", "ok", "production" if settings.PRODUCTION else "for trying out on this machine")


def others(file: Path) -> bool:
    """Whether group or others may read or enter."""
    return bool(file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _kind_of(place: Path, mounts: Path) -> str:
    """The file system of the deepest mount a place lies on."""
    if not mounts.is_file():
        return ""
    lines = [line.split() for line in mounts.read_text().splitlines()]
    above = [(len(words[1]), words[2]) for words in lines if place.is_relative_to(words[1])]
    return max(above)[1] if above else ""


def _stale(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


CHECKS: list[Check] = [
    data_directory, secret_key, passwords_file, disk, file_system, time_zones, static_files, messages, mode,
]  # fmt: skip
