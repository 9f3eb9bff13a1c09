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


@dataclass(frozen=True)
class FirmsChanged(Fact):
    kind = "firms.changed"
    zh = "更新 {count} 家企业的登记"
    en = "What is registered of firms was changed: {count}"
    inner = True
    count: int


@dataclass(frozen=True)
class IndustriesLoaded(Fact):
    kind = "firms.industries_loaded"
    zh = "载入国民经济行业代码 {count} 个"
    en = "Industry codes loaded: {count}"
    inner = True
    count: int
