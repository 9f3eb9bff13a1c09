"""The toolkit of the screens, as an app: its templates and static files."""

from luodi.db.rooms import Room


class Web(Room):
    name = "luodi.web"
    label = "web"
