"""Routes of the county's own screens."""

from django.urls import path

from luodi.slices.county.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("signin/", home.sign_in, name="sign-in"),
    path("signout", home.sign_out, name="sign-out"),
]
