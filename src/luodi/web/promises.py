"""Where a promise stands on the screen: each room has a page for the promises it makes, and the settings name it."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse


@lru_cache(maxsize=16384)
def page_of(kind: str, number: str) -> str:
    """The address of the page on which the promise of a case is kept. KeyError for a kind of no room."""
    return reverse(settings.PROMISE_PAGES[kind.partition(".")[0]], args=[number])
