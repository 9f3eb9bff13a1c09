"""Addresses of firms: the list, and each by its key."""

from django.urls import path

from luodi.slices.firms.views import listing

urlpatterns = [
    path("firms/", listing.listing, name="firms"),
    path("firms/<str:key>/", listing.show, name="firm"),
]
