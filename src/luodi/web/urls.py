"""Routes of the frame itself."""

from django.urls import path

from luodi.web import look

urlpatterns = [path("look", look.change_look, name="look")]
