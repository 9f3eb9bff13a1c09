"""Files: kept by checksum, typed by their bytes, named cleanly, refused in words."""

import io
import zipfile

import pytest
from django.conf import settings

from luodi.kernel.facts import KINDS
from luodi.spine.files import store
from luodi.spine.files.actions import keep
from luodi.spine.files.models import StoredFile
from luodi.spine.files.reads import files, stands_at
from luodi.spine.journal.models import Entry
from luodi.spine.people.seats import Refused
from tests.support.cast import at

PDF = b"%PDF-1.7\n1 0 obj\n"


def archive(*members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for member in members:
            packed.writestr(member, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, ".pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ".jpg"),
        (b"\x89PNG\r\n\x1a\n\x00", ".png"),
        (archive("[Content_Types].xml", "word/document.xml"), ".docx"),
        (archive("xl/workbook.xml"), ".xlsx"),
        (archive("OFD.xml", "Doc_0/Document.xml"), ".ofd"),
        ("说明：材料共三份\n".encode(), ".txt"),
        ("说明：材料共三份\n".encode("gb18030"), ".txt"),
    ],
)
def test_a_type_is_what_the_bytes_say(content, ending):
    assert store.SUFFIXES[store.sniffed(content)] == ending


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02",
        archive("run.exe"),
        b"PK\x03\x04broken",
        b"<html><script>x</script>",
        b"\xef\xbb\xbf <svg onload='x'/>",
        b"a\x00b",
        b"GIF89a\x00\x01",
    ],
)
def test_what_is_not_on_the_list_has_no_type(content):
    assert store.sniffed(content) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\用户\\规划图.PDF", "规划图.pdf"),
        ("a\u202egpj.exe", "agpj.exe.pdf"),
        ('b"<c>\r\n.pdf', "bc.pdf"),
        ("...", "file.pdf"),
        ("长" * 300 + ".pdf", "长" * 112 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert store.clean_name(given, "application/pdf") == kept


def test_bytes_are_kept_once_and_leave_nothing_half_written(tmp_path):
    first, second = store.put(tmp_path, PDF), store.put(tmp_path, PDF)
    assert first == second
    standing = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in standing] == [first]
    assert standing[0].read_bytes() == PDF


def test_bytes_somebody_else_brought_are_on_the_disk_before_they_count(tmp_path, monkeypatch):
    kept = store.path_of(tmp_path, store.put(tmp_path, PDF))
    synced = []
    monkeypatch.setattr(store, "sync", synced.append)
    store.put(tmp_path, PDF)
    assert synced == [kept.parent]


def test_a_failed_write_leaves_no_file(tmp_path, monkeypatch):
    def full(_number: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(tmp_path, PDF)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_keeping_is_a_fact_with_the_checksum(cast):
    key = keep(name="图.pdf", content=PDF, by=cast["F06"], at=at("2026-11-20"))
    row = files(cast.where, [key])[0]
    assert (row.name, row.size, row.media_type) == ("图.pdf", len(PDF), "application/pdf")
    assert row.given_by == cast.party("F06")
    assert stands_at(row).read_bytes() == PDF
    assert stands_at(row).is_relative_to(settings.FILES_DIR)
    entry = Entry.objects.everywhere("the fact of a test").get(kind="files.kept")
    assert row.sha256 in entry.payload
    assert not KINDS["files.kept"].inner


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"MZ\x90\x00", "none of these"), (PDF + b"\x00" * store.LARGEST, "larger than 10 MB")],
)
def test_a_refused_file_says_what_would_be_right(cast, content, says):
    with pytest.raises(Refused, match=says):
        keep(name="x.pdf", content=content, by=cast["F06"], at=at("2026-11-20"))
    assert not StoredFile.objects.everywhere("nothing is kept").exists()
