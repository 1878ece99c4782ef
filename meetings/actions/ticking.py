"""What was ticked off on phones without network, done once each when it arrives (decision 61)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import AppliedTick, Meeting, Registration
from .attendance import add_walk_in, is_too_early, mark_attended, refuse_cancelled, take_back
from .registering import Applicant, lock_meeting

KEPT = timedelta(days=7)
"""Longer than anything waits on a phone (24 hours), also where its clock is wrong by days."""

CAME, NOT_THERE, WALKED_IN = "came", "did_not", "walk_in"
CLOSED = "De lijst was intussen afgesloten. Wat u op deze telefoon afvinkte, is alsnog verwerkt."
GONE = "Iemand die u afvinkte, staat niet meer op de lijst van deze bijeenkomst."


@dataclass(frozen=True)
class Tick:
    """`person` is the number of a registration, and `seen` how many ticks of it the phone knew;
    a walk-in has a name instead."""

    key: UUID
    what: str
    person: int | None = None
    seen: int = 0
    name: str = ""
    organisation: str = ""


@transaction.atomic
def apply_ticks(meeting: Meeting, ticks: Sequence[Tick]) -> list[str]:
    """Do each tick that was not done before, in their order; what became of those that were not.

    The meeting is locked, so that two phones, or two tabs of one, are served in turn. Present wins:
    the order in which phones are heard makes no difference, and no clock of a phone is read. Raises
    ValidationError where nothing can be ticked at all: then all stays on the phone.
    """
    meeting = lock_meeting(meeting)
    refuse_cancelled(meeting)
    if is_too_early(meeting):
        raise ValidationError(
            f"Deze bijeenkomst is pas {meeting.date}. Afvinken kan vanaf die dag."
        )
    keys = [tick.key for tick in ticks]
    done = set(AppliedTick.objects.filter(key__in=keys).values_list("key", flat=True))
    told = [CLOSED] if meeting.list_closed_at else []
    for tick in ticks:
        if tick.key not in done:
            done.add(tick.key)
            told += _apply(meeting, tick)
    return told


def _apply(meeting: Meeting, tick: Tick) -> list[str]:
    try:
        with transaction.atomic():
            AppliedTick.objects.create(key=tick.key)
            return _walk_in(meeting, tick) if tick.what == WALKED_IN else _mark(meeting, tick)
    except ValidationError as error:
        return error.messages


def _mark(meeting: Meeting, tick: Tick) -> list[str]:
    person = meeting.registrations.filter(pk=tick.person).first()
    if person is None:
        raise ValidationError(GONE)
    person.meeting = meeting
    if not person.is_active:
        raise ValidationError(_cancelled(person))
    if tick.what == NOT_THERE:
        take_back(person, seen=tick.seen)
    else:
        mark_attended(person, attended=True)
    return []


def _cancelled(person: Registration) -> str:
    who = person.name or "Iemand van wie de gegevens zijn gewist"
    return f"{who} is intussen afgemeld en niet afgevinkt. Is hij of zij er wel? Voeg die dan toe."


def _walk_in(meeting: Meeting, tick: Tick) -> list[str]:
    organisation = Applicant.organisation_in(tick.organisation)
    person = add_walk_in(meeting, key=tick.key, name=tick.name, **organisation)
    if person.attended:
        return []
    return [
        f"Er staat al iemand op de lijst die {person.name} heet. Is dit dezelfde persoon? Zeg het "
        "op de lijst; zolang telt de tweede niet mee."
    ]


def forget_ticks(now: datetime | None = None) -> int:
    """How many were old enough to go."""
    old = AppliedTick.objects.filter(applied_at__lt=(now or timezone.now()) - KEPT)
    return old.delete()[0]
