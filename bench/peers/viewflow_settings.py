"""Settings of the viewflow peer alone: Django's own backend with the durability luodi's settings ask for."""

from luodi.config.settings import DATABASES as _LUODI

DATABASES = {"default": {**_LUODI["default"], "ENGINE": {
    "luodi.db.sqlite": "django.db.backends.sqlite3", "luodi.db.postgresql": "django.db.backends.postgresql",
}[str(_LUODI["default"]["ENGINE"])]}}  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes", "django.contrib.auth", "viewflow", "viewflow.workflow", "bench.peers",
]  # fmt: skip
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "measured, never served"
USE_TZ = True
