"""What every test of meetings stands on."""

from tests.meetings.hall import hall

__all__ = ["hall"]
