"""A worker that is killed (`kill -9`) halfway 200 mails, and started again.

Nobody may be left without mail. One mail can come twice: the one in flight, which the mail server
took while the worker died before it could write so down. Both copies carry the same Message-ID, by
which mail programs and servers can know them as one. No order of sending and writing avoids that:
written first, a mail could be lost instead.
"""

from collections import Counter

import pytest

from outbox.models import Message

from .mail_server import Mailbox, serving
from .workers import Workers, database_for_others, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = [f"deelnemer{number}" for number in range(200)]
ADDRESSES = {f"{name}@gemeente.example" for name in PEOPLE}


@pytest.fixture
def workers(put, port, tmp_path):
    put(*PEOPLE)
    workers = Workers(database_for_others(tmp_path), port)
    yield workers
    workers.end()


@pytest.fixture
def mailbox(port):
    with serving(Mailbox(), port) as mailbox:
        yield mailbox


def send_all(workers, mailbox, started=1):
    for _ in range(started):
        workers.start()
    wait_until(lambda: workers.states() == {"sent": 200})
    return Counter(mailbox.addresses())


def test_killed_after_the_server_took_a_mail_only_that_one_comes_twice(workers, mailbox):
    mailbox.on_data = lambda kept: workers.kill() if kept == 100 else None
    assert workers.start().wait(60) == -9

    received = send_all(workers, mailbox)

    twice = [address for address, times in received.items() if times > 1]
    in_flight = mailbox.mails[99]
    assert set(received) == ADDRESSES
    assert twice == [in_flight["To"]]
    copies = [mail for mail in mailbox.mails if mail["To"] == in_flight["To"]]
    assert [copy["Message-ID"] for copy in copies] == [in_flight["Message-ID"]] * 2


def test_killed_before_the_server_took_a_mail_none_comes_twice(workers, mailbox):
    mailbox.on_recipient = lambda _: workers.kill() if len(mailbox.mails) == 100 else None
    assert workers.start().wait(60) == -9
    mailbox.on_recipient = lambda _: None

    received = send_all(workers, mailbox)

    assert received == Counter(ADDRESSES)


def test_two_workers_at_once_send_nothing_twice(workers, mailbox):
    received = send_all(workers, mailbox, started=2)

    assert received == Counter(ADDRESSES)


def test_two_workers_of_which_one_is_killed_leave_nobody_without(workers, mailbox):
    first = workers.start()
    mailbox.on_data = lambda kept: first.kill() if kept == 100 else None

    received = send_all(workers, mailbox)

    assert first.wait(60) == -9
    assert set(received) == ADDRESSES
    assert sum(received.values()) <= 201


def test_stopped_worker_finishes_the_mail_in_hand_and_ends_well(workers, mailbox):
    worker = workers.start()
    mailbox.on_data = lambda kept: worker.terminate() if kept == 50 else None

    assert worker.wait(60) == 0
    assert (workers.states(), len(mailbox.mails)) == ({"queued": 150, "sent": 50}, 50)


def test_mail_that_kills_the_worker_comes_to_stand_as_failed_and_the_others_go(
    put, port, tmp_path, mailbox
):
    put("an", "gif", "bo")
    Message.objects.filter(key="test:gif").update(attempts=8)
    workers = Workers(database_for_others(tmp_path), port)
    deadly = "gif@gemeente.example"
    mailbox.on_recipient = lambda address: workers.kill() if address == deadly else None

    try:
        assert workers.start().wait(60) == -9
        workers.start()
        wait_until(lambda: workers.states() == {"sent": 2, "failed": 1})
    finally:
        workers.end()

    assert sorted(mailbox.addresses()) == ["an@gemeente.example", "bo@gemeente.example"]
