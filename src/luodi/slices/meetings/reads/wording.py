"""The words by which a minute is read, from the packaged catalogue."""

from functools import cache
from importlib import resources

import yaml

from luodi.slices.meetings.rules.words import Wording
from luodi.slices.meetings.rules.words import wording as compiled


@cache
def wording() -> Wording:
    """The packaged words."""
    text = (resources.files("luodi") / "catalogue" / "minutes.yml").read_text("utf-8")
    return compiled(yaml.safe_load(text))
