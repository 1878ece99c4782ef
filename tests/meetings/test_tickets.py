"""One answer each: an own link that works once, with nothing that ties the answer to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate
from meetings import actions, links, schedule
from meetings.actions.evaluating import answer, give_ticket, give_tickets
from meetings.evaluation.qr import draw
from meetings.models import Evaluation, EvaluationTicket, Meeting, Registration
from outbox.actions import retry, retry_to
from outbox.delivery import MOST_ATTEMPTS, deliver_due
from outbox.models import Message
from tests.factories import HubFactory, RegistrationFactory, UserFactory

from .registering import stamp, text_of

pytestmark = pytest.mark.django_db

ANSWERS = {"useful": "4", "recognised": "4", "mark": "8", "takes_along": "rust"}
VALUES = {"useful": 4, "recognised": 4, "mark": 8, "takes_along": ""}


def meeting_of(days_ago: int = 1, **values) -> Meeting:
    day = timezone.localdate() - timedelta(days=days_ago)
    return HubFactory(date=ApproximateDate.of_day(day), **values)


def held_with(number: int) -> tuple[Meeting, list[Registration]]:
    meeting = meeting_of(held=True)
    return meeting, RegistrationFactory.create_batch(number, meeting=meeting, attended=True)


def send(client, url: str, **changes):
    return client.post(url, {**ANSWERS, "stamp": stamp(), **changes})


def test_each_gets_an_own_link_with_the_thanks():
    _, people = held_with(3)

    schedule.send_thanks()

    urls = {message.context["evaluation_url"] for message in Message.objects.all()}
    assert urls == {f"http://localhost:8000{links.ticket_url(person)}" for person in people}
    assert len(urls) == EvaluationTicket.objects.count() == 3


def test_second_answer_of_one_person_does_not_count(client):
    _, (person, other) = held_with(2)
    give_tickets([person, other])
    url = links.ticket_url(person)

    answers = [send(client, url), send(client, url, mark="1"), client.get(url)]
    last = send(client, links.ticket_url(other), mark="6")

    assert [each.status_code for each in answers] == [302, 410, 410]
    assert "U hebt al geantwoord" in text_of(answers[1])
    assert last.status_code == 302
    assert sorted(Evaluation.objects.values_list("mark", flat=True)) == [6, 8]


def test_mail_sent_again_gives_no_second_answer(client):
    _, (person,) = held_with(1)
    schedule.send_thanks()
    send(client, links.ticket_url(person))
    Message.objects.all().delete()

    schedule.send_thanks()

    again = Message.objects.get().context["evaluation_url"]
    assert send(client, again.removeprefix("http://localhost:8000")).status_code == 410
    assert Evaluation.objects.count() == 1


@pytest.mark.parametrize("mended", ["", "goed@rijk.example"])
def test_thanks_that_failed_and_go_again_keep_the_ticket(client, mailoutbox, mended):
    _, (person,) = held_with(1)
    schedule.send_thanks()
    Message.objects.update(state="failed", failed_at=timezone.now(), attempts=MOST_ATTEMPTS)

    if mended:
        retry_to(Message.objects.get(), to=mended, by=UserFactory(is_superuser=True))
    else:
        retry(Message.objects.get())
    schedule.send_thanks()
    deliver_due()

    (mail,) = mailoutbox
    url = links.ticket_url(person)
    assert mail.to == [mended or person.email]
    assert f"http://localhost:8000{url}" in mail.body
    assert [send(client, url).status_code for _ in range(2)] == [302, 410]
    assert Evaluation.objects.count() == 1


def test_what_is_wrong_leaves_the_ticket(client):
    _, (person,) = held_with(1)
    give_tickets([person])

    refused = send(client, links.ticket_url(person), mark="11")
    sent = send(client, links.ticket_url(person))

    assert (refused.status_code, sent.status_code) == (200, 302)


def test_answer_and_ticket_cannot_be_joined(client):
    """Nothing of the ticket is left, an answer holds neither key nor moment, and what is left of
    the others stands in the order of their keys."""
    _, people = held_with(5)
    give_tickets(people)
    keys = [links.ticket_key(person) for person in people]

    send(client, links.ticket_url(people[0]))

    kept = Evaluation.objects.get()
    names = {field.name for field in Evaluation._meta.get_fields()}
    left = {field.name for field in EvaluationTicket._meta.get_fields()}
    assert names == {"id", "meeting", "useful", "recognised", "mark", "takes_along"}
    assert left == {"key", "kept_until"}
    assert set(EvaluationTicket.objects.values_list("key", flat=True)) == set(keys[1:])
    assert kept.pk.version == 4
    assert keys[0][:8] not in str(kept.pk)


def test_tickets_are_made_in_an_order_that_says_nothing_of_the_people():
    _, people = held_with(6)

    with CaptureQueriesContext(connection) as queries:
        give_tickets(people)

    (insert,) = [q["sql"] for q in queries if "INSERT" in q["sql"]]
    keys = [links.ticket_key(person) for person in people]
    assert sorted(keys) == sorted(keys, key=insert.index)


def test_answering_by_an_own_link_touches_no_row_of_a_person(client):
    _, (person,) = held_with(1)
    give_tickets([person])
    url = links.ticket_url(person)

    with CaptureQueriesContext(connection) as queries:
        send(client, url)

    assert Evaluation.objects.count() == 1
    assert [q["sql"] for q in queries if "meetings_registration" in q["sql"]] == []


def test_same_form_of_an_earlier_link_counts_once_and_another_form_again(client):
    meeting, _ = held_with(0)
    url = links.evaluation_url(meeting)
    form = {**ANSWERS, "stamp": stamp(), "csrfmiddlewaretoken": "a" * 64}

    statuses = [client.post(url, form).status_code for _ in range(2)]
    client.post(url, form | {"csrfmiddlewaretoken": "b" * 64})

    assert statuses == [302, 302]
    assert Evaluation.objects.count() == 2


def test_answer_with_a_ticket_that_is_not_there_is_none():
    meeting, _ = held_with(0)

    assert answer(meeting, VALUES, ticket="x") is False
    assert Evaluation.objects.count() == 0


@pytest.fixture
def door(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


def test_walk_in_gets_a_code_at_the_door_that_works_after_the_meeting(door):
    meeting = meeting_of(days_ago=0)
    person = actions.add_walk_in(meeting, name="Kim")
    mark = reverse("attendance:mark", args=[meeting.slug])

    shown = [door.post(mark, {"ticket": person.pk}, follow=True) for _ in range(2)]
    person.refresh_from_db()
    url = links.ticket_url(person)
    before = door.get(url)
    Meeting.objects.update(status="held")
    after = send(door, url)

    pages = [html.fromstring(page.content) for page in shown]
    paths = {page.xpath("string(//*[local-name()='svg'][@class='code']/*/@d)") for page in pages}
    assert paths == {draw(f"http://localhost:8000{url}").path}
    assert (before.status_code, after.status_code) == (200, 302)
    assert "staan hier zodra de bijeenkomst is geweest" in text_of(before)
    assert EvaluationTicket.objects.count() == 0


def test_looking_at_a_code_makes_none(door):
    meeting = meeting_of(days_ago=0)
    person = actions.add_walk_in(meeting, name="Kim")

    page = door.get(reverse("attendance:ticket", args=[meeting.slug, person.pk]))

    assert page.status_code == 404
    assert EvaluationTicket.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"attended": None, "email": ""}, "Vink deze persoon eerst af"),
        ({"attended": True}, "krijgt de vragen na afloop per mail"),
    ],
)
def test_code_is_for_who_is_there_and_gets_no_mail(values, sentence):
    person = RegistrationFactory(meeting=meeting_of(), is_walk_in=True, **values)

    with pytest.raises(ValidationError, match=sentence):
        give_ticket(person)


def test_tickets_go_when_nobody_can_answer_any_more():
    _, people = held_with(2)
    give_tickets(people)
    today = timezone.now()

    schedule.drop_tickets(today + timedelta(days=50))
    still = EvaluationTicket.objects.count()
    schedule.drop_tickets(today + timedelta(days=51))

    assert (still, EvaluationTicket.objects.count()) == (2, 0)


def test_code_can_be_read_as_squares_with_an_empty_border():
    drawing = draw("http://localhost:8000/evaluatie/x/")

    assert drawing.size >= 29
    assert drawing.path.startswith("M4 4h1v1h-1z")
