"""The matters a county runs and one at a time, its versions, as every step and page asks for them; compiled."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from luodi.db.queries import Rows, reads
from luodi.slices.matters.models import Matter, Version


class MatterRow(NamedTuple):
    """A matter with its two limits and its ground."""

    pk: int
    code: str
    name: str
    name_en: str
    stage: str
    department: int
    level: str
    kind: str
    statutory_days: int | None
    statutory_unit: str
    statutory_from: str
    committed_days: int | None
    committed_basis: str
    special: list[dict[str, Any]]
    legal_basis: str
    source: str


class VersionRow(NamedTuple):
    """A version of a region's catalogue. `overlay`: all the county had set by then."""

    pk: int
    ordinal: int
    base: str
    note: str
    adopted_on: date
    types: dict[str, dict[str, str]]
    overlay: dict[str, Any]


def running(region: int) -> Q:
    """The rows a county runs: those of its last version, or what it took over before there were versions."""
    later = Version.objects.within(region).filter(ordinal__gt=OuterRef("version__ordinal"))
    versions = Version.objects.within(region)
    return Q(version__isnull=False) & ~Exists(later) | Q(version__isnull=True) & ~Exists(versions)


@reads(MatterRow)
def of_code(region: int, code: str) -> Rows:
    return Matter.objects.within(region).filter(running(region), code=code)


@reads(MatterRow)
def of_key(region: int, pk: int) -> Rows:
    return Matter.objects.within(region).filter(pk=pk)


@reads(MatterRow)
def every(region: int) -> Rows:
    return Matter.objects.within(region).filter(running(region)).order_by("pk")


@reads(MatterRow)
def any_one(region: int) -> Rows:
    return Matter.objects.within(region).filter(running(region))[:1]


@reads(VersionRow)
def version(region: int, pk: int) -> Rows:
    return Version.objects.within(region).filter(pk=pk)


@reads(VersionRow)
def last_version(region: int) -> Rows:
    return Version.objects.within(region).order_by("-ordinal")[:1]
