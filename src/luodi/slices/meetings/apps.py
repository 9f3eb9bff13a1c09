"""The app of this room."""

from luodi.db.rooms import Room


class Meetings(Room):
    name = "luodi.slices.meetings"
    label = "meetings"
