"""Bytes on disk, found by their checksum, and what they really are. No tables here."""

import hashlib
import io
import os
import tempfile
import unicodedata
import zipfile
from pathlib import Path, PurePath

from luodi.db.disk import sync

LARGEST = 10 * 1024 * 1024
"""The most bytes one file may have."""

_HEADS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
_BARRED = frozenset('<>:"|?*')
_OOXML = "application/vnd.openxmlformats-officedocument."
_MEMBERS = (
    ("word/document.xml", _OOXML + "wordprocessingml.document"),
    ("xl/workbook.xml", _OOXML + "spreadsheetml.sheet"),
    ("ppt/presentation.xml", _OOXML + "presentationml.presentation"),
    ("OFD.xml", "application/ofd"),
    ("content.xml", "application/vnd.oasis.opendocument.text"),
)
SUFFIXES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/ofd": ".ofd",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/plain": ".txt",
    _OOXML + "wordprocessingml.document": ".docx",
    _OOXML + "spreadsheetml.sheet": ".xlsx",
    _OOXML + "presentationml.presentation": ".pptx",
}
"""The types that are kept, each with the ending its name gets."""
_ALSO = {"image/jpeg": (".jpeg",), "text/plain": (".csv", ".json")}
"""Endings that say the same type and stay."""


def sniffed(content: bytes) -> str | None:
    """The media type by the bytes themselves, whatever the name says; None for what is not on the list."""
    for head, media_type in _HEADS:
        if content.startswith(head):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return "text/plain" if content and _reads_as_text(content) else None


def clean_name(name: str, media_type: str) -> str:
    """A file name without folders, control and direction characters, ending as its type does; short enough to keep."""
    last = PurePath(name.replace("\\", "/")).name
    written = unicodedata.normalize("NFC", last)
    kept = "".join(c for c in written if unicodedata.category(c)[0] != "C" and c not in _BARRED)
    stem = kept.strip(". ")
    endings = (SUFFIXES[media_type], *_ALSO.get(media_type, ()))
    suffix = next((one for one in endings if stem.lower().endswith(one)), "")
    stem = stem[: len(stem) - len(suffix)]
    return (stem.strip(". ")[:112] or "file") + (suffix or endings[0])


def put(root: Path, content: bytes) -> str:
    """Keep bytes under their SHA-256 and return it.

    When this returns, a power cut takes nothing away: the bytes and their name are on the disk. What is there is left.
    """
    checksum = hashlib.sha256(content).hexdigest()
    place = path_of(root, checksum)
    if place.is_file():
        sync(place.parent)  # who brought it may not have come so far yet
        return checksum
    _folder(root)
    _folder(place.parent)
    number, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as made:
            made.write(content)
            made.flush()
            os.fsync(made.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync(place.parent)
    return checksum


def path_of(root: Path, checksum: str) -> Path:
    """Where the bytes of a checksum stand."""
    return root / checksum[:2] / checksum


def _folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync(folder.parent)


def _packed(content: bytes) -> str | None:
    """An office document by what its archive holds; any other archive is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return next((media_type for member, media_type in _MEMBERS if member in members), None)


def _reads_as_text(content: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(unicodedata.category(c) == "Cc" and c not in "\r\n\t" for c in text) and not _marked_up(text)
    return False


def _marked_up(text: str) -> bool:
    """A page or a drawing that a browser could run is no plain text."""
    return text.lstrip("\ufeff \t\r\n").startswith("<")
