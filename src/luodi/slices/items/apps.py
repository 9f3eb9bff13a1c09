"""The app of this room."""

from luodi.db.rooms import Room


class Items(Room):
    name = "luodi.slices.items"
    label = "items"
