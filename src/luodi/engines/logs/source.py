"""A file as a stream of bytes, packed by gzip or not, and the encoding of its text."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from luodi.engines.logs.model import Malformed

CHUNK = 1 << 16
BROKEN = (EOFError, OSError, zlib.error)  # what a stream raises in the middle; gzip.BadGzipFile is an OSError
BROKEN_REASON = "the file is damaged or breaks off here ({}); fetch it again"
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The unpacked bytes of the file, from their beginning; `Malformed` where it cannot be opened."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
    except OSError as error:
        raise Malformed(0, f"the file cannot be read: {error}") from error


def beginning(stream: BinaryIO) -> bytes:
    """Its first bytes; the stream stands at its beginning again."""
    try:
        head = stream.read(CHUNK)
        stream.seek(0)
    except BROKEN as error:
        raise Malformed(1, BROKEN_REASON.format(error)) from error
    return head


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of the whole text: by its mark, else UTF-8, else GB18030; the stream stands at its beginning again.

    `Malformed` where the text is in none of them or holds a NUL, with the line.
    """
    head = beginning(stream)
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), None)
    tries = [(name, _first_fault(stream, name)) for name in ([marked] if marked else ["utf-8"])]
    if not marked and tries[0][1]:
        tries.append(("gb18030", _first_fault(stream, "gb18030")))
    stream.seek(0)
    name, fault = tries[-1]
    if fault:
        line, what = tries[0][1] or fault
        names = " or ".join(one for one, _ in tries)
        raise Malformed(line, f"the text cannot be read as {names} ({what}); save it as UTF-8")
    return name


def _first_fault(stream: BinaryIO, encoding: str) -> tuple[int, str] | None:
    """Line and nature of the first thing that is no text in `encoding`."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        for raw in iter(lambda: stream.read(CHUNK), b""):
            text = decoder.decode(raw)
            if "\0" in text:
                return line + text.partition("\0")[0].count("\n"), "it holds a NUL"
            line += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        before = error.object[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        return line + before.count(b"\n"), str(error)
    except BROKEN as error:
        raise Malformed(line, BROKEN_REASON.format(error)) from error
    return None
