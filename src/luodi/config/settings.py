"""Settings: one file, from the environment. `LUODI_DATA_DIR` holds all that is written."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from luodi.config.secret import secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("LUODI_DATA_DIR", "data")).resolve()
PRODUCTION = os.environ.get("LUODI_PRODUCTION") == "1"


def _sqlite() -> dict[str, object]:
    """WAL with synchronous=FULL: what was acknowledged survives a power cut; writers take their turn at BEGIN."""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
    )
    return {
        "ENGINE": "luodi.db.sqlite",
        "NAME": DATA_DIR / "luodi.sqlite3",
        "CONN_MAX_AGE": None,  # opening costs a page as much as all it asks; each thread keeps its own
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": ":memory:"},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("postgresql", "postgres") or port == 0:
        remedy = "write postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it out for SQLite in LUODI_DATA_DIR"
        raise ImproperlyConfigured(f"LUODI_DATABASE_URL is no address of a PostgreSQL database; {remedy}")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "luodi.db.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(port or query.get("port", "")),
        "CONN_MAX_AGE": 0,
        # a statement seen twice stands prepared on the server, its values are bound there
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, "server_side_binding": True, "prepare_threshold": 2},
    }


DATABASE_URL = os.environ.get("LUODI_DATABASE_URL", "")
DATABASES = {"default": _postgresql(DATABASE_URL) if DATABASE_URL else _sqlite()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = secret_key(DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LUODI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "luodi.config.urls"
WSGI_APPLICATION = "luodi.config.wsgi.application"

INSTALLED_APPS = [
    "luodi.spine.people",
    "luodi.spine.journal",
    "luodi.spine.find",
    "luodi.spine.files",
    "luodi.spine.commitments",
    "luodi.spine.jobs",
    "luodi.slices.matters",
    "luodi.slices.county",
    "luodi.slices.items",
    "luodi.slices.firms",
    "luodi.slices.projects",
    "luodi.slices.plans",
    "luodi.slices.approvals",
    "luodi.slices.meetings",
    "luodi.slices.boards",
    "luodi.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "luodi.web.middleware.measured",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "luodi.web.middleware.headers",
    "luodi.web.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "luodi.web.environment.environment",
            "context_processors": ["luodi.web.look.context", "django.contrib.messages.context_processors.messages"],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

JOB_KINDS = "luodi.config.jobs"  # what work there is: the queue knows it by this name alone
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "luodi.spine.people.accounts.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/signin/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "luodi.slices.county.views.home.locked"
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
# a lock belongs to an account, whoever tries: behind one office address sit many honest people
SILENCED_SYSTEM_CHECKS = ["axes.W004", "axes.W006"]

# The page of a promise, by the room its kind is of; the page takes the number of the promise's case.
PROMISE_PAGES = {"approvals": "case", "meetings": "resolved"}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FORM_RENDERER = "luodi.web.widgets.Widgets"
FILES_DIR = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # a file of 10 MB in Base64
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a book of several wide sheets asks for each of its columns
LARGEST_FORM = 48 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_ENGINE = "luodi.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# served on this machine's own address alone, behind a proxy that ends TLS and sets this header
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
CSRF_FAILURE_VIEW = "luodi.web.pages.forged"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
