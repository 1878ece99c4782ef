"""Sending over a real connection to a real mail server on this machine."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from outbox import delivery
from outbox.actions import Mail, queue, retry
from outbox.delivery import claim, deliver_due
from outbox.models import Message

from .conftest import minutes_until
from .mail_server import Mailbox, serving

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def states():
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_mail_arrives_as_text_and_html_with_its_own_message_id(mailbox, put):
    (message,) = put("jo")

    assert deliver_due() == 1

    (mail,) = mailbox.mails
    message.refresh_from_db()
    assert (mail["To"], mail["Subject"]) == ("jo@gemeente.example", "Dank u wel: Goed werk")
    assert mail["Message-ID"] == f"<{message.message_id}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
    assert (message.state, message.attempts, message.leased_until) == ("sent", 1, None)
    assert message.sent_at is not None


def test_mail_that_was_sent_is_not_sent_again(mailbox, put):
    put("jo")

    assert (deliver_due(), deliver_due()) == (1, 0)
    assert len(mailbox.mails) == 1


def test_calendar_file_comes_along_as_an_invitation(mailbox, put):
    event = {
        "uid": "goed-werk@routekaart",
        "sequence": 2,
        "summary": "Goed werk",
        "start": "2027-03-12T13:00:00+01:00",
        "end": "2027-03-12T16:00:00+01:00",
    }
    put("jo", template="confirmation", event=event)

    deliver_due()

    (mail,) = mailbox.mails
    part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "bijeenkomst.ics")
    lines = part.get_content().splitlines()
    wanted = ["UID:goed-werk@routekaart", "SEQUENCE:2", "DTSTART:20270312T120000Z"]
    assert [line for line in wanted if line not in lines] == []


def test_refused_address_fails_alone(mailbox, put):
    mailbox.refused = {"weg@gemeente.example"}
    put("jo", "weg", "an")

    deliver_due()

    assert sorted(mailbox.addresses()) == ["an@gemeente.example", "jo@gemeente.example"]
    refused = Message.objects.get(key="test:weg")
    assert states() == ["sent", "queued", "sent"]
    assert mailbox.connections == 3
    assert (refused.attempts, minutes_until(refused.due_at)) == (1, 1)
    assert refused.last_error.startswith("SMTPRecipientsRefused")


def test_waits_double_and_the_ninth_failure_is_the_last(mailbox, put, time_passes):
    mailbox.refused = {"weg@gemeente.example"}
    (message,) = put("weg")
    waits = []

    for _ in range(9):
        deliver_due()
        message.refresh_from_db()
        waits.append(minutes_until(message.due_at))
        assert deliver_due() == 0
        time_passes(timedelta(minutes=waits[-1]))

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert (message.state, message.attempts) == ("failed", 9)
    assert message.failed_at is not None
    assert (deliver_due(), mailbox.connections) == (0, 9)


def test_failed_mail_can_be_sent_again_by_staff(mailbox, put, time_passes):
    (message,) = put("jo")
    Message.objects.update(state="failed", attempts=9, failed_at=timezone.now())

    retry(message)
    deliver_due()

    assert (states(), mailbox.addresses()) == (["sent"], ["jo@gemeente.example"])
    with pytest.raises(ValidationError):
        retry(message)


def test_all_mails_go_once_the_mail_server_is_back(smtp, port, put, time_passes):
    put("jo", "an", "bo")
    assert deliver_due() == 3
    assert states() == ["queued", "queued", "queued"]

    time_passes(timedelta(minutes=1))
    with serving(Mailbox(), port) as mailbox:
        deliver_due()

    assert (states(), len(mailbox.mails)) == (["sent", "sent", "sent"], 3)


def test_busy_mail_server_gets_each_mail_later_on_a_new_connection(mailbox, put, time_passes):
    mailbox.busy = True
    put("jo", "an")
    deliver_due()
    mailbox.busy = False
    time_passes(timedelta(minutes=1))

    deliver_due()

    assert (states(), mailbox.connections) == (["sent", "sent"], 4)


def test_mail_without_template_is_noted_and_the_others_go(mailbox, put):
    put("jo")
    put("an", template="nergens")
    put("bo")

    deliver_due()

    broken = Message.objects.get(key="test:an")
    assert states() == ["sent", "queued", "sent"]
    assert (broken.attempts, broken.last_error) == (1, "TemplateDoesNotExist: mails/nergens.txt")


def test_mail_with_a_faulty_calendar_is_noted_and_the_others_go(mailbox, put):
    put("jo", event={"uid": "zonder datum"})
    put("an")

    deliver_due()

    assert states() == ["queued", "sent"]


def test_mail_in_hand_is_not_given_to_another_worker(put):
    put("jo")

    assert (claim().key, claim()) == ("test:jo", None)


def test_lease_of_a_worker_that_was_killed_ends_by_itself(put, time_passes, settings):
    (message,) = put("jo")
    claim()
    time_passes(timedelta(seconds=settings.OUTBOX_LEASE_SECONDS))

    again = claim()

    assert (again, again.attempts, again.message_id) == (message, 2, message.message_id)


def test_mail_that_ends_the_worker_each_time_comes_to_stand_as_failed(put, time_passes):
    (message,) = put("jo")
    for _ in range(9):
        assert claim() == message
        time_passes(DAY)

    assert claim() is None

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", 9)
    assert message.last_error == delivery.ENDED_THE_WORKER


def test_failure_after_ones_lease_does_not_undo_what_another_worker_sent(put, time_passes):
    put("jo")
    slow = claim()
    time_passes(DAY)
    delivery.note_sent(claim())

    delivery.note_failure(slow, TimeoutError("20 s"))

    assert states() == ["sent"]


def test_worker_that_must_stop_takes_no_new_mail(mailbox, put):
    put("jo", "an", "bo")

    assert deliver_due(stop=lambda: len(mailbox.mails) == 1) == 1
    assert states() == ["sent", "queued", "queued"]


def test_withdrawn_mail_is_not_sent_also_where_a_worker_was_killed(mailbox, put, time_passes):
    put("jo")
    claim()
    time_passes(DAY)

    assert Message.objects.all().withdraw("test:jo") == 1
    assert (deliver_due(), states()) == (0, ["withdrawn"])


def test_same_cause_gives_one_mail_and_who_has_no_address_none(put):
    put("jo")
    put("jo")
    queue([Mail(key="test:leeg", to="", template="thanks", context={})])

    assert list(Message.objects.values_list("key", flat=True)) == ["test:jo"]
