"""Why one matter waits for another: it needs what the earlier one issues, or the order has a written reason."""

from functools import cache
from typing import NamedTuple

from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.packaged import shipped

MATERIALS = "materials"  # the source of a reason that follows from the list of materials


class Reason(NamedTuple):
    """A reason in both languages. `source`: `materials`, laws, or GK: general knowledge; `papers`: what is needed."""

    zh: str
    en: str
    source: str
    papers: tuple[str, ...] = ()


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
    return _written().get((before, after)) or Reason(said["zh"]["order"], said["en"]["order"], entry.source)


@cache
def _written() -> dict[tuple[str, str], Reason]:
    return {
        (before, after): Reason(row["zh"], row["en"], row["source"])
        for row in shipped("edges")["edges"]
        for before in row["before"]
        for after in row["after"]
    }
