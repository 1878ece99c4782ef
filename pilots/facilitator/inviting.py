"""Sending a facilitator the link, for longer or anew, and taking it back."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from programme.models import Person

from ..actions.saving import save
from ..models import FacilitatorLink, Pilot
from . import emails

MANAGE = "pilots.change_facilitatorlink"


@transaction.atomic
def invite(
    pilot: Pilot, *, person: Person, email: str, expires_on: date, by: AbstractUser
) -> FacilitatorLink:
    """Mail somebody of the team the link to all sessions that he or she leads.

    One person has one link. A link that works stays the same, unless it goes to another address:
    then it is a new one. Locks the person, so that two colleagues at once make one link.
    """
    _check_may(by)
    Person.objects.select_for_update().get(pk=person.pk)
    if not pilot.team.filter(pk=person.pk).exists():
        sentence = f"{person} is geen begeleider van deze pilot. Zet hem of haar er eerst bij."
        raise ValidationError({"person": sentence})
    link = FacilitatorLink.objects.filter(person=person).first()
    link = link or FacilitatorLink(person=person, version=0)
    return _send(link, email=email, expires_on=expires_on, by=by, why=f"verstuurd bij {pilot}")


@transaction.atomic
def renew(
    link: FacilitatorLink, *, email: str, expires_on: date, by: AbstractUser
) -> FacilitatorLink:
    """A new link; the one before stops working, also where it was revoked."""
    link = _locked(link, by)
    link.version += 1
    return _send(link, email=email, expires_on=expires_on, by=by, why="nieuwe link verstuurd")


@transaction.atomic
def revoke(link: FacilitatorLink, *, by: AbstractUser) -> FacilitatorLink:
    """The link stops working at once."""
    link = _locked(link, by)
    if link.revoked_at:
        raise ValidationError("Deze link is al ingetrokken.")
    link.revoked_at = timezone.now()
    return save(link, by=by, why="ingetrokken")


def _send(
    link: FacilitatorLink, *, email: str, expires_on: date, by: AbstractUser, why: str
) -> FacilitatorLink:
    if expires_on < timezone.localdate():
        raise ValidationError({"expires_on": "Deze dag is voorbij. Kies een dag die nog komt."})
    email = email.strip().lower()
    if link.version == 0 or link.revoked_at or email != link.email:
        link.version += 1
    link.email, link.expires_on, link.revoked_at = email, expires_on, None
    link.sent_at = timezone.now()
    save(link, by=by, why=why[:100])
    emails.send_link(link)
    return link


def _locked(link: FacilitatorLink, by: AbstractUser) -> FacilitatorLink:
    _check_may(by)
    rows = FacilitatorLink.objects.select_related("person")
    return rows.select_for_update(of=("self",)).get(pk=link.pk)


def _check_may(by: AbstractUser) -> None:
    if not by.has_perm(MANAGE):
        raise PermissionDenied("U mag geen links aan begeleiders sturen.")
