"""The app of this room."""

from luodi.db.rooms import Room


class Approvals(Room):
    name = "luodi.slices.approvals"
    label = "approvals"
