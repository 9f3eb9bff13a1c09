"""Projects as JSON: what an application may be for."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from luodi.api.doors import Door
from luodi.api.paging import Page, Piece, paged
from luodi.slices.projects.reads import ProjectRow, projects
from luodi.spine.people.reads import parties_by_pk
from luodi.web.doors import sit

router = Router(tags=["projects"], auth=Door("seated", sit))


class Project(Schema):
    """A project with the key of its owner and its type of process."""

    number: str
    name: str
    owner: str
    type: str


class Projects(Page):
    """A piece of the projects."""

    items: list[Project]


@router.get("/projects", response=Projects, summary="The projects an application may be for")
def project_list(request: HttpRequest, piece: Query[Piece]) -> dict[str, Any]:
    """A firm sees its own."""
    sitting = request.auth  # type: ignore[attr-defined]
    owner = sitting.seat.party if sitting.seat.is_firm else None
    parties = parties_by_pk(sitting.place)

    def shown(row: ProjectRow) -> dict[str, Any]:
        return {"number": row.number, "name": row.name, "owner": parties[row.owner].key, "type": row.type}

    return paged(request, list(projects(sitting.place, owner).values()), piece, shown)
