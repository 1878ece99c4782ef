"""A role for a while: given by an administrator with a reason, and over by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dates.values import write_day

from ..models import LentRole
from .actions import log, may_change
from .emails import send_role_lent

LONGEST = timedelta(days=14)
TOO_LONG = f"Een tijdelijke rol duurt hooguit {LONGEST.days} dagen. Kies een eerdere dag."
PAST = "Kies vandaag of een latere dag."
KNOWN = "_rights_of_lent_roles"


class LentRights(BaseBackend):
    """The rights of roles that are lent, asked anew at each request: so they end in mid-session."""

    def get_group_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        if not hasattr(user_obj, KNOWN):
            setattr(user_obj, KNOWN, _rights_lent_to(user_obj))
        return getattr(user_obj, KNOWN)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(
            right.partition(".")[0] == app_label for right in self.get_all_permissions(user_obj)
        )


def running() -> QuerySet[LentRole]:
    return LentRole.objects.filter(until__gt=timezone.now())


@transaction.atomic
def lend(user: AbstractUser, *, by: AbstractUser, group: Group, until: date, reason: str) -> None:
    """Until the end of that day. Raises ValidationError, PermissionDenied for who may not."""
    _check(by, user)
    _check_day(until)
    if user.groups.filter(pk=group.pk).exists():
        raise ValidationError({"group": "Uw collega heeft deze rol al."})
    LentRole.objects.exclude(pk__in=running()).filter(user=user).delete()
    lent = LentRole(user=user, group=group, reason=reason, until=_end_of(until), lent_by=by)
    lent.full_clean()
    lent.save()
    log(user, by, f"Rol {group.name} gegeven tot en met {write_day(until)}. Reden: {reason}")
    send_role_lent(user, lent_by=by, role=group.name, until=write_day(until), reason=reason)


@transaction.atomic
def end_lent(user: AbstractUser, *, by: AbstractUser) -> None:
    """All that are lent to this person, before their time."""
    _check(by, user)
    names = list(running().filter(user=user).values_list("group__name", flat=True))
    if not names:
        raise ValidationError("Uw collega heeft geen tijdelijke rol meer.")
    LentRole.objects.filter(user=user).delete()
    log(user, by, f"Tijdelijke rol beëindigd: {', '.join(names)}")


def _rights_lent_to(user: AbstractUser) -> set[str]:
    found = Permission.objects.filter(group__lent__in=running().filter(user=user))
    rows = found.order_by().values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def _check(by: AbstractUser, user: AbstractUser) -> None:
    if not may_change(by, user):
        raise PermissionDenied
    if by == user:
        raise ValidationError("Vraag een andere beheerder om dit voor u te doen.")


def _check_day(until: date) -> None:
    today = timezone.localdate()
    if until < today:
        raise ValidationError({"until": PAST})
    if until > today + LONGEST:
        raise ValidationError({"until": TOO_LONG})


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
