"""Addresses of the catalogue: the list, its versions, a matter by its code."""

from django.urls import path

from luodi.slices.matters.views import listing, matter, versions

urlpatterns = [
    path("matters/", listing.catalogue, name="matters"),
    path("matters/versions/", versions.listing, name="matter-versions"),
    path("matters/versions/new/", versions.new, name="matter-version-new"),
    path("matters/<str:code>/", matter.show, name="matter"),
]
