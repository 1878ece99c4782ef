"""Who only stands at the door: the lists of today, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = "/beheer/aanwezig/"


def hub(days: int, **options):
    return HubFactory(
        date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=days)), **options
    )


def list_of(meeting, name: str = "list") -> str:
    return reverse(f"attendance:{name}", args=[meeting.slug])


@pytest.fixture
def door(client):
    user = UserFactory(is_superuser=False)
    user.groups.add(Group.objects.get(name="Deurdienst"))
    client.force_login(user)
    return client


def test_begins_at_the_meetings_of_today_and_sees_no_others(door):
    hub(0, title="Vandaag hier")
    hub(1, title="Morgen pas")

    page = door.get("/beheer/", follow=True)

    assert page.redirect_chain == [(TODAY, 302)]
    told = page.content.decode()
    assert "Vandaag hier" in told and "Morgen pas" not in told


@pytest.mark.parametrize(("days", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 403)])
def test_list_opens_on_the_day_and_the_day_after(days, status, door):
    assert door.get(list_of(hub(days))).status_code == status


def test_month_in_which_today_falls_is_not_today(door):
    meeting = HubFactory(date=read_date(f"{timezone.localdate():%m-%Y}"))

    assert door.get(list_of(meeting)).status_code == 403


def test_ticks_off_and_adds_but_does_not_close_or_read_what_people_thought(door):
    meeting = hub(0)
    person = RegistrationFactory(meeting=meeting)

    page = door.get(list_of(meeting)).content.decode()
    door.post(list_of(meeting, "mark"), {"came": person.pk, "q": ""})

    person.refresh_from_db()
    assert person.attended
    assert "De lijst afsluiten" not in page and "Evaluatie" not in page
    assert page.count('data-live="close"') == 1
    assert door.post(list_of(meeting, "close")).status_code == 403
    assert door.get(list_of(meeting, "evaluation")).status_code == 403
    assert door.get("/beheer/meetings/registration/").status_code == 403


def test_staff_see_their_meetings_of_today_too_and_a_writer_of_reports_does_not(client):
    hub(0, title="Vandaag hier")
    for role, status in (("Programmastaf", 200), ("Rapporteur", 403)):
        user = UserFactory(is_superuser=False)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        assert client.get(TODAY).status_code == status
