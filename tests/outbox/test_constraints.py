from datetime import UTC, datetime

import pytest

from outbox.models import Message
from tests.violations import Violation, assert_database_refuses

pytestmark = pytest.mark.django_db

MOMENT = "Een verstuurde mail heeft een moment van verzending."


def queued_message():
    return Message.objects.create(
        key="jo/aangemeld", to="jo@gemeente.example", template="registered", context={"naam": "Jo"}
    )


VIOLATIONS = [
    Violation("outbox_message_sent_at_when_sent", queued_message, {"state": "sent"}, MOMENT),
    Violation(
        "outbox_message_sent_at_when_sent",
        queued_message,
        {"sent_at": datetime(2013, 3, 12, tzinfo=UTC)},
        MOMENT,
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)
