"""Taking, keeping and freeing a place at a meeting.

The same rule for site, admin, import and command: every action first locks the row of the meeting
against every other taking or freeing of its places, then counts, then writes the registration and
its mails in the same transaction. All raise ValidationError with a sentence for the person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dutch.sorting import fold
from privacy.actions import ask_consents
from programme.matching import decided, organisation_called
from programme.models import Organisation
from programme.prepared import Given, Prepared

from .. import emails
from ..models import Meeting, Registration
from ..registering.occupancy import count_places
from ..registering.queue import fill_places
from ..times import is_past, registration_is_open, why_closed, why_over

State = Registration.State
SENT_AGAIN_WITHIN = timedelta(minutes=10)
WORDS = {"name", "email", "organisation", "organisation_typed", "function", "leads_people", "needs"}
"""What someone fills in, of `Applicant`."""


@dataclass(frozen=True)
class Applicant:
    """What someone fills in. `needs` is kept only with the explicit consent to keep it."""

    name: str
    email: str
    organisation: Organisation | None = None
    organisation_typed: str = ""
    function: str = ""
    leads_people: bool | None = None
    needs: str = ""

    @staticmethod
    def organisation_in(typed: str, more: str = "") -> dict[str, Any]:
        """The organisation that is known by exactly this name, and always what was typed.

        `more` is what was said beside it; the name of the organisation itself is then not repeated.
        """
        words = ", ".join(part for part in (typed, more) if part)
        organisation = organisation_called(typed) or (decided(words) if more else None)
        if more and organisation and fold(typed) == fold(organisation.name):
            words = more
        return {"organisation": organisation, "organisation_typed": words}

    def fields(self) -> dict:
        consented_at = timezone.now() if self.needs else None
        return {**self.__dict__, "email": self.email.lower(), "needs_consented_at": consented_at}


@dataclass(frozen=True)
class Outcome:
    """What registering came to. `state` is what anyone would have got at that moment, so that it
    does not tell whether this address was registered before."""

    registration: Registration
    state: str
    is_new: bool


@transaction.atomic
def register(
    meeting: Meeting, applicant: Applicant, *, consents: dict[str, str] | None = None
) -> Outcome:
    """Give someone a place, or one on the waiting list; again for a known address is harmless.

    `consents` are the texts that were ticked, by purpose; they count once confirmed from the mail.
    """
    return _take_place(lock_meeting(meeting), applicant, consents)


@transaction.atomic
def register_at(
    line: type[Meeting], slug: str, applicant: Applicant, *, consents: dict[str, str] | None = None
) -> Outcome:
    """As `register`, at the public meeting of a line with this address: found and locked in one
    query. Raises DoesNotExist."""
    for meeting in _locked(line, slug=slug):
        return _take_place(meeting, applicant, consents)
    raise line.DoesNotExist


@Prepared
def _locked(line: type[Meeting]) -> QuerySet:
    found = line.objects.public().marking_examples().filter(slug=Given("slug")).order_by()
    return found.select_for_update(no_key=True, of=("self",))


def _take_place(meeting: Meeting, applicant: Applicant, consents: dict[str, str] | None) -> Outcome:
    """Call it under the lock of the meeting."""
    now = timezone.now()
    if not registration_is_open(meeting, now):
        raise ValidationError(why_closed(meeting, now))
    occupancy = occupancy_of(meeting, now, applicant.email)
    state = State.CONFIRMED if has_room(meeting, occupancy) else State.WAITING
    asked = ask_consents(email=applicant.email, texts=consents) if consents else []
    if occupancy.get("known") is not None:
        known = meeting.registrations.get(pk=occupancy["known"])
        emails.send_again(known, asked)
        told = known.state if is_sent_again(known, applicant, now) else state
        return Outcome(known, told, is_new=False)
    registration = Registration(meeting=meeting, state=state, **applicant.fields())
    registration.save(force_insert=True)
    emails.send_registered(registration, asked)
    return Outcome(registration, state, is_new=True)


def is_sent_again(known: Registration, applicant: Applicant, now: datetime) -> bool:
    """Whether this is the same form a second time, by a double click or a slow line.

    Then the answer is again what came of it. Only who sent it knows each word of it so shortly
    after; anybody else who tries an address is told what a stranger is told.
    """
    if now - known.created_at > SENT_AGAIN_WITHIN:
        return False
    typed = applicant.fields()
    return all(typed[name] == getattr(known, name) for name in typed if name in WORDS)


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, locked against all others that take or free its places.

    No-key, since foreign keys to the meeting may be written meanwhile; on SQLite the transaction
    itself (IMMEDIATE) is the lock.
    """
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def occupancy_of(meeting: Meeting, now: datetime, email: str = "") -> dict[str, int]:
    """As `count_places`, after who waits was offered what was free: nobody who
    comes now stands in a line beside empty seats, or goes before who stood there."""
    occupancy = count_places(meeting, email)
    is_free = meeting.capacity is None or occupancy["taken"] < meeting.capacity
    if is_free and occupancy["waiting"] and fill_places(meeting, now=now):
        return count_places(meeting, email)
    return occupancy


def has_room(meeting: Meeting, occupancy: dict[str, int]) -> bool:
    """Whether someone new gets a place: there is one free, and nobody waits for it."""
    if meeting.capacity is None:
        return True
    return occupancy["taken"] < meeting.capacity and not occupancy["waiting"]


@transaction.atomic
def withdraw(registration: Registration) -> Registration:
    """Cancel one's registration; a place that comes free is offered to the first who waits."""
    registration = lock_registration(registration)
    if not registration.is_active:
        raise ValidationError("U was al afgemeld.")
    if is_past(registration.meeting, timezone.now()):
        raise ValidationError("Deze bijeenkomst is geweest. Afmelden kan niet meer.")
    give_up(registration)
    return registration


@transaction.atomic
def change(registration: Registration, applicant: Applicant) -> Registration:
    """Change what someone filled in; the address stays, since the link went to it."""
    registration = lock_registration(registration)
    if not registration.is_active:
        raise ValidationError("U bent afgemeld. Meld u opnieuw aan.")
    meeting, now = registration.meeting, timezone.now()
    if meeting.is_cancelled or is_past(meeting, now):
        raise ValidationError(f"{why_over(meeting, now)} Wijzigen kan niet meer.")
    for name, value in applicant.fields().items():
        if name != "email":
            setattr(registration, name, value)
    registration.save()
    return registration


def lock_registration(registration: Registration) -> Registration:
    """The registration as it stands now, under the lock of its meeting."""
    meeting = lock_meeting(Meeting(pk=registration.meeting_id))
    registration = meeting.registrations.get(pk=registration.pk)
    registration.meeting = meeting
    return registration


def give_up(registration: Registration) -> None:
    """Call it under the lock of the meeting.

    What may be about health goes at once: who does not come needs nothing.
    """
    had_place = registration.state == State.CONFIRMED
    registration.state, registration.offer_expires_at = State.CANCELLED, None
    registration.needs, registration.needs_consented_at = "", None
    names = ["state", "offer_expires_at", "needs", "needs_consented_at"]
    registration.save(update_fields=names)
    if had_place:
        _new_number(registration.meeting)
    emails.send_withdrawn(registration, had_place=had_place)
    if had_place:
        _new_number(registration.meeting)
    fill_places(registration.meeting)


def _new_number(meeting: Meeting) -> None:
    """Of two files about one event a calendar believes the one with the higher number; so what
    takes it out has a higher one than what put it in, and who comes back gets a higher one again.
    Call it under the lock of the meeting."""
    meeting.calendar_sequence += 1
    sequence = {"calendar_sequence": meeting.calendar_sequence}
    Meeting.objects.filter(pk=meeting.pk).update(**sequence)
