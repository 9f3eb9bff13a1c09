"""The app of the promises."""

from importlib import import_module

from luodi.db.rooms import Room


class Commitments(Room):
    name = "luodi.spine.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Also tell verify what cases promise of themselves."""
        super().ready()
        import_module("luodi.spine.commitments.checks")
