"""The app of the work in the background."""

from luodi.db.rooms import Room


class Jobs(Room):
    name = "luodi.spine.jobs"
    label = "jobs"
