"""A fact of the tests' own, for rows that are put down without a verb."""

from dataclasses import dataclass

from luodi.kernel.facts import KINDS, Fact


@dataclass(frozen=True)
class Opened(Fact):
    kind = "tests.opened"
    zh = "测试中放下一行 {row}"
    en = "Row {row} was put down by a test"
    inner = True
    row: int


del KINDS[Opened.kind]  # no kind of the product's
