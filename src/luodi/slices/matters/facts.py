"""Facts about the catalogue."""

from dataclasses import dataclass

from luodi.kernel.facts import Fact


@dataclass(frozen=True)
class CatalogueAdopted(Fact):
    kind = "matters.catalogue.adopted"
    zh = "启用事项目录 {count} 项，版本 {version}；其中 {typical} 项的承诺时限为典型值，非公布值"
    en = "Catalogue {version} adopted: {count} matters, {typical} of their promised limits typical, not published"
    inner = True
    count: int
    typical: int
    version: str


@dataclass(frozen=True)
class OverlaySet(Fact):
    kind = "matters.overlay.set"
    zh = "事项目录第 {ordinal} 版，本县设定 {count} 项：{told}；其中 {demands} 项增加办事要求，均有法律依据"
    en = "Version {ordinal} of the catalogue: the county set {count}: {told}; {demands} ask more, each by law"
    inner = True
    ordinal: int
    count: int
    told: str
    demands: int
