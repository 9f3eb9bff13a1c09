"""Addresses of meetings: minutes by their number, resolved matters by theirs."""

from django.urls import path

from luodi.slices.meetings.views import entry, listing, matter, minute

urlpatterns = [
    path("meetings/", listing.meetings, name="meetings"),
    path("meetings/new/", entry.new, name="minute-new"),
    path("meetings/minutes/<str:number>/", minute.show, name="minute"),
    path("meetings/minutes/<str:number>/clauses/<int:ordinal>/", entry.clause, name="clause"),
    path("meetings/minutes/<str:number>/<str:verb>/", minute.act, name="minute-act"),
    path("meetings/matters/<str:number>/", matter.show, name="resolved"),
    path("meetings/matters/<str:number>/files/<int:key>/", matter.download, name="resolved-file"),
    path("meetings/matters/<str:number>/<str:verb>/", matter.act, name="resolved-act"),
]
