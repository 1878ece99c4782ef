"""What an administrator does with the accounts of colleagues."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from .emails import send_invitation, send_new_password_link
from .sessions import sign_out_everywhere

INVITE, CHANGE_USER = "auth.add_user", "auth.change_user"
KNOWN = (
    "Met dit e-mailadres is er al een account. Zoek het op in de lijst van gebruikers; is het "
    "uitgeschakeld, schakel het daar dan weer in."
)


@transaction.atomic
def invite(
    *, by: AbstractUser, first_name: str, last_name: str, email: str, groups: Iterable[Group]
) -> AbstractUser:
    """An account without a password, and a mail with the link to choose one.

    The name to sign in with is the address. Raises ValidationError where the address has an
    account, PermissionDenied where `by` may not invite.
    """
    _check(by, INVITE)
    address = email.strip().lower()
    users = get_user_model().objects
    if users.filter(Q(email__iexact=address) | Q(username__iexact=address)).exists():
        raise ValidationError({"email": KNOWN})
    user = users.create_user(
        address, address, None, first_name=first_name, last_name=last_name, is_staff=True
    )
    user.groups.set(groups)
    send_invitation(user, invited_by=name_of(by))
    return user


def invite_again(user: AbstractUser, *, by: AbstractUser) -> None:
    """Another link, for who did not use the first in time."""
    _check_may_change(by, user)
    if user.last_login is not None:
        raise ValidationError("Deze collega heeft al ingelogd en heeft geen uitnodiging nodig.")
    send_invitation(user, invited_by=name_of(by))


def mail_new_password_link(user: AbstractUser, *, by: AbstractUser) -> None:
    _check_may_change(by, user)
    if not (user.email and user.is_active):
        raise ValidationError("Dat kan alleen bij een account dat aan staat en een adres heeft.")
    send_new_password_link(user, asked=False)


@transaction.atomic
def switch_off(user: AbstractUser, *, by: AbstractUser) -> None:
    """For who leaves: the account stays, so that history says who did what."""
    _check_may_change(by, user)
    if user == by:
        raise ValidationError("Vraag een andere beheerder om uw account uit te schakelen.")
    _switch(user, to=False, refusal="Dit account is al uitgeschakeld.")
    sign_out_everywhere(user)


def switch_on(user: AbstractUser, *, by: AbstractUser) -> None:
    _check_may_change(by, user)
    _switch(user, to=True, refusal="Dit account staat al aan.")


def may_change(by: AbstractUser, user: AbstractUser) -> bool:
    """Only one who may do all may change the account of another who may."""
    return by.has_perm(CHANGE_USER) and (by.is_superuser or not user.is_superuser)


def _check(by: AbstractUser, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied


def _check_may_change(by: AbstractUser, user: AbstractUser) -> None:
    if not may_change(by, user):
        raise PermissionDenied


def _switch(user: AbstractUser, *, to: bool, refusal: str) -> None:
    same = get_user_model().objects.filter(pk=user.pk, is_active=not to)
    if not same.update(is_active=to):
        raise ValidationError(refusal)
    user.is_active = to


def log(user: AbstractUser, by: AbstractUser, message: str) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(user),
        object_id=str(user.pk),
        object_repr=str(user),
        action_flag=CHANGE,
        change_message=message,
    )


def name_of(user: AbstractUser) -> str:
    return user.get_full_name() or user.get_username()
