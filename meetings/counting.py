"""Counting who came, each once, so that the number outlives the addresses (decision 70).

Marks are made by a key for each year. A year and a day after the last day of that year every
registration of it is erased, so the key is of no use for counting any more, and is destroyed.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .models import CountedPerson, CountingKey, Meeting, Registration

KEY_BYTES = 32
YEARS_BEFORE = 1
"""The registrations of that year may still be there, and be corrected or erased."""


def first_open_year(today: date) -> int:
    """Of earlier years the keys are gone, and none is made again."""
    return today.year - YEARS_BEFORE


def count_people(now: datetime | None = None) -> int:
    """Once a day: destroy old keys, and bring the marks up to date. How many meetings were seen."""
    today = timezone.localdate(now)
    CountingKey.objects.filter(year__lt=first_open_year(today)).delete()
    meetings = list(open_meetings(today))
    for meeting in meetings:
        count_meeting(meeting)
    return len(meetings)


def open_meetings(today: date) -> QuerySet:
    """Held, on days that lie in a year of which the key may be there."""
    first = date(first_open_year(today), 1, 1)
    return Meeting.objects.held().filter(date_latest__gte=first, date_latest__lte=today)


@transaction.atomic
def count_meeting(meeting: Meeting) -> None:
    """Marks of who came are added; of who turned out not to have come they go. Marks of who was
    erased stay: nobody can say any more whose they are."""
    known = Registration.objects.filter(meeting=meeting.pk, erased_at=None).exclude(email="")
    came = set(known.came().values_list("email", flat=True))
    key = key_of(meeting.date_latest.year)
    marks = set(_marks(key, came))
    absent = set(_marks(key, set(known.values_list("email", flat=True)) - came)) - marks
    CountedPerson.objects.filter(meeting=meeting.pk, mark__in=absent).delete()
    CountedPerson.objects.bulk_create(
        [CountedPerson(meeting_id=meeting.pk, mark=mark) for mark in sorted(marks)],
        ignore_conflicts=True,
    )


def count_before_erasing(registrations: QuerySet) -> None:
    """Of who is erased before the day's count."""
    wanted = registrations.order_by().values("meeting")
    for meeting in open_meetings(timezone.localdate()).filter(pk__in=wanted):
        count_meeting(meeting)


def key_of(year: int) -> bytes:
    """Made when it is first needed; of two at once the first wins."""
    new = secrets.token_bytes(KEY_BYTES)
    row, _ = CountingKey.objects.get_or_create(year=year, defaults={"key": new})
    return bytes(row.key)


def _marks(key: bytes, addresses: set[str]) -> Iterator[str]:
    return (mark_of(key, address) for address in addresses)


def mark_of(key: bytes, address: str) -> str:
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()
