"""Sending what is in the outbox: at least once, never inside a transaction.

A worker claims one message by a compare-and-set on its lease, sends it, and writes what came of
it. A worker that is killed while sending leaves a lease that ends by itself; the message is then
sent again, with the same Message-ID. So at most the one message in flight can come twice.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from .composing import compose
from .models import Message

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 9
FIRST_WAIT = timedelta(minutes=1)
"""After a failure the waits double: 1, 2, 4 … minutes, together somewhat over four hours."""


def deliver_due(*, most: int = 1000) -> int:
    """Send at most `most` due messages; the number of those that went."""
    connection = get_connection()
    sent = 0
    try:
        for _ in range(most):
            message = claim()
            if message is None:
                break
            sent += attempt(message, connection)
    finally:
        connection.close()
    return sent


def claim() -> Message | None:
    """The next due message, leased to this worker and to no other."""
    while True:
        now = timezone.now()
        message = Message.objects.due(now).first()
        if message is None or take(message, now):
            return message


def take(message: Message, now: datetime) -> bool:
    lease = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    free = Message.objects.due(now).order_by().filter(pk=message.pk)
    return bool(free.update(leased_until=lease, attempts=F("attempts") + 1))


def attempt(message: Message, connection: BaseEmailBackend) -> bool:
    try:
        compose(message, connection).send()
    except Exception as error:  # whatever the mail server or its library comes up with
        connection.close()
        note_failure(message, error)
        return False
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENT, sent_at=timezone.now(), leased_until=None, last_error=""
    )
    return True


def note_failure(message: Message, error: Exception) -> None:
    """Try again later, each time twice as late; after the last attempt it stands as failed."""
    tries = message.attempts + 1
    logger.warning("%s was not sent (attempt %s): %s", message, tries, type(error).__name__)
    given_up = tries >= MOST_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.FAILED if given_up else Message.State.QUEUED,
        due_at=timezone.now() + FIRST_WAIT * 2 ** (tries - 1),
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}"[:300],
    )
