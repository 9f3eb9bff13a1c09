"""The app of the journal."""

from importlib import import_module

from luodi.db.rooms import Room


class Journal(Room):
    name = "luodi.spine.journal"
    label = "journal"

    def ready(self) -> None:
        """Also tell verify what the sealed tree promises."""
        super().ready()
        import_module("luodi.spine.journal.checks")
