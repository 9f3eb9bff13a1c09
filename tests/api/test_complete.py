"""Whatever a screen shows or lets do, the API does too: each route of a screen with the operations beside it."""

from luodi.config.api import POLICIES
from luodi.slices.approvals.endpoints.acts import VERBS as CASE_ACTS
from luodi.slices.approvals.views.acts import VERBS as CASE_VERBS
from luodi.slices.meetings.endpoints.acts import ON_MATTER
from luodi.slices.meetings.views.acts import VERBS as MATTER_VERBS
from tests.journeys.routes import routes

BESIDE: dict[str, tuple[str, ...]] = {
    "": ("GET /inbox", "GET /home", "GET /me", "GET /cases"),
    "apply/": ("POST /cases", "GET /matters", "GET /projects"),
    "receive/": ("POST /cases", "GET /parties"),
    "cases/<str:number>/": ("GET /cases/{number}", "GET /cases/{number}/facts", "GET /cases/{number}/files"),
    "cases/<str:number>/files/<int:key>/": ("GET /cases/{number}/files/{key}",),
    "cases/<str:number>/<str:verb>/": tuple(f"POST /cases/{{number}}/{verb}" for verb in CASE_VERBS),
    "cases/<str:number>/receipt/": ("GET /cases/{number}/receipt",),
    "board/": ("GET /board",),
    "board/rows/": ("GET /board/cases",),
    "keys/": ("GET /tokens", "POST /tokens"),
    "keys/<int:key>/revoke": ("POST /tokens/{token}/revoke",),
    "handover/": ("GET /handover", "POST /handover"),
    "handover/<int:post>/": (
        "GET /handover/{post}",
        *(f"POST /handover/{{post}}/{act}" for act in ("acknowledge", "dispute", "uphold", "pass_on")),
    ),
    "jobs/": ("GET /jobs", "POST /jobs", "GET /jobs/{job}"),
    "jobs/<int:job>/stop": ("POST /jobs/{job}/stop",),
    "jobs/<int:job>/again": ("POST /jobs/{job}/again",),
    "find/": ("GET /find",),
    "projects/": ("GET /projects", "POST /projects/new", "POST /projects/{number}/drop"),
    "projects/new/": ("POST /projects/new",),
    "projects/<str:number>/register/": (
        "GET /projects/{number}", "POST /projects/{number}/register", "POST /projects/{number}/works",
        "POST /projects/{number}/drop",
    ),
    "projects/import/": ("POST /ledger",),
    "projects/import/<int:key>/": ("POST /ledger",),
    "projects/import/<int:key>/columns/": ("POST /ledger",),
    "projects/export/": ("GET /projects", "GET /firms"),
    "firms/": ("GET /firms",),
    "firms/<str:key>/": ("GET /firms",),
    "items/": ("GET /items",),
    "items/import/": ("POST /items/list",),
    "items/import/<int:key>/": ("POST /items/list",),
    "items/import/<int:key>/columns/": ("POST /items/list",),
    "items/export/": ("GET /items",),
    "meetings/": ("GET /meetings", "GET /resolved"),
    "meetings/new/": ("POST /meetings",),
    "meetings/minutes/<str:number>/": ("GET /meetings/{number}",),
    "meetings/minutes/<str:number>/clauses/<int:ordinal>/": ("POST /meetings/{number}/matters",),
    "meetings/minutes/<str:number>/<str:verb>/": tuple(
        f"POST /meetings/{{number}}/{verb}"
        for verb in ("text", "clauses", "set_aside", "unmark", "final", "corrections")
    ),
    "meetings/matters/<str:number>/": ("GET /resolved/{number}",),
    "meetings/matters/<str:number>/<str:verb>/": tuple(f"POST /resolved/{{number}}/{verb}" for verb in MATTER_VERBS),
    "matters/": ("GET /matters",),
    "matters/<str:code>/": ("GET /matters/{code}",),
    "matters/versions/": ("GET /catalogue/versions",),
    "matters/versions/new/": ("POST /catalogue/versions",),
    "plan/": ("GET /plan",),
    "plan/sheet/": ("GET /plan",),
    "plan/of/<str:key>/": ("GET /projects/{number}/plan",),
    "projects/<str:number>/": (
        "GET /projects/{number}/plan", "GET /projects/{number}/proposals", "GET /projects/{number}/link",
    ),
    "projects/<str:number>/link/": ("POST /projects/{number}/link", "DELETE /projects/{number}/link"),
    "projects/<str:number>/answers/": ("POST /projects/{number}/answers", "POST /projects/{number}/renew"),
    "projects/<str:number>/what-if/": ("GET /projects/{number}/what-if", "POST /projects/{number}/proposals"),
    "projects/<str:number>/plan.xlsx": ("GET /projects/{number}/plan",),
    "projects/<str:number>/plan.ics": ("GET /projects/{number}/plan",),
    "demo/day": ("POST /demo/day",),
}
ON_SCREEN_ALONE = {
    "signin/": "a program shows a key instead",
    "signout": "a program has no session",
    "find/<str:kind>/<path:key>/": "leads on to the page of what was found",
    "projects/template/": "an empty sheet is for people",
    "items/template/": "an empty sheet is for people",
    "password/": "a program shows a key instead",
    "plan/calendar.ics": "a calendar reads it; a program asks for the plan",
    "plan/of/<str:key>/calendar.ics": "a calendar reads it; a program asks for the plan",
    "look": "a program has no look; its language is a header",
    "meetings/matters/<str:number>/files/<int:key>/": "the bytes of a matter's evidence are read on the screen",
}


def test_every_screen_has_its_operations() -> None:
    screens = {pattern for pattern in routes() if not pattern.startswith("api/")}
    assert screens == BESIDE.keys() | ON_SCREEN_ALONE.keys()
    assert not {operation for beside in BESIDE.values() for operation in beside} - POLICIES.keys()


def test_every_verb_of_a_screen_is_one_of_the_api() -> None:
    assert CASE_VERBS.keys() == CASE_ACTS.keys()
    assert MATTER_VERBS.keys() == ON_MATTER.keys()


def test_no_operation_stands_alone() -> None:
    assert POLICIES.keys() <= {operation for beside in BESIDE.values() for operation in beside}
