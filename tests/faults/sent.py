"""One act as it is sent: by a browser's form, or by a program."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.support.cast import Cast

KEY = "one-key-of-the-scene"
MAP = b"a map of the yard"


class Sent(NamedTuple):
    """Who sends what where, whole but for the one-time key.

    `tells`: a fact comes of it; `keyed`: it is kept under its key. What is neither touches the sender's browser alone.
    """

    who: str
    address: str
    fields: dict[str, Any]
    tells: bool = True
    keyed: bool = True

    def send(self, cast: Cast) -> HttpResponse:
        """Send it as a browser or a program does."""
        return self.post(cast.client(self.who))

    def post(self, client: Client) -> HttpResponse:
        """Send it from a browser, or a program, that is signed in."""
        if not self.address.startswith("/api/"):
            files = {name: SimpleUploadedFile("a.txt", MAP) for name in ("file", "files") if name in self.fields}
            return client.post(self.address, {"key": KEY, **self.fields, **files})
        headers = {"Idempotency-Key": KEY}
        return client.post(self.address, json.dumps(self.fields), content_type="application/json", headers=headers)


Scene = Callable[[Cast], Sent]
