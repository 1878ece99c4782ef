"""What an action would mail, seen before it goes."""

import pytest

from outbox.actions import Mail, queue
from outbox.models import Message
from outbox.seen_first import mails_written_by

pytestmark = pytest.mark.django_db


def mail(key: str) -> dict:
    return {"key": key, "to": "a@gemeente.example", "template": "trial_mail", "context": {}}


def test_mail_that_another_queued_meanwhile_is_not_of_this_action():
    queue([Mail(**mail("before"))])

    def act() -> None:
        queue([Mail(**mail("before")), Mail(**mail("own"))])
        Message.objects.create(**mail("of a visitor"))  # in a transaction of its own

    assert [each.key for each in mails_written_by(act)] == ["own"]
