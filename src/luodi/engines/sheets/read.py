"""One way in: a file as tables, whatever it is written in."""

from luodi.engines.sheets.model import Table, Unreadable
from luodi.engines.sheets.text import from_csv, from_json
from luodi.engines.sheets.xlsx import from_xlsx
from luodi.kernel.problems import problem

LARGEST = 10 * 1024 * 1024


def tables_of(content: bytes) -> list[Table]:
    """The tables of a file, told apart by its first bytes. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(problem("The file is larger than 10 MB; send it in parts."))
    if not content.strip():
        raise Unreadable(problem("The file is empty; choose it again."))
    if content.startswith(b"PK"):
        return from_xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(problem("This is an old xls, or locked by a password; save it as xlsx without one."))
    begins = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return [from_json(content) if begins in (b"[", b"{") else from_csv(content)]
