"""The app of the files."""

from luodi.db.rooms import Room


class Files(Room):
    name = "luodi.spine.files"
    label = "files"
