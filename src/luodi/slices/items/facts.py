"""Facts about service items."""

from dataclasses import dataclass

from luodi.kernel.facts import Fact


@dataclass(frozen=True)
class ItemsTaken(Fact):
    kind = "items.taken"
    zh = "导入政务服务事项：新增 {new} 项，变更 {changed} 项"
    en = "Service items imported: {new} new, {changed} changed"
    inner = True
    new: int
    changed: int
