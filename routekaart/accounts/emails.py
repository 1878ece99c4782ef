"""The mails to colleagues about their account."""

from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from outbox.actions import Mail, queue

from ..rights import ADMINISTRATOR

DAY = 24 * 60 * 60


def send_invitation(user: AbstractUser, *, invited_by: str) -> None:
    _send(user, "colleague_invited", {"invited_by": invited_by, "url": _password_link(user)})


def send_new_password_link(user: AbstractUser, *, asked: bool) -> None:
    """`asked`: by the person; otherwise by a colleague."""
    _send(user, "new_password", {"asked": asked, "url": _password_link(user)})


def send_lost_phone_asked(
    user: AbstractUser, *, asked_by: str, colleagues: Iterable[AbstractUser]
) -> None:
    """To the person, who may know of nothing, and to each who can confirm it."""
    page = settings.SITE_URL.rstrip("/") + reverse("admin:lost_phones")
    told = {"asked_by": asked_by, "who": _name(user), "admin_url": page}
    for each in (user, *colleagues):
        _send(each, "lost_phone_asked", told | {"is_own": each == user})


def send_second_factor_removed(
    user: AbstractUser, *, asked_by: AbstractUser, confirmed_by: AbstractUser
) -> None:
    """To all three, so that each hears of what is done in his or her name."""
    told = {"who": _name(user), "by": f"{_name(asked_by)} en {_name(confirmed_by)}"}
    for each in (user, asked_by, confirmed_by):
        _send(each, "second_factor_removed", told | {"is_own": each == user})


def _password_link(user: AbstractUser) -> str:
    """Works once, and for PASSWORD_RESET_TIMEOUT."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    page = reverse("account_reset_password_from_key", args=["UID", "KEY"])
    return settings.SITE_URL.rstrip("/") + page.replace("UID-KEY", key)


def send_role_lent(
    user: AbstractUser, *, lent_by: AbstractUser, role: str, until: str, reason: str
) -> None:
    """To the person, and to all who give roles."""
    told = {"who": _name(user), "by": _name(lent_by), "role": role, "until": until}
    for each in (user, *_administrators().exclude(pk=user.pk)):
        _send(each, "role_lent", told | {"reason": reason, "is_own": each == user})


def _administrators() -> QuerySet[AbstractUser]:
    able = Q(groups__name=ADMINISTRATOR) | Q(is_superuser=True)
    return get_user_model().objects.filter(able, is_active=True, is_staff=True).distinct()


def _name(user: AbstractUser) -> str:
    return user.get_full_name() or user.get_username()


def _send(user: AbstractUser, template: str, context: dict) -> None:
    known = {
        "name": _name(user),
        "username": user.get_username(),
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
    }
    key = f"user:{user.pk}:{template}:{timezone.now():%Y%m%d%H%M%S%f}"
    queue([Mail(key=key, to=user.email, template=template, context=known | context)])
