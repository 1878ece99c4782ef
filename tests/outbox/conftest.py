from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.actions import Mail, queue
from outbox.models import Message

from .mail_server import Mailbox, free_port, serving


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def smtp(settings, port):
    """Mail goes to this port, where a server may listen or not."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 5


@pytest.fixture
def mailbox(smtp, port):
    with serving(Mailbox(), port) as mailbox:
        yield mailbox


@pytest.fixture
def put():
    """Puts one mail in the outbox for each name."""

    def put(*names: str, **values: object) -> list[Message]:
        queue(mail_to(name, **values) for name in names)
        return list(Message.objects.order_by("pk"))

    return put


@pytest.fixture
def time_passes():
    """Lets so much time pass, for the mails in the outbox."""

    def time_passes(span: timedelta) -> None:
        for message in Message.objects.all():
            lease = message.leased_until and message.leased_until - span
            due = message.due_at - span
            Message.objects.filter(pk=message.pk).update(due_at=due, leased_until=lease)

    return time_passes


def mail_to(name: str, template: str = "thanks", **values: object) -> Mail:
    context = {"name": name, "title": "Goed werk", "when": "12 maart 2027", **values}
    return Mail(
        key=f"test:{name}", to=f"{name}@gemeente.example", template=template, context=context
    )


def minutes_until(moment) -> int:
    return round((moment - timezone.now()).total_seconds() / 60)
