"""Scenes of plans: what was tried on a project is kept, its answers change, its link is made and taken back."""

from luodi.slices.matters.actions import adopt_catalogue
from luodi.slices.plans.actions.adopt import adopt_plan
from luodi.slices.plans.actions.links import make_link
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


ASKED = {"scheme_review_required": "yes", "energy_tce_per_year": "2000"}


def _answers_by_form(cast: Cast) -> Sent:
    return Sent("zrzy", f"/projects/{_planned(cast)}/answers/", ASKED)


def _answers_by_program(cast: Cast) -> Sent:
    told = {"answers": {"scheme_review_required": True, "energy_tce_per_year": 2000}}
    return Sent("zrzy", f"/api/projects/{_planned(cast)}/answers", told)


def _renewed(cast: Cast) -> Sent:
    number = _planned(cast)
    adopt_catalogue(by=cast.law, at=at("2026-11-19"))
    return Sent("zrzy", f"/api/projects/{number}/renew", {})


def _link_made(cast: Cast) -> Sent:
    return Sent("F06", f"/api/projects/{_planned(cast)}/link", {})


def _link_withdrawn(cast: Cast) -> Sent:
    number = _planned(cast)
    make_link(number=number, by=cast["zrzy"], at=at("2026-11-19"))
    return Sent("fgw", f"/projects/{number}/link/", {"what": "withdraw"})


SCENES: dict[str, Scene] = {
    "projects/<str:number>/what-if/": _by_form,
    "api/projects/<number>/proposals": _by_program,
    "projects/<str:number>/answers/": _answers_by_form,
    "api/projects/<number>/answers": _answers_by_program,
    "api/projects/<number>/renew": _renewed,
    "projects/<str:number>/link/": _link_withdrawn,
    "api/projects/<number>/link": _link_made,
}
