"""Who said to come on the date that a meeting moved to, and where staff see it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings import actions
from meetings.links import url_of
from meetings.models import Meeting, Registration
from outbox.models import Message
from tests.factories import RegistrationFactory, UserFactory

from .registering import open_meeting, registered, text_of

pytestmark = pytest.mark.django_db

LATER = ApproximateDate.of_day(timezone.localdate() + timedelta(days=60))
LOGIN = "routekaart.accounts.lent_roles.StaffBackend"
EVEN_LATER = ApproximateDate.of_day(timezone.localdate() + timedelta(days=70))


@pytest.fixture
def moved() -> Meeting:
    """Two with a place, one who waits, one without an address."""
    meeting = open_meeting(capacity=2)
    for number in range(3):
        registered(meeting, number)
    RegistrationFactory(meeting=meeting, email="", added_by_staff=True)
    return actions.reschedule(meeting, to=LATER, by=None)


def said(meeting: Meeting) -> list[str]:
    return list(meeting.registrations.order_by("pk").values_list("new_date", flat=True))


def keep(client, registration: Registration):
    return client.post(url_of(registration, "keep"), {"answer": "keep"}, follow=True)


def test_yes_is_kept_and_saying_it_twice_is_the_same(client, moved):
    first = moved.registrations.earliest("pk")

    answers = [keep(client, first) for _ in range(2)]

    assert said(moved) == ["keeps", "asked", "", ""]
    assert "U liet weten dat u op deze datum komt." in text_of(answers[1])


def test_the_own_page_asks_who_did_not_say_yet_and_leads_to_the_answer(client, moved):
    asked, waits = moved.registrations.earliest("pk"), moved.registrations.get(state="waiting")

    page = client.get(url_of(asked, "manage"))

    assert "Komt u op de nieuwe datum?" in text_of(page)
    assert url_of(asked, "keep") in page.content.decode()
    assert "Komt u op de nieuwe datum?" not in text_of(client.get(url_of(waits, "manage")))
    answered = keep(client, asked)
    assert "Komt u op de nieuwe datum?" not in text_of(answered)


def test_the_own_page_of_a_cancelled_meeting_says_why_and_where_else(client):
    meeting = open_meeting(title="Weg")
    registration = registered(meeting)
    other = open_meeting(title="Ook goed werk", programme=meeting.programme)
    actions.cancel(meeting, reason="venue", by=None)

    page = client.get(url_of(registration, "manage"))

    assert f"Reden: {meeting.CancellationReason('venue').label}." in text_of(page)
    assert "Wie was aangemeld, krijgt daarover een mail" not in text_of(page)
    assert other.get_absolute_url() in page.content.decode()


def test_looking_at_the_page_says_nothing(client, moved):
    client.get(url_of(moved.registrations.earliest("pk"), "keep"))

    assert said(moved)[0] == "asked"


def test_yes_holds_for_one_date_only(client, moved):
    keep(client, moved.registrations.earliest("pk"))

    actions.reschedule(moved, to=EVEN_LATER, by=None)
    again = said(moved)
    keep(client, moved.registrations.earliest("pk"))
    actions.correct_date(moved, to=LATER, by=None, why="tikfout")

    assert again == ["asked", "asked", "", ""]
    assert said(moved) == ["asked", "asked", "", ""]


def test_nothing_is_asked_while_the_day_is_not_known(moved):
    actions.reschedule(moved, to=read_date("najaar 2099"), by=None)

    assert said(moved) == ["", "", "", ""]
    with pytest.raises(ValidationError, match="De nieuwe dag is nog niet bekend"):
        actions.keep_place(moved.registrations.earliest("pk"))


def test_staff_see_who_comes_on_every_page_where_they_look(client, moved):
    keep(client, moved.registrations.earliest("pk"))
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")

    door = text_of(client.get(reverse("attendance:list", args=[moved.slug])))
    page = text_of(client.get(reverse("admin:hubs_hub_change", args=[moved.pk])))
    people = reverse("admin:meetings_registration_changelist")
    listed = text_of(client.get(people, {"bijeenkomst": moved.pk}))
    kept = client.get(people, {"new_date__exact": "keeps"})

    assert door.count("Zei te komen op de nieuwe datum") == 1
    assert door.count("Niet gehoord na het verplaatsen") == 1
    assert "komt op de nieuwe datum: 1 van 2 zeiden ja" in page
    assert "nog niet gehoord" in listed
    assert kept.context["cl"].result_count == 1


@pytest.mark.parametrize("words", [None, "mei 2027"])
def test_day_after_a_move_without_one_reaches_all_and_asks_who_has_a_place(words):
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.reschedule(meeting, to=read_date(words) if words else None, by=None, reason="zaal")
    Message.objects.all().delete()

    actions.correct_date(meeting, to=LATER, by=None, why="nu bekend")

    mails = {mail.to: mail.context for mail in Message.objects.filter(template="moved")}
    assert set(mails) == {first.email, second.email}
    assert mails[first.email]["event"]["cancelled"] is False
    assert "keep_url" in mails[first.email]
    assert not {"event", "keep_url"} & set(mails[second.email])
    assert said(meeting) == ["asked", ""]


def test_staff_can_set_the_day_after_a_move_without_a_mail(client):
    meeting = open_meeting()
    registered(meeting)
    actions.reschedule(meeting, to=None, by=None)
    Message.objects.all().delete()
    client.force_login(UserFactory(is_superuser=True), backend=LOGIN)
    pages = "admin:hubs_hub_{}"

    page = client.get(reverse(pages.format("datum-verbeteren"), args=[meeting.pk]))
    move = client.get(reverse(pages.format("verplaatsen"), args=[meeting.pk]), follow=True)
    actions.correct_date(meeting, to=LATER, by=None, why="nu bekend", notify=False)

    assert page.context["adminform"].form["notify"].initial is True
    assert "Nieuw begin" not in text_of(move)
    assert not Message.objects.exists()
