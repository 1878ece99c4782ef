"""Forgetting whom a mail went to and what it said, once nobody needs that any more."""

from datetime import datetime, timedelta

from django.utils import timezone

from .models import Message

KEPT = timedelta(days=90)


def forget_old(now: datetime | None = None) -> int:
    """Erase address and contents of old mails; that there was one, and when, stays.

    A failed mail of then is withdrawn: without an address it cannot be sent any more.
    """
    old = Message.objects.finished_before((now or timezone.now()) - KEPT)
    old.failed().update(state=Message.State.WITHDRAWN, failed_at=None)
    return old.exclude(to="").update(to="", context={}, last_error="")
