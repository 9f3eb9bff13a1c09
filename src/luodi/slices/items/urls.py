"""Addresses of service items: the list, in and out."""

from django.urls import path

from luodi.slices.items import sheets
from luodi.slices.items.views import listing

urlpatterns = [
    path("items/", listing.listing, name="items"),
    path("items/import/", sheets.choose_list, name="items-import"),
    path("items/import/<int:key>/", sheets.look_at_list, name="items-look"),
    path("items/import/<int:key>/columns/", sheets.columns_of_list, name="items-columns"),
    path("items/export/", sheets.export, name="items-export"),
    path("items/template/", sheets.empty, name="items-template"),
]
