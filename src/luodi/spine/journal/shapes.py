"""What migrations changed in tables with rows, recorded when they end: the journal still replays to the tables."""

from datetime import datetime

from django.db import connection

from luodi.spine.journal.facts import ShapeChanged
from luodi.spine.journal.record import record
from luodi.spine.people.reads import places
from luodi.spine.people.seats import of_law


def record_shapes(migrations: int, *, at: datetime) -> bool:
    """One fact in the first region's journal for all that these migrations told; none where they told nothing."""
    tables = connection.ledger.open_tables()  # type: ignore[attr-defined]  # of our backends
    regions = places()
    if not tables or not regions:
        return False
    record(ShapeChanged(migrations, ", ".join(tables)), by=of_law(regions[0]), at=at)
    return True
