"""People: regions, parties, posts and who sits where."""

from luodi.db.rooms import Room


class People(Room):
    name = "luodi.spine.people"
    label = "people"
