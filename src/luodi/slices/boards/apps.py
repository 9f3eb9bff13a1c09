"""The app of this room."""

from luodi.db.rooms import Room


class Boards(Room):
    name = "luodi.slices.boards"
    label = "boards"
