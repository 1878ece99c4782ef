"""Sending what is in the outbox: at least once, never inside a transaction.

A worker claims one message by a compare-and-set on its lease, sends it, and writes what came of
it. A worker that is killed while sending leaves a lease that ends by itself; the message is then
sent again, with the same Message-ID. So at most the one message in flight can come twice. Each
mail has a connection of its own, so that what went wrong with one never touches the next.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .composing import compose
from .models import Message

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 9
FIRST_WAIT = timedelta(minutes=1)
"""After a failure the waits double: 1, 2, 4 … minutes, together somewhat over four hours."""
ENDED_THE_WORKER = "De mailverzender stopte zelf telkens bij deze mail."


def deliver_due(*, most: int = 1000, stop: Callable[[], bool] = lambda: False) -> int:
    """Try at most `most` due messages, until `stop` says so; the number of those tried."""
    connection = get_connection()
    for tried in range(most):
        message = None if stop() else claim()
        if message is None:
            return tried
        attempt(message, connection)
    return most


def claim() -> Message | None:
    """The next due message, leased to this worker and to no other."""
    while True:
        now = timezone.now()
        message = Message.objects.due(now).first()
        if message is None:
            return None
        if message.attempts >= MOST_ATTEMPTS:
            give_up(message, now)
        elif take(message, now):
            return message


def take(message: Message, now: datetime) -> bool:
    """Compare and set: only one worker finds the message still free. The attempt counts from here,
    so that a message which ends the worker comes to its end too."""
    lease = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    free = Message.objects.due(now).order_by().filter(pk=message.pk)
    taken = free.update(leased_until=lease, attempts=F("attempts") + 1)
    message.leased_until, message.attempts = lease, message.attempts + 1
    return bool(taken)


def give_up(message: Message, now: datetime) -> None:
    """The last attempt was never finished: the worker ended while it was at it."""
    Message.objects.due(now).order_by().filter(pk=message.pk).update(
        state=Message.State.FAILED,
        failed_at=now,
        leased_until=None,
        last_error=ENDED_THE_WORKER,
    )


def attempt(message: Message, connection: BaseEmailBackend) -> None:
    try:
        compose(message, connection).send()
    except Exception as error:  # whatever the mail server, its library or a template comes up with
        connection.close()
        note_failure(message, error)
    else:
        note_sent(message)


@transaction.atomic
def note_sent(message: Message) -> None:
    """Also where the lease had run out, and another worker has it in hand: it did go.

    What is secret goes with it; what was erased meanwhile does not come back.
    """
    row = Message.objects.filter(pk=message.pk)
    row.exclude(to="").update(context=message.get_context_display())
    row.exclude(state=Message.State.SENT).update(
        state=Message.State.SENT,
        sent_at=timezone.now(),
        failed_at=None,
        leased_until=None,
        last_error="",
    )


def note_failure(message: Message, error: Exception) -> None:
    """Try again later, each time twice as late; after the last attempt it stands as failed.

    Only under one's own lease: another worker may have sent it since.
    """
    tries, now = message.attempts, timezone.now()
    known = {"mail": message.pk, "attempt": tries, "fault": type(error).__name__}
    logger.warning("a mail was not sent", extra=known)
    given_up = tries >= MOST_ATTEMPTS
    Message.objects.filter(pk=message.pk, leased_until=message.leased_until).update(
        state=Message.State.FAILED if given_up else Message.State.QUEUED,
        failed_at=now if given_up else None,
        due_at=now + FIRST_WAIT * 2 ** (tries - 1),
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}"[:300],
    )
