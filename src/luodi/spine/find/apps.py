"""The app of this room."""

from luodi.db.rooms import Room


class Find(Room):
    name = "luodi.spine.find"
    label = "find"
