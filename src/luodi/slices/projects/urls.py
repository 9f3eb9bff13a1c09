"""Addresses of the register: the list, and the county's ledger in and out. A project's own page is of its plan."""

from django.urls import path

from luodi.slices.projects import sheets
from luodi.slices.projects.views import listing

urlpatterns = [
    path("projects/", listing.listing, name="projects"),
    path("projects/import/", sheets.choose_ledger, name="projects-import"),
    path("projects/import/<int:key>/", sheets.look_at_ledger, name="projects-look"),
    path("projects/export/", sheets.export, name="projects-export"),
    path("projects/template/", sheets.empty, name="projects-template"),
]
