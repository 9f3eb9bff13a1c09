"""The one statement every action ends with, compiled."""

from datetime import datetime

from luodi.db.queries import adds
from luodi.spine.journal.models import Entry


@adds
def entered(
    region: int,
    kind: str,
    case: int | None,
    subject: str,
    post: int | None,
    person: int | None,
    party: int | None,
    happened_at: datetime,
    recorded_at: datetime,
    payload: str,
    rows: str,
    leaf: bytes,
) -> Entry:
    return Entry(
        region_id=region,
        kind=kind,
        case=case,
        subject=subject,
        post_id=post,
        person_id=person,
        party_id=party,
        happened_at=happened_at,
        recorded_at=recorded_at,
        payload=payload,
        rows=rows,
        leaf=leaf,
    )
