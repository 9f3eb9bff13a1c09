"""What may happen to a file."""

from dataclasses import dataclass

from luodi.kernel.facts import Fact, PartyKey


@dataclass(frozen=True)
class FileKept(Fact):
    kind = "files.kept"
    zh = "{given_by}交来文件“{name}”；校验码 {sha256}"
    en = "{given_by} gave the file “{name}”; checksum {sha256}"
    file: int
    given_by: PartyKey
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class FileMapped(Fact):
    kind = "files.mapped"
    zh = "{said_by}确定了文件“{name}”各列的对应关系（第 {revision} 次）"
    en = "{said_by} said which column of the file “{name}” is which (time {revision})"
    file: int
    said_by: PartyKey
    name: str
    revision: int
