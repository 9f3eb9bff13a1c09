"""What is made once a language and kept: words and drawings that follow from what they are given and nothing else."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")


def once_a_language(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Keep up to `most` answers of a function by its arguments, which are hashable, and by the reader's language."""

    def keep(function: Callable[..., T]) -> Callable[..., T]:
        @lru_cache(most)
        def answer(_language: str | None, *given: object, **named: object) -> T:
            return function(*given, **named)

        @wraps(function)
        def kept(*given: object, **named: object) -> T:
            return answer(get_language(), *given, **named)

        return kept

    return keep
