"""Who came. Registered, attended and no-show are three different numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backoffice.replacing import batched
from dates.to_come import is_to_come
from dutch.sorting import fold
from programme.models import Organisation

from ..attendance.lists import doubles
from ..models import Meeting, Registration
from ..registering.queue import fill_places
from ..times import has_begun
from .registering import lock_meeting


@transaction.atomic
def mark_attended(registration: Registration, *, attended: bool | None) -> Registration:
    """Say whether someone was there; None takes it back. Refused for who cancelled, before the day,
    and where the meeting is off."""
    if attended:
        _check_may_be_there(Meeting.objects.get(pk=registration.meeting_id))
    if not _mark([registration.pk], attended):
        raise ValidationError("Deze persoon is afgemeld. Voeg hem of haar toe als binnenloper.")
    registration.attended = attended
    return registration


@transaction.atomic
def mark_many(people: Iterable[Registration], *, attended: bool | None) -> None:
    """As `mark_attended`, of many at one meeting; all of them, or a ValidationError."""
    people = list(people)
    if attended and people:
        _check_may_be_there(Meeting.objects.get(pk=people[0].meeting_id))
    if _mark([person.pk for person in people], attended) < len(people):
        raise ValidationError("Intussen is iemand van deze bijeenkomst afgemeld.")


def _mark(keys: Iterable[int], attended: bool | None) -> int:
    """How many of them are on the list."""
    ticks = F("ticks") + (1 if attended else 0)
    active = Registration.objects.active()
    return sum(
        active.filter(pk__in=batch).update(attended=attended, ticks=ticks)
        for batch in batched(keys)
    )


def _check_may_be_there(meeting: Meeting) -> None:
    if is_too_early(meeting):
        raise ValidationError(
            f"Deze bijeenkomst is pas {meeting.date}. Aanwezig kan vanaf die dag."
        )
    refuse_cancelled(meeting)


def take_back(registration: Registration, *, seen: int | None = None) -> Registration:
    """Somebody is not there after all: open again, and absent where the list is complete.

    `seen` is how many ticks of this person were known where it is taken back; refused where there
    are more by now, so that what a colleague ticked meanwhile stands.
    """
    others = Registration.objects.filter(pk=registration.pk, ticks__gt=seen or 0)
    if seen is not None and others.exists():
        raise ValidationError(
            f"{registration.name} blijft op aanwezig: intussen vinkte een ander hem of haar ook af."
        )
    absent = False if registration.meeting.list_closed_at else None
    return mark_attended(registration, attended=absent)


@transaction.atomic
def add_walk_in(
    meeting: Meeting,
    *,
    name: str,
    organisation: Organisation | None = None,
    organisation_typed: str = "",
    email: str = "",
    key: UUID | None = None,
) -> Registration:
    """Someone who comes without having registered; takes no place that was promised to another.

    `key` is that of the form: the same form sent twice is one person. Where someone of that name
    stands on the list already, it is not said that this one is there: staff are asked first whether
    it is somebody else. Refused before the day: who rings is registered.
    """
    meeting = lock_meeting(meeting)
    _check_may_walk_in(meeting)
    sent = key and meeting.registrations.filter(entry_key=key).first()
    if sent:
        return sent
    if email and meeting.registrations.active().of_address(email).exists():
        raise ValidationError("Met dit e-mailadres is al iemand aangemeld. Zoek op naam.")
    walk_in = _walk_in(
        meeting,
        name=name,
        email=email,
        organisation=organisation,
        organisation_typed=organisation_typed,
        entry_key=key,
        attended=None if namesakes(meeting.registrations.active(), name) else True,
    )
    walk_in.save(force_insert=True)
    return walk_in


@transaction.atomic
def add_walk_ins(meeting: Meeting, people: Sequence[Mapping[str, Any]]) -> list[Registration]:
    """As `add_walk_in`, of many at one meeting: all of them, or a ValidationError. Each has a
    name, an address and an organisation."""
    meeting = lock_meeting(meeting)
    _check_may_walk_in(meeting)
    active = meeting.registrations.active()
    known = {email.lower() for email in active.values_list("email", flat=True)} - {""}
    names = Counter(map(fold, active.values_list("name", flat=True)))
    made = []
    for person in people:
        if person["email"].lower() in known:
            raise ValidationError(KNOWN.format(person["name"]))
        is_known = names[fold(person["name"])] > 0
        made.append(_walk_in(meeting, attended=None if is_known else True, **person))
        known |= {person["email"].lower()} - {""}
        names[fold(person["name"])] += 1
    return Registration.objects.bulk_create(made, batch_size=500)


KNOWN = "Het e-mailadres van {} staat al op de lijst. Zoek op naam."


def _walk_in(meeting: Meeting, *, email: str, **values: Any) -> Registration:
    state = Registration.State.CONFIRMED
    walk_in = Registration(
        meeting=meeting, state=state, email=email.lower(), is_walk_in=True, **values
    )
    walk_in.fill_sort_key()
    return walk_in


def _check_may_walk_in(meeting: Meeting) -> None:
    if is_too_early(meeting):
        raise ValidationError(
            f"Deze bijeenkomst is pas {meeting.date}. Meldt iemand zich nu, voeg die dan toe bij "
            "de aanmeldingen."
        )
    refuse_cancelled(meeting)


def is_too_early(meeting: Meeting) -> bool:
    """Nobody can be there yet."""
    return meeting.status != Meeting.Status.HELD and is_to_come(meeting.date)


def refuse_cancelled(meeting: Meeting) -> None:
    """Nobody comes to what is off."""
    if meeting.is_cancelled:
        raise ValidationError(
            "Deze bijeenkomst is geannuleerd, dus er kan niemand worden afgevinkt. Ging zij toch "
            "door? Maak dan eerst in het beheer het annuleren ongedaan."
        )


def namesakes(people: Iterable[Registration], name: str) -> list[Registration]:
    """Those of the same name, whatever its accents, capitals and signs."""
    wanted = fold(name)
    return [person for person in people if fold(person.name) == wanted]


@transaction.atomic
def take_off_list(walk_in: Registration) -> Registration:
    """A walk-in who was entered by mistake; who registered cancels or did not come.

    Before the meeting a place that comes free by it goes to who waits.
    """
    meeting = lock_meeting(walk_in.meeting)
    taken_off = Registration.objects.active().filter(pk=walk_in.pk, is_walk_in=True)
    if not taken_off.update(state=Registration.State.CANCELLED, attended=None):
        raise ValidationError("Alleen wie is binnengelopen, kunt u van de lijst halen.")
    fill_places(meeting)
    return walk_in


@transaction.atomic
def take_many_off_list(walk_ins: Sequence[Registration]) -> None:
    """As `take_off_list`, of many; all of them, or a ValidationError."""
    active = Registration.objects.active().filter(is_walk_in=True)
    for key in sorted({walk_in.meeting_id for walk_in in walk_ins}):
        meeting = lock_meeting(Meeting(pk=key))
        keys = [walk_in.pk for walk_in in walk_ins if walk_in.meeting_id == key]
        off = {"state": Registration.State.CANCELLED, "attended": None}
        if sum(active.filter(pk__in=batch).update(**off) for batch in batched(keys)) < len(keys):
            raise ValidationError("Alleen wie is binnengelopen, kunt u van de lijst halen.")
        fill_places(meeting)


@transaction.atomic
def is_same_person(walk_in: Registration) -> Registration:
    """The walk-in stood on the list already: one row stays, and that person is there."""
    meeting = lock_meeting(walk_in.meeting)
    others = meeting.registrations.active().exclude(pk=walk_in.pk).order_by("id")
    found = namesakes(others, walk_in.name)
    if not found:
        raise ValidationError("Er staat niemand anders met deze naam op de lijst.")
    take_off_list(walk_in)
    here = next((person for person in found if person.attended), found[0])
    return mark_attended(here, attended=True)


@transaction.atomic
def close_list(meeting: Meeting, *, by: object = None, now: datetime | None = None) -> int:
    """The list is complete: who was confirmed and not ticked off did not come. Their number.

    From then on the number who attended is counted from the list. Refused before the meeting, and
    while it is not said whether a walk-in is somebody who was on the list already.
    """
    now = now or timezone.now()
    if meeting.is_cancelled or not has_begun(meeting, now):
        raise ValidationError("De lijst is pas compleet als de bijeenkomst is begonnen.")
    _refuse_doubles(meeting)
    _set_closed(meeting, now, by=by, why="presentielijst compleet")
    unmarked = meeting.registrations.confirmed().filter(attended=None, is_walk_in=False)
    return unmarked.update(attended=False)


@transaction.atomic
def reopen_list(meeting: Meeting, *, by: object = None) -> int:
    """The list is not complete after all: who did not come is open again. Their number."""
    if meeting.list_closed_at is None:
        raise ValidationError("De lijst staat nog open.")
    _set_closed(meeting, None, by=by, why="presentielijst toch niet compleet")
    return meeting.registrations.absent().update(attended=None)


def _refuse_doubles(meeting: Meeting) -> None:
    people = list(meeting.registrations.active())
    asked = doubles(people)
    if names := ", ".join(sorted(person.name for person in people if person.pk in asked)):
        raise ValidationError(
            f"Zeg eerst of dit iemand is die al op de lijst stond: {names}. Daarna kan de lijst "
            "dicht."
        )


def _set_closed(meeting: Meeting, at: datetime | None, *, by: object, why: str) -> None:
    meeting.list_closed_at = at
    meeting._history_user = by if getattr(by, "pk", None) else None
    meeting._change_reason = why
    meeting.save(update_fields=["list_closed_at"])
