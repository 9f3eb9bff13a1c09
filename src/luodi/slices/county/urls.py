"""Routes of the county's own screens."""

from django.urls import path

from luodi.slices.county import views

urlpatterns = [
    path("", views.home, name="home"),
    path("signin/", views.sign_in, name="sign-in"),
    path("signout", views.sign_out, name="sign-out"),
]
