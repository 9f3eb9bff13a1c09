"""Facts about firms."""

from dataclasses import dataclass

from luodi.kernel.facts import Fact


@dataclass(frozen=True)
class FirmsRegistered(Fact):
    kind = "firms.registered"
    zh = "登记 {count} 家企业，{warnings} 个信用代码校验位不符（只提示）"
    en = "{count} firms registered; {warnings} credit codes fail their check digit (a warning only)"
    inner = True
    count: int
    warnings: int
