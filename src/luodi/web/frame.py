"""What stands around every screen: the doors, the day, and who is looking."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Door:
    """A door of the rail: an icon of the sprite over a word; `count` only where it asks for work today."""

    href: str
    icon: str
    word: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one request.

    `demo_href`: where the demonstration's day is moved on; empty where days pass by themselves.
    """

    region: str
    on: date
    workday: bool
    person: str
    post: str
    doors: tuple[Door, ...]
    here: str
    sign_out_href: str
    keys_href: str
    password_href: str
    demo_href: str = ""

    @property
    def initial(self) -> str:
        """The first letter of the person's name, for the small disc."""
        return self.person[:1]
