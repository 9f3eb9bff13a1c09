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
