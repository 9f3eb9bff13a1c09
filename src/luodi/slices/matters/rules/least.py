"""The least the law asks: a catalogue without what a county asks more of firms."""

from collections.abc import Iterable

from luodi.slices.matters.rules.catalogue import Catalogue, Entry
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.overlay import demands


def least_of(catalogue: Catalogue, changes: Iterable[Change]) -> Catalogue:
    """A county's catalogue without its own demands: no matter, paper or prerequisite that it added stands in it.

    What the county shortened, moved to another department or does not run stays as the county has it.
    """
    added = demands(changes, catalogue)
    matters = {one.matter for one in added if one.sets == "matter"}
    papers = {(one.matter, str(one.to)) for one in added if one.sets == "material"}
    waits = {(one.matter, str(one.to)) for one in added if one.sets == "prerequisite"}

    def bare(entry: Entry) -> Entry:
        return entry._replace(
            materials=[paper for paper in entry.materials if (entry.code, paper) not in papers],
            prerequisites=[
                code for code in entry.prerequisites if code not in matters and (entry.code, code) not in waits
            ],
        )

    kept = {code: bare(entry) for code, entry in catalogue.matters.items() if code not in matters}
    return catalogue._replace(matters=kept)
