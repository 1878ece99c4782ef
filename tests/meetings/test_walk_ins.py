"""Walk-ins: the same one twice is one, a namesake is a question, a mistake comes off the list."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings import actions
from meetings.attendance.lists import printed
from meetings.models import Meeting, Registration
from tests.factories import HubFactory, RegistrationFactory, UserFactory

from .registering import text_of

pytestmark = pytest.mark.django_db

FLEUR = {"name": "Fleur van Dijk", "organisation": "Gemeente Leiden"}


@pytest.fixture
def door(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    return client


@pytest.fixture
def meeting():
    return HubFactory(date=ApproximateDate.of_day(timezone.localdate()), title="Jouw rol")


def at(meeting: Meeting, page: str = "list") -> str:
    return reverse(f"attendance:{page}", args=[meeting.slug])


def enter(door, meeting: Meeting, **values):
    return door.post(at(meeting, "walk_in"), {**FLEUR, **values}, follow=True)


def press(door, meeting: Meeting, button: str, person: Registration):
    return door.post(at(meeting, "mark"), {button: person.pk}, follow=True)


def buttons(response, name: str) -> list[str]:
    return html.fromstring(response.content).xpath(f"//button[@name='{name}']/@value")


def numbers(meeting: Meeting) -> tuple[int, int, int]:
    found = Meeting.objects.with_attendance().get(pk=meeting.pk)
    return found.present, found.absent, found.walked_in


def test_form_has_a_new_key_each_time_and_sent_twice_it_is_one_person(door, meeting):
    keys = [
        html.fromstring(door.get(at(meeting)).content).xpath("string(//input[@name='key']/@value)")
        for _ in range(2)
    ]

    for _ in range(2):
        answer = enter(door, meeting, key=keys[0])

    said = {str(message) for message in answer.context["messages"]}
    assert keys[0] != keys[1]
    assert Registration.objects.count() == 1
    assert said == {"Fleur van Dijk staat op de lijst en is aanwezig."}
    assert numbers(meeting) == (1, 0, 1)


@pytest.mark.parametrize("again", ["FLEUR VAN DIJK", "Fleur  van Díjk", "Fleur van Dijk"])
def test_namesake_is_asked_about_and_does_not_count_until_answered(door, meeting, again):
    enter(door, meeting)

    page = enter(door, meeting, name=again)

    second = Registration.objects.latest("pk")
    on_paper = printed(meeting, meeting.registrations.order_by("pk"))["people"]
    assert "Is dit dezelfde persoon?" in text_of(page)
    assert buttons(page, "same") == [str(second.pk)]
    assert numbers(meeting) == (1, 0, 1)
    assert [person["name"] for person in on_paper] == ["Fleur van Dijk"]


def test_somebody_else_of_the_same_name_counts(door, meeting):
    for _ in range(2):
        enter(door, meeting)

    page = press(door, meeting, "came", Registration.objects.latest("pk"))

    assert numbers(meeting) == (2, 0, 2)
    assert buttons(page, "same") == []


def test_same_person_stays_once(door, meeting):
    for _ in range(2):
        enter(door, meeting)

    page = press(door, meeting, "same", Registration.objects.latest("pk"))

    assert "Fleur van Dijk staat één keer op de lijst en is aanwezig." in text_of(page)
    assert numbers(meeting) == (1, 0, 1)
    assert meeting.registrations.active().count() == 1


def test_who_had_registered_and_is_entered_as_walk_in_is_ticked_off(door, meeting):
    known = RegistrationFactory(meeting=meeting, name="Fleur van Dijk")
    enter(door, meeting)

    press(door, meeting, "same", Registration.objects.latest("pk"))

    known.refresh_from_db()
    assert known.attended is True
    assert numbers(meeting) == (1, 0, 0)


def test_walk_in_comes_off_the_list(door, meeting):
    person = actions.add_walk_in(meeting, name="Kim")
    offered = buttons(press(door, meeting, "did_not", person), "off")

    page = press(door, meeting, "off", person)

    assert offered == [str(person.pk)]
    assert numbers(meeting) == (0, 0, 0)
    assert html.fromstring(page.content).xpath("//li//strong/text()") == []


def test_who_registered_cannot_be_taken_off(door, meeting):
    person = RegistrationFactory(meeting=meeting)

    page = press(door, meeting, "off", person)

    person.refresh_from_db()
    assert person.state == "confirmed"
    assert "Alleen wie is binnengelopen, kunt u van de lijst halen." in text_of(page)


def test_nobody_of_that_name_is_no_same_person(meeting):
    person = actions.add_walk_in(meeting, name="Kim", key=uuid4())

    with pytest.raises(ValidationError, match="niemand anders met deze naam"):
        actions.is_same_person(person)


def test_undecided_walk_in_is_not_counted_as_who_came(meeting):
    for _ in range(2):
        actions.add_walk_in(meeting, name="Kim")

    assert meeting.registrations.came().count() == 1


def test_list_is_complete_once_it_is_said_who_is_who(meeting):
    known = RegistrationFactory(meeting=meeting, name="Fleur van Dijk")
    same = actions.add_walk_in(meeting, name="Fleur van Dijk")

    with pytest.raises(ValidationError, match="al op de lijst stond: Fleur van Dijk"):
        actions.close_list(meeting)
    actions.is_same_person(same)

    assert actions.close_list(meeting) == 0
    known.refresh_from_db()
    assert known.attended is True


@pytest.mark.parametrize("words", ["12 april 2099", "april 2099"])
def test_nobody_is_there_before_the_day(words):
    person = RegistrationFactory(meeting=HubFactory(date=read_date(words)))

    with pytest.raises(ValidationError, match="Aanwezig kan vanaf die dag"):
        actions.mark_attended(person, attended=True)
