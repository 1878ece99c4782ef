"""What is forgotten in time, and what staff hear of failures."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from outbox.delivery import deliver_due
from outbox.digest import report_failures
from outbox.models import Message
from outbox.retention import forget_old

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


def row(key, days_ago, state, **fields):
    at = NOW - days_ago * DAY
    sent_at = at if state == "sent" else None
    known = {"to": "jo@gemeente.example", "template": "thanks", "context": {"name": "Jo"}}
    message = Message.objects.create(key=key, state=state, sent_at=sent_at, **known)
    Message.objects.filter(pk=message.pk).update(created_at=at, **fields)


def test_old_mails_lose_address_and_contents_and_keep_the_rest():
    for state in ("sent", "withdrawn", "failed", "queued"):
        row(f"{state}:old", 91, state, last_error="550 jo@gemeente.example")
        row(f"{state}:new", 89, state)

    assert forget_old(NOW) == 3
    assert forget_old(NOW) == 0

    kept = Message.objects.exclude(to="").exclude(context={})
    assert sorted(kept.values_list("key", flat=True)) == [
        "failed:new",
        "queued:new",
        "queued:old",
        "sent:new",
        "withdrawn:new",
    ]
    old = Message.objects.get(key="sent:old")
    assert (old.state, old.template, old.last_error) == ("sent", "thanks", "")
    assert old.sent_at == NOW - 91 * DAY
    assert Message.objects.get(key="failed:old").state == "withdrawn"


def test_staff_hear_once_of_the_mails_that_failed_yesterday(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for number in range(2):
        row(f"a:{number}", 1, "failed", failed_at=NOW - DAY)
    row("b", 3, "failed", failed_at=NOW - 3 * DAY)
    row("c", 0, "failed", failed_at=NOW)

    for _ in range(2):
        report_failures(NOW)
        deliver_due()

    (sent,) = mail.outbox
    assert sent.to == [settings.CONTACT["email"]]
    assert sent.subject == "Twee mails zijn niet verstuurd"
    assert "Gisteren zijn twee mails na negen pogingen niet verstuurd." in sent.body
    page = "http://localhost:8000/beheer/outbox/message/?state__exact=failed"
    assert page in sent.body.splitlines()


def test_staff_hear_nothing_where_all_went_well():
    row("a", 1, "sent")

    report_failures(NOW)

    assert Message.objects.count() == 1
