"""A role for a while: given by an administrator with a reason, and over by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dates.values import write_day

from ..models import LentRole
from .actions import log, may_change
from .emails import send_role_lent

LONGEST = timedelta(days=14)
TOO_LONG = f"Een tijdelijke rol duurt hooguit {LONGEST.days} dagen. Kies een eerdere dag."
PAST = "Kies vandaag of een latere dag."


class StaffBackend(AuthenticationBackend):
    """Signs in as allauth does; rights of roles that are lent count as those of one's own.

    They are read in the same query, anew at each request: so they end in mid-session.
    """

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        own, lent = Q(user=user_obj), Q(lent__in=running().filter(user=user_obj))
        return Permission.objects.filter(group__in=Group.objects.filter(own | lent))

    def with_perm(
        self,
        perm: Any,
        is_active: bool | None = True,
        include_superusers: bool = True,
        obj: Any = None,
    ) -> QuerySet:
        own = super().with_perm(perm, is_active, include_superusers, obj)
        lent = running().filter(user=OuterRef("pk"), group__permissions__in=_called(perm))
        users = get_user_model()._default_manager.filter(Exists(lent))
        if obj is not None:
            return own
        return own | (users if is_active is None else users.filter(is_active=is_active))


def _called(perm: Any) -> QuerySet[Permission]:
    app_label, _, codename = str(perm).partition(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


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
