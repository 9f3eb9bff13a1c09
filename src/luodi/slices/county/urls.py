"""Routes of the county's own screens."""

from django.urls import path

from luodi.slices.county.views import find, handover, home, jobs, keys, password

urlpatterns = [
    path("", home.home, name="home"),
    path("signin/", home.sign_in, name="sign-in"),
    path("signout", home.sign_out, name="sign-out"),
    path("find/", find.find, name="find"),
    path("find/<str:kind>/<path:key>/", find.thing, name="thing"),
    path("handover/", handover.handovers, name="handovers"),
    path("handover/<int:post>/", handover.handover, name="handover"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job>/stop", jobs.stop, name="job-stop"),
    path("jobs/<int:job>/again", jobs.again, name="job-again"),
    path("password/", password.password, name="password"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:key>/revoke", keys.revoke, name="key-revoke"),
]
