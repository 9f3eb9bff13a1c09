"""Column types the journal treats on their own: personal text and the salt of its row."""

import secrets
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import models

if TYPE_CHECKING:
    AnyField: TypeAlias = models.Field[Any, Any]
else:
    AnyField = models.Field


class PersonalText(models.CharField):  # type: ignore[type-arg]
    """Text about a person: stands in the row alone, a fact holds its HMAC. Emptying it and the salt erases it."""


class Salt(models.CharField):  # type: ignore[type-arg]
    """Random text beside personal columns; never told, so that what is erased cannot be guessed back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=32, default=secrets_salt, editable=False, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "default", "editable", "blank"):
            kwargs.pop(key, None)
        return name, path, args, kwargs


def secrets_salt() -> str:
    """32 hexadecimal characters from the system's random source."""
    return secrets.token_hex(16)
