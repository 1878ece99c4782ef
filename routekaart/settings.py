"""All settings, read from the environment. docs/operation.md explains each variable."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, ValidationError

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEVELOPMENT_KEY = "development-only-never-in-production-0123456789"
SHORTEST_KEY = 50


def known_mode(mode: str) -> None:
    if mode not in ("development", "production"):
        raise ValidationError("must be development or production")


def filled(text: str) -> None:
    if not text.strip():
        raise ValidationError("must not be empty")


def strong_key(key: str) -> None:
    if key == DEVELOPMENT_KEY or len(key) < SHORTEST_KEY or len(set(key)) < 10:
        raise ValidationError(f"must be a random text of at least {SHORTEST_KEY} characters")


def named_hosts(hosts: list[str]) -> None:
    if not hosts or not all(hosts) or "*" in hosts:
        raise ValidationError("must name each host, without *")


def switched_off(value: bool) -> None:
    if value:
        raise ValidationError("must be off in production")


def switched_on(value: bool) -> None:
    if not value:
        raise ValidationError("must be on in production")


def age_key(key: str) -> None:
    if key and not key.startswith("AGE-SECRET-KEY-1"):
        raise ValidationError("must be a key that manage.py make_backup_key printed")


def secure_address(url: str) -> None:
    if urlsplit(url).scheme != "https" or not urlsplit(url).hostname:
        raise ValidationError("must be the https address of the site")


# What the environment says. In production a value without a safe default must be given.
env = Env(eager=False)
PRODUCTION = env.str("ROUTEKAART_ENV", "development", validate=known_mode) != "development"


def in_production(validate: Callable, default: object) -> dict:
    """The arguments of a variable that production checks and development has a default for."""
    return {"validate": validate} if PRODUCTION else {"default": default}


SECRET_KEY = env.str("SECRET_KEY", **in_production(strong_key, DEVELOPMENT_KEY))
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", subcast=str.strip, **in_production(named_hosts, ["localhost", "127.0.0.1"])
)
DEBUG = env.bool("DEBUG", not PRODUCTION, validate=switched_off if PRODUCTION else None)
SITE_URL = env.str("SITE_URL", **in_production(secure_address, "http://localhost:8000"))
REQUIRE_SECOND_FACTOR = env.bool(
    "REQUIRE_SECOND_FACTOR", PRODUCTION, validate=switched_on if PRODUCTION else None
)
FOUR_EYES = env.bool("FOUR_EYES", True)  # who wrote a report does not approve it
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
database = env.dj_db_url(
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR / 'routekaart.sqlite3'}",
    conn_max_age=60,
    conn_health_checks=True,
)
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", **in_production(filled, "Routekaart <routekaart@localhost>")
)
EMAIL_HOST = env.str("EMAIL_HOST", **in_production(filled, "localhost"))
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
# After this a mail that a killed worker had in hand is sent again.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", 60)
# Forms that anyone can send; 0 lifts a limit, for a load test.
RATE_LIMIT_PER_IP = env.int("RATE_LIMIT_PER_IP", 60)  # an hour; a ministry shares one
RATE_LIMIT_PER_ADDRESS = env.int("RATE_LIMIT_PER_ADDRESS", 10)  # an hour
MINIMUM_FORM_SECONDS = env.int("MINIMUM_FORM_SECONDS", 3)
HONEYPOT = env.bool("HONEYPOT", True)
CONTACT = {
    "name": env.str("CONTACT_NAME", "Stichting Beroepseer"),
    "email": env.str("CONTACT_EMAIL", **in_production(filled, "routekaart@beroepseer.example")),
}

# Archives of the database; without a key none is made, and the page of the server says so.
BACKUP_KEY = env.str("BACKUP_KEY", "", validate=age_key)
BACKUP_DIR = Path(env.str("BACKUP_DIR", str(VAR_DIR / "backups")))
# Off-site: an address that restic knows, and the password of what lies there.
RESTIC_REPOSITORY = env.str("RESTIC_REPOSITORY", "")
RESTIC_PASSWORD = env.str("RESTIC_PASSWORD", "")
# A place to practise, beside the real one and apart from it: its folder.
PRACTICE_DIR = env.str("PRACTICE_DIR", "")

# Where an answer to a mail goes.
REPLY_TO = env.str("REPLY_TO", CONTACT["email"])

try:
    env.seal()
except EnvValidationError as refusal:
    found = cast(dict[str, list[str]], refusal.error_messages)
    faults = [f"  {name}: {' '.join(messages)}" for name, messages in found.items()]
    raise ImproperlyConfigured("\n".join(["The environment is wrong:", *faults])) from None

if PRACTICE_DIR:
    # Nothing of the real one: no database, no key that signs its links, no backup, no mail server.
    PRACTICE_DIR = str(BASE_DIR / PRACTICE_DIR)
    Path(PRACTICE_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    database = dj_database_url.parse(f"sqlite:///{PRACTICE_DIR}/oefenen.sqlite3", conn_max_age=60)
    SECRET_KEY = sha256(f"to practise: {SECRET_KEY}".encode()).hexdigest()
    BACKUP_KEY, BACKUP_DIR, RESTIC_REPOSITORY = "", Path(PRACTICE_DIR), ""
    REQUIRE_SECOND_FACTOR = False
    if PRODUCTION:
        SITE_URL = SITE_URL.replace("://", "://oefenen.")
        ALLOWED_HOSTS = [f"oefenen.{host}" for host in ALLOWED_HOSTS]

# The apps, in the order of the floors: what stands above may use what stands below.
INSTALLED_APPS = [
    "programme",
    "outbox",
    "privacy",
    "documents",
    "sheets",
    "meetings",
    "pilots",
    "hubs",
    "leadership",
    "publications",
    "toolkit",
    "sorting",
    "ambassadors",
    "reporting",
    "routekaart",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "simple_history",
    "csp",
]

# The lines of activity, in the order of the report. Each names the module in which its app says
# what it is; docs/decisions/0012-a-line-is-one-thing.md.
LINES = ["hubs.line", "pilots.line", "leadership.line", "toolkit.line", "ambassadors.line"]

MIDDLEWARE = [
    "routekaart.watch.pages.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "routekaart.middleware.OnePolicy",
    "routekaart.middleware.SafeHeaders",
    "routekaart.middleware.KnownMethods",
    "routekaart.middleware.BoundedBody",
    "routekaart.middleware.NothingStaysOnThePhone",
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if PRODUCTION else []),
    "routekaart.middleware.CompressText",
    *(["routekaart.practice.pages.PracticeBanner"] if PRACTICE_DIR else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "routekaart.middleware.SessionUse",
    "routekaart.middleware.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "reporting.middleware.AlteredVersionMiddleware",
]

ROOT_URLCONF = "routekaart.urls"
WSGI_APPLICATION = "routekaart.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dutch.template_filters"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "routekaart.context.site",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "routekaart_forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = [CRISPY_TEMPLATE_PACK]

# IMMEDIATE takes the write lock at the start of a transaction, so two writers wait, not fail.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON",
}
if database["ENGINE"] == "django.db.backends.sqlite3":
    database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    # SQLite makes its file, never the folder of it; a fresh clone has no var/.
    if VAR_DIR in Path(database["NAME"]).absolute().parents:
        Path(database["NAME"]).absolute().parent.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
FORMAT_MODULE_PATH = ["routekaart.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
BUILT_STATIC_DIR = VAR_DIR / "built"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("guide", BASE_DIR / "docs/handleiding/beelden"),
    *[BUILT_STATIC_DIR] * BUILT_STATIC_DIR.is_dir(),
]
MANIFEST_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": MANIFEST_STORAGE if PRODUCTION else PLAIN_STORAGE},
}

# Signing in: password, then a second factor (authenticator app or passkey); nobody signs up.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "routekaart.accounts.lent_roles.StaffBackend",
]
RIGHTS_BACKEND = AUTHENTICATION_BACKENDS[-1]  # who has a right, a role for a while counted too
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "routekaart.accounts.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "routekaart.accounts.signing_in.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Wrong passwords are for axes, which comes first; wrong codes of the second factor are for this.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Nobody signs up: the link by which a colleague chose a password came by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A passkey that knows its owner by finger, face or PIN is both proofs at once.
MFA_PASSKEY_LOGIN_ENABLED = True
ACCOUNT_FORMS = {"reauthenticate": "backoffice.proving.PasswordOnPage"}
MFA_FORMS = {
    "add_webauthn": "routekaart.accounts.passkeys.PasskeyForm",
    "reauthenticate": "backoffice.proving.CodeOnPage",
}
MFA_TOTP_ISSUER = "Routekaart"
# Browsers allow passkeys over http only on localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# Rows of attempts hold addresses: `routekaart.personal_data` says how long they stay.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = ["username"]
# Counting by name alone is meant: the mark in the name is signed, so no cookie gives more guesses.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_USERNAME_CALLABLE = "routekaart.accounts.signing_in.username_of_attempt"
AXES_CLIENT_IP_CALLABLE = "privacy.rate_limit.client_address"
AXES_LOCKOUT_CALLABLE = "routekaart.accounts.signing_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Security headers; nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True  # no script of ours reads it: it stands in each form
# A browser takes these names only over https; the first for this host and all of its paths.
HOST_COOKIE, PATH_COOKIE = ("__Host-", "__Secure-") if PRODUCTION else ("", "")
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_COOKIE}session", f"{HOST_COOKIE}csrf"
MESSAGE_STORAGE = "routekaart.message_cookie.Storage"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = HSTS_SECONDS if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# All that one request sends, files too: the fields above, and the largest file that is read.
MOST_BYTES_SENT = 12 * 1024 * 1024

if PRODUCTION and not PRACTICE_DIR:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = Path(PRACTICE_DIR or VAR_DIR) / "mail"
EMAIL_TIMEOUT = 20
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allowed": {"()": "routekaart.logs.AllowedFields"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"}
        | ({"formatter": "allowed"} if PRODUCTION else {}),
        "mail": {"class": "routekaart.watch.faults.FaultMail", "level": "ERROR"},
    },
    "root": {
        "handlers": ["console", "mail"] if PRODUCTION else ["console"],
        "level": "INFO" if PRODUCTION else "WARNING",
    },
    "loggers": {"pikepdf": {"level": "WARNING"}},  # says that it was loaded, each time
}
