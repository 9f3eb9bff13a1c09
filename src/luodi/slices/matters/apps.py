"""The app of this room."""

from luodi.db.rooms import Room


class Matters(Room):
    name = "luodi.slices.matters"
    label = "matters"
