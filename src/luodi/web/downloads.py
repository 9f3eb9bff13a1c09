"""What is sent to be saved, never shown as a page of ours: a kept file under its own name, bytes made, a workbook."""

from collections.abc import Sequence

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from luodi.engines.sheets.write import XLSX, Outgoing, as_xlsx
from luodi.spine.files.reads import FileRow, stands_at
from luodi.spine.people.seats import NotYours
from luodi.web.doors import Sitting


def sent(row: FileRow | None) -> FileResponse:
    """The bytes of a file. Raises NotYours where there is none."""
    if row is None:
        raise NotYours("no such file")
    answer = FileResponse(stands_at(row).open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def made(name: str, content: bytes, media_type: str) -> HttpResponse:
    """Bytes made for whoever asks, under a name to save them by."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def workbook(name: str, sheets: Sequence[Outgoing], sitting: Sitting) -> HttpResponse:
    """Sheets as one workbook of this day, in the reader's language."""
    content = as_xlsx(sheets, language=sitting.language, at=sitting.at)
    return made(f"{name}-{sitting.on}.xlsx", content, XLSX)
