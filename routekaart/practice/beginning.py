"""Filling the place to practise with what is invented, and putting that back in a moment.

The settings give it a database, files and keys of its own wherever `PRACTICE_DIR` is set, so that
nothing here can reach the real ones.
"""

import hmac
import sqlite3
from base64 import b32encode
from contextlib import closing
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from routekaart import rights
from routekaart.backups import sqlite
from routekaart.backups.updating import fingerprint, pending
from routekaart.demo.load import load_demo

INVENTED = ("voorbeeld",)
"""The programme in which all people are invented."""

RESTRICTED = (rights.RAW_STORIES, rights.PILOT_RESULTS, rights.OBSERVATIONS)
ACCOUNTS = {
    "beheerder": ("Bo", "van Beheer", (rights.ADMINISTRATOR,)),
    "programma": ("Pim", "van Programma", (rights.STAFF, *RESTRICTED)),
    "rapporteur": ("Ria", "van Rapport", (rights.REPORTER,)),
    "goedkeuring": ("Guus", "van Goedkeuring", (rights.APPROVER,)),
    "werkgroep": ("Wil", "van Werkgroep", (rights.WORKING_GROUP,)),
}
"""By the name to sign in with: an invented person, and the groups he or she is in."""


class NoPractice(Exception):
    """This is not the place to practise. In Dutch."""


def begin(today: date) -> bool:
    """Fill it, where what lies ready is of another day or release, and begin anew; True where it
    was filled. Raises NoPractice, with nothing changed, where this is the real one."""
    ready = _folder() / f"begin-{today:%Y%m%d}-{fingerprint()}.sqlite3"
    if ready.exists() and not pending():
        put_back(ready)
        return False
    _fill(today)
    for old in _folder().glob("begin-*"):
        old.unlink()
    _copy(Path(connection.settings_dict["NAME"]), ready)
    return True


def begin_again() -> None:
    """What lies ready takes the place of what was done. Raises NoPractice where nothing does."""
    ready = sorted(_folder().glob("begin-*.sqlite3"))
    if not ready:
        raise NoPractice("Er ligt geen begin klaar. Voer uit: python manage.py practice.")
    put_back(ready[-1])


def put_back(ready: Path) -> None:
    """SQLite itself copies it over, so that pages that are open at that moment wait."""
    _copy(ready, Path(connection.settings_dict["NAME"]))
    for mail in (_folder() / "mail").glob("*"):
        mail.unlink()


def password() -> str:
    """The same for all who practise, and after each new beginning."""
    made = hmac.digest(settings.SECRET_KEY.encode(), b"practice", "sha256")
    return b32encode(made).decode().lower()[:16]


def _folder() -> Path:
    if not settings.PRACTICE_DIR:
        raise NoPractice("Dit is niet de oefenomgeving. Zet PRACTICE_DIR op een map van haar zelf.")
    return Path(settings.PRACTICE_DIR)


def _fill(today: date) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    load_demo(today=today, only=INVENTED)
    for name, (first, last, groups) in ACCOUNTS.items():
        account = get_user_model().objects.create_user(
            name,
            f"{name}@oefenen.example",
            password(),
            first_name=first,
            last_name=last,
            is_staff=True,
        )
        account.groups.set(Group.objects.filter(name__in=groups))


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        sqlite.copy(here, there)
