"""One reminder a quarter at most, to who agreed to it; it ends by itself. The worker does this.

Doing it twice on a day mails nobody twice.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from .emails import send_reminder
from .models import Ambassador
from .querysets import PATIENCE


def remind_of_activities(now: datetime | None = None) -> int:
    """How many were reminded."""
    today = timezone.localdate(now)
    due = Ambassador.objects.to_remind(today).only("pk")
    return sum(_remind(row.pk, today) for row in due.iterator())


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    """Only where it is still due. Locked against another worker, and an answer meanwhile."""
    ambassador = Ambassador.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if ambassador is None or not Ambassador.objects.to_remind(today).filter(pk=pk).exists():
        return False
    ambassador.reminded_on, ambassador.unanswered = today, ambassador.unanswered + 1
    Ambassador.objects.filter(pk=pk).update(reminded_on=today, unanswered=ambassador.unanswered)
    send_reminder(ambassador, is_last=ambassador.unanswered >= PATIENCE)
    return True
