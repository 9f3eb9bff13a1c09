"""The program that reads an xlsx: a process of its own, which may use little and open nothing.

`python jail.py` gets the file on standard input and answers with a line of JSON for each sheet and row. Whatever the
file does to it, only this process ends. Once it has its libraries no file and no socket can be opened any more.
"""

import codecs
import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from xml.etree import ElementTree

import python_calamine

MEMORY, SECONDS = 640 * 1024 * 1024, 20
MEMBERS, UNPACKED = 2000, 200 * 1024 * 1024
ROWS, COLUMNS, LONGEST, DIGITS = 200_000, 200, 4000, 10**15
FORMULA = re.compile(r"[\t\r]|\s*([=@\uff1d\uff20]|[+-](?![\d\s.,()/+-]*\Z)|[+-].*[+(])", re.DOTALL)
_ERROR = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*?\bt="e"')
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Places = dict[int, list[tuple[int, int]]]


def confine() -> None:
    """Take away what reading needs not: memory, time, files, sockets, other processes, a trace of the memory."""
    codecs.lookup("cp437")  # names in archives; it could not be loaded later
    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 0), (resource.RLIMIT_NPROC, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


class Refused(Exception):
    """The file is not read; the word says why."""


def say(value: Any) -> None:
    """One line of the answer."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def sheets(content: bytes) -> Iterator[tuple[str, Any, Places]]:
    """Every sheet with where its formulas ended in errors."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS or sum(one.file_size for one in members) > UNPACKED:
            raise Refused("large")
        errors = dict(errors_of(archive))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            yield about.name, book.get_sheet_by_name(about.name), errors.get(about.name, {})


def errors_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, Places]]:
    """By sheet: rows and columns whose value is an error, which the reader would take for nothing."""
    names = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in _tree(archive, "xl/_rels/workbook.xml.rels")}
    for one in _tree(archive, "xl/workbook.xml").iter():
        member = posixpath.normpath(posixpath.join("/xl", targets.get(one.get(f"{_R}id"), ""))).lstrip("/")
        if one.tag.endswith("}sheet") and member in names:
            places: Places = {}
            for column, row in _ERROR.findall(archive.read(member)):
                place = number(column.decode())
                places.setdefault(int(row) - 1, []).append((place, place))
            yield one.get("name", ""), places


def _tree(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(member))


def number(column: str) -> int:
    """A column's number by its letters; A is 0."""
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - 64
    return place - 1


def merged(sheet: Any, last: int) -> Places:
    """By row: the columns, from and to, that are merged with others."""
    places: Places = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, last) + 1):
            places.setdefault(row, []).append((left, right))
    return places


def cell(value: Any) -> Any:
    """A cell as the answer holds it: text, number, truth; a day as `{"d": …}`, a flaw as `{"f": why, "t": text}`."""
    if isinstance(value, str):
        text = value.strip()
        if len(text) > LONGEST:
            return {"f": "long", "t": text[:60]}
        return {"f": "formula", "t": text[:60]} if FORMULA.match(value) else text
    if isinstance(value, float):
        if abs(value) >= DIGITS:
            return {"f": "digits", "t": format(value, ".15g")}
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()} if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return str(value) if isinstance(value, time | timedelta) else value


def tell(name: str, sheet: Any, errors: Places) -> None:
    """The sheet, its merged and failed cells as flaws; rows of nothing are left out."""
    say({"sheet": name})
    if sheet.start is None:
        return
    (_, left), (last, right) = sheet.start, sheet.end
    if last >= ROWS or right >= COLUMNS:
        raise Refused("large")
    joined, blank = merged(sheet, last), [""] * left
    rows = list(range(last + 1, max(errors, default=-1) + 1))
    for row, values in enumerate(chain(sheet.iter_rows(), ([] for _ in rows))):
        flawed = [("merged", joined.get(row, ())), ("error", errors.get(row, ()))]
        if not any(value != "" for value in values) and not flawed[0][1] and not flawed[1][1]:
            continue
        values = [*blank, *values]
        cells = [cell(value) for value in values]
        for why, places in flawed:
            for begin, end in places:
                cells += [""] * (min(end, COLUMNS - 1) + 1 - len(cells))
                for column in range(begin, min(end + 1, len(cells))):
                    cells[column] = {"f": why, "t": str(values[column])[:60] if column < len(values) else ""}
        say([row + 1, cells])


def main() -> None:
    """Read what comes in; the last line says that all was told, or why not."""
    confine()
    try:
        for name, sheet, errors in sheets(sys.stdin.buffer.read()):
            tell(name, sheet, errors)
        say({"whole": True})
    except Refused as why:
        say({"refused": str(why)})
    except python_calamine.PasswordError:
        say({"refused": "password"})
    except MemoryError:
        say({"refused": "large"})
    except Exception:
        say({"refused": "damaged"})


if __name__ == "__main__":
    main()
