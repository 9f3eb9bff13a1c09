"""The app of the journal."""

from luodi.db.rooms import Room


class Journal(Room):
    name = "luodi.spine.journal"
    label = "journal"
