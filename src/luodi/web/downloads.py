"""One way a kept file is sent: to be saved, under its own name and type, never shown as a page of ours."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from luodi.spine.files.reads import FileRow, stands_at
from luodi.spine.people.seats import NotYours


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
