"""The region gate: a query on a regional table must say whose rows it means, or it raises.

`.within(region)` keeps one region's rows; `.everywhere(why)` is for what serves all regions (sign-in, verify, tick).
"""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class NoRegion(Exception):
    """A query on a regional table named no region; call `.within(region)`."""


class RegionalQuerySet(models.QuerySet[M]):
    """Raises `NoRegion` when it is about to touch the database without a region named."""

    _region_named = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._region_named = self._region_named
        return clone

    def within(self, region: Any) -> Self:
        """Rows of one region: its key, or the row itself."""
        clone = self.filter(region=region)
        clone._region_named = True
        return clone

    def everywhere(self, why: str) -> Self:
        """Rows of every region; `why` says what for and is read by people alone."""
        if not why:
            raise NoRegion("a query over every region says what it is for")
        clone = self.all()
        clone._region_named = True
        return clone

    def __or__(self, other: Any) -> Self:
        return self._with([other], super().__or__(other))

    def __xor__(self, other: Any) -> Self:
        return self._with([other], super().__xor__(other))

    def union(self, *others: Any, all: bool = False) -> Self:
        return self._with(others, super().union(*others, all=all))

    def _with(self, others: Iterable[Any], together: Any) -> Self:
        """Rows put together are of named regions only where each part is."""
        parts: Self = together
        parts._region_named = all(getattr(part, "_region_named", False) for part in (self, *others))
        return parts

    def _through_the_gate(self) -> None:
        if not self._region_named:
            raise NoRegion(f"{self.model.__name__}: name the region with .within(region)")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._through_the_gate()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._through_the_gate()
        return super().iterator(chunk_size)

    def aiterator(self, chunk_size: int = 2000) -> Any:
        self._through_the_gate()
        return super().aiterator(chunk_size)

    def explain(self, *, format: str | None = None, **options: Any) -> str:
        self._through_the_gate()
        return super().explain(format=format, **options)

    def raw(self, raw_query: Any, params: Any = (), translations: Any = None, using: str | None = None) -> Any:
        """Text names no region that could be seen here: a compiled query of a room's own goes another way."""
        raise NoRegion(f"{self.model.__name__}: raw SQL does not pass the gate")

    def count(self) -> int:
        self._through_the_gate()
        return super().count()

    def exists(self) -> bool:
        self._through_the_gate()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._through_the_gate()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._through_the_gate()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._through_the_gate()
        return super().delete()


RegionalRows = models.Manager.from_queryset(RegionalQuerySet)


class Regional(models.Model):
    """A row that belongs to one region; its plain manager is behind the gate."""

    objects = RegionalRows()

    class Meta:
        abstract = True
