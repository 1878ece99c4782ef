"""What staff do for someone who rings: register, mend, cancel, and a place out of turn.

The same rules as for who does it on the site, but for what a person can answer for: registering
after the closing moment, without an address, or at a meeting that is not on the site.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from programme.models import Organisation

from .. import emails
from ..models import Meeting, Registration
from ..registering.queue import fill_places
from ..times import why_over
from .registering import (
    Applicant,
    has_room,
    lock_meeting,
    lock_registration,
    occupancy_of,
    withdraw,
)

State = Registration.State
ADD, CHANGE = "meetings.add_registration", "meetings.change_registration"
MAIL = "meetings.mail_registration"


@transaction.atomic
def register_for(meeting: Meeting, applicant: Applicant, *, by: AbstractBaseUser) -> Registration:
    """A place, or one on the waiting list, for someone who rang; without an address no mail goes.

    Raises ValidationError where the meeting is not to come or the address is known already.
    """
    _check(by, ADD)
    meeting = lock_meeting(meeting)
    _check_to_come(meeting)
    if applicant.email and meeting.registrations.active().of_address(applicant.email).exists():
        raise ValidationError({"email": "Met dit e-mailadres is al iemand aangemeld."})
    room = has_room(meeting, occupancy_of(meeting, timezone.now()))
    state = State.CONFIRMED if room else State.WAITING
    registration = Registration(
        meeting=meeting, state=state, added_by_staff=True, **applicant.fields()
    )
    registration.save(force_insert=True)
    emails.send_registered(registration)
    return registration


@transaction.atomic
def register_many_for(
    meeting: Meeting, applicants: Sequence[Applicant], *, by: AbstractBaseUser
) -> list[Registration]:
    """As `register_for`, of many in the order in which they stand: all of them, or a
    ValidationError."""
    _check(by, ADD)
    meeting = lock_meeting(meeting)
    _check_to_come(meeting)
    emails_known = meeting.registrations.active().values_list("email", flat=True)
    given = {applicant.email.lower() for applicant in applicants} - {""}
    if given & set(emails_known):
        raise ValidationError("Intussen heeft iemand uit dit bestand zich al aangemeld.")
    occupancy = occupancy_of(meeting, timezone.now())
    made = [_registered(meeting, applicant, occupancy) for applicant in applicants]
    Registration.objects.bulk_create(made, batch_size=500)
    emails.send_all_registered(made)
    return made


def _registered(meeting: Meeting, applicant: Applicant, occupancy: dict[str, int]) -> Registration:
    """Not stored yet; `occupancy` then counts it."""
    room = has_room(meeting, occupancy)
    occupancy["taken" if room else "waiting"] += 1
    state = State.CONFIRMED if room else State.WAITING
    made = Registration(meeting=meeting, state=state, added_by_staff=True, **applicant.fields())
    made.fill_sort_key()
    return made


@transaction.atomic
def correct_many_details(
    rows: Sequence[tuple[Registration, Mapping[str, Any]]], *, by: AbstractBaseUser
) -> None:
    """As `correct_details`, of many, each with what of it becomes another."""
    _check(by, CHANGE)
    for key in sorted({registration.meeting_id for registration, _ in rows}):
        lock_meeting(Meeting(pk=key))
    names = {name for _, values in rows for name in values}
    for start in range(0, len(rows), 500):
        batch = {person.pk: values for person, values in rows[start : start + 500]}
        people = Registration.objects.filter(pk__in=batch)
        for person in people:
            _check_not_erased(person)
            for name, value in batch[person.pk].items():
                setattr(person, name, value)
            person.fill_sort_key()
        Registration.objects.bulk_update(people, [*names, "sort_key"], batch_size=100)


@transaction.atomic
def correct_details(
    registration: Registration,
    *,
    by: AbstractBaseUser,
    name: str,
    organisation: Organisation | None,
    organisation_typed: str,
    function: str,
) -> Registration:
    """Mend who someone is; what was typed stays as it was typed unless it is mended itself."""
    _check(by, CHANGE)
    registration = lock_registration(registration)
    _check_not_erased(registration)
    registration.name, registration.function = name, function
    registration.organisation, registration.organisation_typed = organisation, organisation_typed
    registration.save()
    return registration


@transaction.atomic
def mend_address(registration: Registration, *, by: AbstractBaseUser, email: str) -> Registration:
    """Another address: the link that went to the wrong one stops, and the mail goes again."""
    registration = lock_registration(registration)
    _check_active(registration)
    emails.withdraw_queued(registration)
    correct_address(registration, by=by, email=email)
    emails.send_as_it_stands(registration)
    return registration


def correct_address(
    registration: Registration, *, by: AbstractBaseUser, email: str
) -> Registration:
    """The address alone, and no mail; call it under the lock of the meeting. Links that went to
    the one before stop working."""
    _check(by, CHANGE)
    _check_not_erased(registration)
    email = email.strip().lower()
    others = registration.meeting.registrations.active().exclude(pk=registration.pk)
    if registration.is_active and others.of_address(email).exists():
        raise ValidationError({"email": "Met dit e-mailadres is al iemand anders aangemeld."})
    registration.email = email
    registration.link_version += 1
    registration.save(update_fields=["email", "link_version"])
    return registration


@transaction.atomic
def withdraw_for(registration: Registration, *, by: AbstractBaseUser) -> Registration:
    """Cancel for who rings; the place goes to the first who waits, as always."""
    _check(by, CHANGE)
    _check_active(registration)
    return withdraw(registration)


@transaction.atomic
def give_place(
    registration: Registration, *, by: AbstractBaseUser, reason: str, when_full: bool
) -> Registration:
    """A place for someone on the waiting list out of turn; `when_full` also above the number."""
    _check(by, CHANGE)
    registration = lock_registration(registration)
    meeting = registration.meeting
    _check_to_come(meeting)
    if registration.state not in (State.WAITING, State.OFFERED):
        raise ValidationError("Deze persoon staat niet op de wachtlijst.")
    taken = meeting.registrations.taking_a_place().exclude(pk=registration.pk).count()
    if meeting.capacity is not None and taken >= meeting.capacity and not when_full:
        raise ValidationError({"when_full": "De bijeenkomst is vol. Vink aan dat het toch mag."})
    registration.state, registration.offer_expires_at = State.CONFIRMED, None
    registration.save(update_fields=["state", "offer_expires_at"])
    emails.withdraw_queued(registration)
    emails.send_registered(registration)
    fill_places(meeting)
    return registration


@transaction.atomic
def write_to(registrations: QuerySet, *, by: AbstractBaseUser, subject: str, text: str) -> int:
    """Mail a selection; who cancelled, was erased or gave no address gets none. Their number.

    The same words to the same person go once, also when the button is pressed twice.
    """
    _check(by, MAIL)
    people = registrations.active().exclude(email="")
    people = people.select_related("meeting__programme", "organisation")
    cause = sha256(f"{subject}\n{text}".encode()).hexdigest()[:16]
    emails.send_from_staff(people, subject=subject, text=text, cause=cause)
    return len(people)


def _check(by: AbstractBaseUser, right: str) -> None:
    if not by.has_perm(right):
        raise PermissionDenied


def _check_to_come(meeting: Meeting) -> None:
    if why_over(meeting, timezone.now()):
        raise ValidationError(
            "Deze bijeenkomst is begonnen, voorbij of gaat niet door. Wie er was, vult u in op de "
            "presentielijst."
        )


def _check_active(registration: Registration) -> None:
    _check_not_erased(registration)
    if not registration.is_active:
        raise ValidationError("Deze persoon is afgemeld. Meld hem of haar opnieuw aan.")


def _check_not_erased(registration: Registration) -> None:
    if registration.erased_at:
        raise ValidationError("De gegevens van deze aanmelding zijn gewist.")
