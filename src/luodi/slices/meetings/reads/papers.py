"""The evidence of a matter: papers of its promise and of the office's own look at it."""

from datetime import datetime
from typing import NamedTuple

from luodi.slices.meetings.reads.matters import MatterRow
from luodi.spine.commitments.reads import evidence_of
from luodi.spine.files.reads import FileRow, files
from luodi.spine.people.seats import Seat, of_law


class Paper(NamedTuple):
    """One piece of evidence: a kept file or where it stands; `of_effect` where it shows that it works."""

    file: FileRow | None
    link: str
    at: datetime
    of_effect: bool


def papers(seat: Seat, row: MatterRow) -> list[Paper]:
    """The papers of a matter in hand, in the order they came: whoever sees the matter sees them."""
    found = evidence_of(of_law(seat.place), row.case_id)
    kept = {file.pk: file for file in files(seat.place, [key for _, key, _, _ in found if key is not None])}
    return [Paper(kept.get(key or 0), link, at, promise != row.promise) for promise, key, link, at in found]
