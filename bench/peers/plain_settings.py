"""luodi's settings for a page written as one would in any Django project: Django's own backend, sessions, templates."""

from luodi.config.settings import *  # noqa: F403
from luodi.config.settings import DATABASES, MIDDLEWARE

ENGINES = {"luodi.db.sqlite": "django.db.backends.sqlite3", "luodi.db.postgresql": "django.db.backends.postgresql"}
DATABASES["default"]["ENGINE"] = ENGINES[str(DATABASES["default"]["ENGINE"])]
MIDDLEWARE = [each for each in MIDDLEWARE if not each.startswith(("luodi.", "axes.", "whitenoise."))]
ROOT_URLCONF = "bench.peers.plain"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": ["bench/peers/templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "libraries": {"plain": "bench.peers.plain_words"},
        },
    }
]
