"""What both backends share: a ledger per connection that follows its transactions."""

from typing import Any

from luodi.db.ledger import Ledger


class Telling:
    """Mixed into a database wrapper: savepoints mark the ledger, a commit refuses rows no fact took."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = Ledger()
        self._bare: Any = None
        self._bare_of: Any = None

    def bare(self) -> Any:
        """The driver's own cursor, one while the connection stands; compiled queries run on it, each fetched whole."""
        if self._bare_of is not self.connection:  # type: ignore[attr-defined]
            self._bare, self._bare_of = self._driver_cursor(), self.connection  # type: ignore[attr-defined]
        return self._bare

    def _driver_cursor(self) -> Any:
        """Django's own of SQLite would look for places in the text; that of PostgreSQL knows the time zone."""
        this: Any = self
        return this.connection.cursor() if this.vendor == "sqlite" else this.create_cursor()

    def _commit(self) -> Any:
        self.ledger.refuse_open()
        self.ledger.close()
        return super()._commit()  # type: ignore[misc]

    def _rollback(self) -> Any:
        self.ledger.close()
        return super()._rollback()  # type: ignore[misc]

    def _close(self) -> Any:
        self.ledger.close()
        self._bare = self._bare_of = None
        return super()._close()  # type: ignore[misc]

    def _savepoint(self, sid: str) -> None:
        self.ledger.mark(sid)
        super()._savepoint(sid)  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self.ledger.back_to(sid)
        super()._savepoint_rollback(sid)  # type: ignore[misc]
