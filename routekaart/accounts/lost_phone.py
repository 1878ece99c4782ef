"""A lost phone: two colleagues say, each by themselves, that somebody lost the second factor."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import LostPhone
from .actions import log, name_of
from .emails import send_lost_phone_asked, send_second_factor_removed
from .sessions import sign_out_everywhere

CONFIRM = "routekaart.confirm_lostphone"
OPEN_FOR = timedelta(days=1)
GONE = "Dit verzoek is er niet meer: bevestigd, gestopt of verlopen."


@transaction.atomic
def ask(user: AbstractUser, *, by: AbstractUser, checked: str) -> LostPhone:
    """`checked` says how `by` knew who asked. Raises ValidationError where it cannot be asked."""
    _check(by, user)
    if not user.authenticator_set.exists():
        raise ValidationError("Dit account heeft geen tweede bewijs.")
    LostPhone.objects.exclude(pk__in=standing()).filter(user=user).delete()
    lost = LostPhone(user=user, asked_by=by, checked=checked)
    lost.full_clean()
    lost.save()
    log(user, by, f"Telefoon kwijt, gevraagd. Zo is nagegaan wie het vroeg: {checked}")
    send_lost_phone_asked(user, asked_by=name_of(by), colleagues=_who_confirm(lost))
    return lost


@transaction.atomic
def confirm(lost: LostPhone, *, by: AbstractUser, checked: str) -> None:
    """All that proved who it was goes, and who is signed in is signed out.

    Raises ValidationError where `by` asked it, or where it is not open any more.
    """
    lost = _taken(lost)
    _check(by, lost.user)
    if by == lost.asked_by:
        raise ValidationError("U vroeg dit zelf. Een andere collega bevestigt het.")
    lost.delete()
    Authenticator.objects.filter(user=lost.user).delete()
    sign_out_everywhere(lost.user)
    log(lost.user, by, f"Tweede bewijs weggehaald. Zo is nagegaan wie het vroeg: {checked}")
    send_second_factor_removed(lost.user, asked_by=lost.asked_by, confirmed_by=by)


@transaction.atomic
def stop(lost: LostPhone, *, by: AbstractUser) -> None:
    """By who has doubts: nothing happens."""
    lost = _taken(lost)
    _check(by, lost.user)
    lost.delete()
    log(lost.user, by, "Verzoek om het tweede bewijs weg te halen gestopt.")


def standing() -> QuerySet[LostPhone]:
    return LostPhone.objects.filter(asked_at__gt=timezone.now() - OPEN_FOR)


def who_lost() -> QuerySet[AbstractUser]:
    """Who has a second factor to lose, by name."""
    having = Authenticator.objects.values("user")
    users = get_user_model().objects.filter(is_active=True, pk__in=having)
    return users.order_by("first_name", "last_name", "username")


def _taken(lost: LostPhone) -> LostPhone:
    """Locked, so that of two at once one finds it gone."""
    found = standing().select_for_update(of=["self"]).select_related("user", "asked_by")
    if taken := found.filter(pk=lost.pk).first():
        return taken
    raise ValidationError(GONE)


def _who_confirm(lost: LostPhone) -> QuerySet[AbstractUser]:
    able = (
        get_user_model()
        .objects.with_perm(CONFIRM, backend=settings.RIGHTS_BACKEND)
        .filter(is_staff=True)
    )
    return able.exclude(pk__in=[lost.user_id, lost.asked_by_id])


def _check(by: AbstractUser, user: AbstractUser) -> None:
    """Who may do all is helped only by others who may."""
    if not by.has_perm(CONFIRM) or (user.is_superuser and not by.is_superuser):
        raise PermissionDenied
    if by == user:
        raise ValidationError("Vraag een collega om dit voor u te doen.")
