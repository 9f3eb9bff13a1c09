"""Files beside the database that a power cut must not take away: whole and on the disk, or not there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(file: Path, text: str) -> Iterator[Path]:
    """A text on the disk under another name, its owner's alone; whoever asked gives it its place, or it goes."""
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as made:
            made.write(text)
            made.flush()
            os.fsync(made.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
        sync(file.parent)


def sync(folder: Path) -> None:
    """A name given in a folder survives a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
