"""The app of a room: named after its folder, its facts known as soon as Django is up."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class Room(AppConfig):
    """Loads the room's `facts`, so that the journal can say every kind it holds."""

    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        if find_spec(f"{self.name}.facts"):
            import_module(f"{self.name}.facts")
