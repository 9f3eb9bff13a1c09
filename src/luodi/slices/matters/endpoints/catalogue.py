"""The catalogue as JSON: the matters a county runs, one whole, the versions, and what the county sets itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.api.writing import Done, Key, done_once
from luodi.slices.matters.actions import set_overlay
from luodi.slices.matters.endpoints import acts
from luodi.slices.matters.endpoints.shown import MatterListed, MatterWhole, Shown, VersionShown, version_shown
from luodi.slices.matters.reads import running_catalogue, versions
from luodi.spine.people.seats import NotYours
from luodi.web.doors import sit

router = Router(tags=["matters"], auth=Door("seated", sit))


class Catalogue(Page):
    """A piece of the catalogue."""

    items: list[MatterListed]


class CatalogueVersions(Page):
    """A piece of the versions."""

    items: list[VersionShown]


@router.get("/matters", response=Catalogue, summary="What may be applied for")
def catalogue(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """The matters this county runs, in the order of its catalogue."""
    sitting = request.auth  # type: ignore[attr-defined]
    running = running_catalogue(sitting.place)
    return paged(request, list(running.matters.values()), piece, Shown(sitting, running).matter)


@router.get("/matters/{code}", response=MatterWhole, summary="A matter with its reasons and papers")
def matter(request: HttpRequest, code: str) -> dict[str, Any]:
    """When it applies, what it waits for and why, what is asked and from whom."""
    sitting = request.auth  # type: ignore[attr-defined]
    running = running_catalogue(sitting.place)
    if code not in running.matters:
        raise NotYours(code)
    return Shown(sitting, running).whole(running.matters[code])


@router.get(
    "/catalogue/versions",
    response=CatalogueVersions,
    summary="The versions of the catalogue, the one that runs in front",
)
def version_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """Each with what the county had set by then, and what it asks of firms beyond the minimum of the law."""
    sitting = request.auth  # type: ignore[attr-defined]
    return paged(request, versions(sitting.place), piece, lambda row: version_shown(sitting, row))


@router.post("/catalogue/versions", response={201: Done}, summary="Set what is the county's own, as a new version")
def set_own(request: HttpRequest, body: acts.SetOverlay, key: Key) -> HttpResponse:
    """For leaders; heads of departments set days and channels of their own matters. All is set, or nothing is."""
    sitting = request.auth  # type: ignore[attr-defined]

    def act() -> str:
        changes = [one.change() for one in body.changes]
        seat, at = sitting.seat, sitting.at
        return str(set_overlay(changes=changes, note=body.note, by=seat, at=at, seen=body.version))

    return done_once(request, key, body, act, href=lambda number: "/api/catalogue/versions", status=201)
