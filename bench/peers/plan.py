"""What every peer does with a case: received, accepted and granted at these instants, by one officer, for one firm."""

from datetime import UTC, date, datetime

from luodi.kernel.clock import Term, amber, due
from luodi.spine.people.calendars import calendar_for

REGION, ZONE = "990001", "Asia/Shanghai"
DEPARTMENT, FIRM, POST, MATTER = "zrzy", "F01", "Officer", "A03"
TERMS = {"acceptance": 5, "committed": 5, "statutory": 20}  # workdays of that matter and of the Licensing Law, art. 32
RECEIVED_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ACCEPTED_AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
GRANTED_AT = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
RECEIVED_ON, ACCEPTED_ON, GRANTED_ON = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 10)
ABOUT = "A new workshop"


def days(term: str, from_on: date) -> tuple[date, date]:
    """The due day and the amber day of a term."""
    calendar, limit = calendar_for(REGION), Term(TERMS[term])
    last, soon = due(calendar, from_on, limit), amber(calendar, from_on, limit)
    assert last is not None and soon is not None
    return last, soon
