"""Stands at the root so that the tests inside the rooms and those of the whole house share one set-up."""

pytest_plugins = ["tests.support.plugin", "tests.support.cast"]
