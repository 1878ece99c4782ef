"""Putting mails in the outbox, and giving a failed one another chance."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .models import Message
from .readdressing import way_of

FOR_ONE_READER = (
    "In deze mail staat een link of code voor één persoon. Verbeter het adres bij die persoon zelf "
    "en maak daar een nieuwe."
)


noted_keys: ContextVar[set[str] | None] = ContextVar("noted_keys", default=None)
"""The keys of what is queued while somebody wants to know it, see `outbox.seen_first`."""


@dataclass(frozen=True)
class Mail:
    """One mail to one person for one cause.

    `key` names person and cause; `template` is a pair in templates/mails; `context` holds plain
    values only (text, numbers, lists, dictionaries). Under "event" it may hold the meeting for a
    calendar file, see `outbox.calendar_file`; under "day" the day that it is about, as ISO 8601,
    from which the worker tells "morgen".
    """

    key: str
    to: str
    template: str
    context: dict


def queue(mails: Iterable[Mail]) -> None:
    """Write mails as rows; call it inside the transaction of their cause.

    A second mail with a known key is not written: one mail a person and cause. Who has no address
    gets none.
    """
    rows = [Message(key=m.key, to=m.to, template=m.template, context=m.context) for m in mails]
    if (noted := noted_keys.get()) is not None:
        noted.update(row.key for row in rows)
    Message.objects.bulk_create([row for row in rows if row.to], ignore_conflicts=True)


def retry(message: Message, *, by: object = None) -> None:
    """Send a failed mail again. Raises ValidationError where it did not fail."""
    failed = Message.objects.failed().filter(pk=message.pk)
    fresh = {"state": Message.State.QUEUED, "attempts": 0, "due_at": timezone.now()}
    if not failed.update(**fresh, failed_at=None, leased_until=None):
        raise ValidationError("Alleen een mail die niet is gelukt, kan opnieuw worden verstuurd.")


@transaction.atomic
def retry_to(message: Message, *, to: str, by: object) -> None:
    """Send a failed mail to another address. What was for one reader alone does not go to another:
    its links are made anew where that can be, else it is refused with a ValidationError."""
    found = Message.objects.select_for_update().failed().filter(pk=message.pk).first()
    if found is None:
        raise ValidationError("Alleen een mail die niet is gelukt, kan opnieuw worden verstuurd.")
    way = way_of(found)
    if way:
        way(found, to=to, by=by)
    elif found.get_context_display() != found.context:
        raise ValidationError({"to": FOR_ONE_READER})
    else:
        Message.objects.filter(pk=found.pk).update(to=to)
    retry(found, by=by)
