"""Addresses of approvals."""

from django.urls import path

from luodi.slices.approvals.views import case, entry, receipt

urlpatterns = [
    path("apply/", entry.apply, name="apply"),
    path("receive/", entry.receive, name="receive"),
    path("cases/<str:number>/", case.show, name="case"),
    path("cases/<str:number>/files/<int:key>/", case.download, name="case-file"),
    path("cases/<str:number>/receipt/", receipt.show, name="case-receipt"),
    path("cases/<str:number>/<str:verb>/", case.act, name="case-act"),
]
