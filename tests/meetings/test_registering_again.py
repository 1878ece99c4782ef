"""Registering from a page that was open for long, again after leaving, with many at once, and with
whatever address the form takes."""

import pytest
from django.core.mail.message import sanitize_address
from lxml import html

from meetings import actions
from outbox.composing import compose
from outbox.models import Message

from .registering import filled_in, open_meeting, registered, stamp, text_of

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60


def send(client, meeting, **values):
    return client.post(meeting.get_absolute_url(), filled_in(**values), follow=True)


def test_form_that_was_left_open_over_a_long_weekend_is_taken(client):
    meeting = open_meeting()

    answer = send(client, meeting, stamp=stamp(4 * DAY))

    assert "<h1>U bent aangemeld</h1>" in text_of(answer)


def test_place_that_came_free_while_the_page_was_open_is_given(client):
    meeting = open_meeting(capacity=1)
    first = registered(meeting)
    assert "wachtlijst" in text_of(client.get(meeting.get_absolute_url()))
    actions.withdraw(first)

    assert "<h1>U bent aangemeld</h1>" in text_of(send(client, meeting))


def test_meeting_without_places_lets_everybody_wait(client):
    meeting = open_meeting(capacity=0)
    assert "wachtlijst" in text_of(client.get(meeting.get_absolute_url()))

    send(client, meeting)

    assert meeting.registrations.get().state == "waiting"


def test_page_says_no_number_below_zero_where_more_came_than_there_are_places(client):
    meeting = open_meeting(capacity=3)
    for number in range(1, 4):
        registered(meeting, number)
    type(meeting).objects.update(capacity=2)

    page = html.fromstring(client.get(meeting.get_absolute_url()).content)
    assert "-1" not in page.xpath("string(//main)")


def test_place_that_is_left_where_there_are_too_many_is_offered_to_nobody():
    meeting = open_meeting(capacity=3)
    first, second, *_ = [registered(meeting, number) for number in range(1, 5)]
    type(meeting).objects.update(capacity=2)

    actions.withdraw(first)
    assert meeting.registrations.filter(state="offered").count() == 0

    actions.withdraw(second)
    assert meeting.registrations.filter(state="offered").count() == 1


def test_who_comes_again_after_leaving_is_told_again():
    meeting = open_meeting()
    actions.withdraw(registered(meeting))

    again = registered(meeting)

    assert again.state == "confirmed"
    assert Message.objects.filter(template="confirmation", to=again.email).count() == 2


def test_place_that_is_taken_by_a_double_click_is_confirmed_once():
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.withdraw(first)

    for _ in range(2):
        actions.accept_offer(second)

    assert Message.objects.filter(template="confirmation", to=second.email).count() == 1


def test_colleagues_of_one_office_register_at_once(client):
    """All have one address outside."""
    meeting = open_meeting()

    for number in range(20):
        send(client, meeting, name=f"P {number}", email=f"p{number}@leiden.example")

    assert meeting.registrations.filter(state="confirmed").count() == 20


@pytest.mark.parametrize(
    ("email", "taken"),
    [
        ("anna@gemeente-fürth.example", True),
        ("anna@xn--frth-0ra.example", True),
        ("anna+hub@leiden.example", True),
        ("Anna.De-Vries@Leiden.EXAMPLE", True),
        ("o'neill@leiden.example", True),
        ("anna@leiden.example\u00a0", True),
        ("o’neill@leiden.example", False),
        ("jlópez@leiden.example", False),
        ("anna@leiden..example", False),
        ("anna@-leiden.example", False),
        ("a@b", False),
    ],
)
def test_address_that_the_form_takes_can_be_mailed_to(client, settings, email, taken):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    send(client, open_meeting(), email=email)

    messages = list(Message.objects.filter(template="confirmation"))
    assert bool(messages) is taken
    for message in messages:
        built = compose(message)
        assert built.message().as_bytes()
        assert all(sanitize_address(to, "utf-8").isascii() for to in built.recipients())
