"""The app of this room."""

from luodi.db.rooms import Room


class Firms(Room):
    name = "luodi.slices.firms"
    label = "firms"
