"""Scenes of plans: what was tried on a project is kept."""

from luodi.slices.plans.actions.adopt import adopt_plan
from tests.faults.sent import Scene, Sent
from tests.support.cast import Cast, at

ANSWERS = {"land_mode": "granted", "new_building_or_structure": True, "scheme_review_required": True}


def _planned(cast: Cast) -> str:
    adopt_plan(number=cast.project, answers=ANSWERS, by=cast["fgw"], at=at("2026-11-19"))
    return cast.project


def _by_form(cast: Cast) -> Sent:
    return Sent("zrzy", f"/projects/{_planned(cast)}/what-if/", {"title": "three days", "changes": "B01=3"})


def _by_program(cast: Cast) -> Sent:
    told = {"title": "three days", "changes": {"days": {"B01": 3}}}
    return Sent("zrzy", f"/api/projects/{_planned(cast)}/proposals", told)


SCENES: dict[str, Scene] = {
    "projects/<str:number>/what-if/": _by_form,
    "api/projects/<number>/proposals": _by_program,
}
