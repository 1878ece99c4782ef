"""What a colleague logged stays when the account is deleted, as happens outside the site only."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser

FORMER = "een vroegere medewerker"


def former_colleague() -> AbstractUser:
    """An account that nobody can sign in with, in whose name stands what those did who are gone."""
    nobody = {"is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=FORMER, defaults=nobody)[0]


def pass_on_log(instance: AbstractUser, **_: object) -> None:
    """Before an account is deleted: Django would delete all it logged with it."""
    logged = LogEntry.objects.filter(user=instance)
    if logged.exists() and instance.get_username() != FORMER:
        logged.update(user=former_colleague())
