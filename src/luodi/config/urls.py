"""Where rooms are mounted: here and nowhere else."""

from django.urls import include, path

from luodi.config import api, demo

urlpatterns = [
    path("", include("luodi.slices.county.urls")),
    path("", include("luodi.slices.approvals.urls")),
    path("", include("luodi.slices.meetings.urls")),
    path("", include("luodi.slices.projects.urls")),
    path("", include("luodi.slices.firms.urls")),
    path("", include("luodi.slices.items.urls")),
    path("", include("luodi.slices.plans.urls")),
    path("", include("luodi.slices.boards.urls")),
    path("", include("luodi.slices.matters.urls")),
    path("", include("luodi.web.urls")),
    path("api/", api.urls),
    path("demo/day", demo.next_day, name="demo-day"),
]

handler403 = "luodi.web.pages.forbidden"
handler404 = "luodi.config.api.lost"
handler500 = "luodi.config.api.failed"
