"""The app of this room."""

from luodi.db.rooms import Room


class Projects(Room):
    name = "luodi.slices.projects"
    label = "projects"
