"""Why one matter waits for another: it needs what the earlier one issues, or the order has a written reason. And which
may be decided side by side: the later department examines beforehand, and decides when the earlier result has come."""

from functools import cache
from typing import NamedTuple

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import shipped

MATERIALS = "materials"  # the source of a reason that follows from the list of materials
GENERAL = "GK"  # a ground that is general knowledge, to be checked


class Reason(NamedTuple):
    """A reason in both languages. `source`: `materials`, laws, or GK: general knowledge; `papers`: what is needed."""

    zh: str
    en: str
    source: str
    papers: tuple[str, ...] = ()

    @property
    def grounds(self) -> list[str]:
        """Where it comes from, one by one."""
        return self.source.split(";")


def why(catalogue: Catalogue, before: str, after: str) -> Reason:
    """Why `after` waits for `before`. Raises KeyError where it does not."""
    entry = catalogue.matters[after]
    if before not in entry.prerequisites:
        raise KeyError(f"{after} does not wait for {before}")
    said = shipped("edges")["said"]
    known = (catalogue.materials[code] for code in entry.materials if code in catalogue.materials)
    papers = [paper for paper in known if paper.issued_by == before]
    if papers:
        zh = said["zh"]["papers"].format(papers=said["zh"]["comma"].join(paper.name for paper in papers))
        names = (paper.name_en or paper.name for paper in papers)
        en = said["en"]["papers"].format(papers=said["en"]["comma"].join(names))
        return Reason(zh, en, MATERIALS, tuple(paper.code for paper in papers))
    if basis := catalogue.grounds.get((before, after)):
        return Reason(said["zh"]["county"].format(basis=basis), said["en"]["county"].format(basis=basis), basis)
    return written("edges").get((before, after)) or Reason(said["zh"]["order"], said["en"]["order"], entry.source)


def side_by_side(catalogue: Catalogue, before: str, after: str) -> Reason | None:
    """Why `after` may wait for `before` only to decide; None where it may not, or the county keeps them apart."""
    if before not in catalogue.matters[after].prerequisites or (before, after) in catalogue.apart:
        return None
    return written("side_by_side").get((before, after))


@cache
def written(section: str) -> dict[tuple[str, str], Reason]:
    """The reasons that are written down, by pair: `edges`, or `side_by_side`."""
    return {
        (before, after): Reason(row["zh"], row["en"], row["source"])
        for row in shipped("edges")[section]
        for before in row["before"]
        for after in row["after"]
    }
