"""The app of a room: named after its folder, its facts known as soon as Django is up."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class Room(AppConfig):
    """Loads the room's `facts`, so that the journal can say every kind it holds."""

    default = False  # Django takes the one app of a module that is not this one
    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.default = True

    def ready(self) -> None:
        if find_spec(f"{self.name}.facts"):
            import_module(f"{self.name}.facts")
