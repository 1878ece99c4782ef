"""Telling staff, once a day, which mails did not reach anyone."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .actions import Mail, queue
from .models import Message


def report_failures(now: datetime | None = None) -> None:
    """A mail to staff about the mails that failed yesterday; none where all went well."""
    today = timezone.localdate(now)
    midnight = timezone.make_aware(datetime.combine(today, time()))
    day_before = timezone.make_aware(datetime.combine(today - timedelta(days=1), time()))
    key = f"failed_mails:{today}"
    failed = Message.objects.failed().filter(failed_at__gte=day_before, failed_at__lt=midnight)
    count = failed.count()
    if not count or Message.objects.filter(key=key).exists():
        return
    page = reverse("admin:outbox_message_changelist")
    context = {
        "count": count,
        "admin_url": f"{settings.SITE_URL.rstrip('/')}{page}?state__exact=failed",
    }
    queue([Mail(key=key, to=settings.CONTACT["email"], template="failed_mails", context=context)])
