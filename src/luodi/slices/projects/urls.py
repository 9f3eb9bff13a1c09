"""Addresses of the register: the list, one project of it, the county's ledger. A project's own page is of its plan."""

from django.urls import path

from luodi.slices.projects import sheets
from luodi.slices.projects.views import listing, register

urlpatterns = [
    path("projects/", listing.listing, name="projects"),
    path("projects/new/", register.new, name="project-new"),
    path("projects/<str:number>/register/", register.show, name="project-register"),
    path("projects/import/", sheets.choose_ledger, name="projects-import"),
    path("projects/import/<int:key>/", sheets.look_at_ledger, name="projects-look"),
    path("projects/import/<int:key>/columns/", sheets.columns_of_ledger, name="projects-columns"),
    path("projects/export/", sheets.export, name="projects-export"),
    path("projects/template/", sheets.empty, name="projects-template"),
]
