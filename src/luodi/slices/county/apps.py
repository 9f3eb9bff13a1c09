"""The app of this room."""

from luodi.db.rooms import Room


class County(Room):
    name = "luodi.slices.county"
    label = "county"
