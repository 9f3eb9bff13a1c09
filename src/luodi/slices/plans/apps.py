"""The app of this room."""

from luodi.db.rooms import Room


class Plans(Room):
    name = "luodi.slices.plans"
    label = "plans"
