"""Addresses of the board."""

from django.urls import path

from luodi.slices.boards.views import board

urlpatterns = [
    path("board/", board.show, name="board"),
    path("board/rows/", board.rows, name="board-rows"),
]
