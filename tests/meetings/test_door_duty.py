"""Who only stands at the door: the lists of today, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from routekaart.accounts.lent_roles import lend
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = "/beheer/aanwezig/"


def hub(days: int, **options):
    return HubFactory(
        date=ApproximateDate.of_day(timezone.localdate() + timedelta(days=days)), **options
    )


def list_of(meeting, name: str = "list") -> str:
    return reverse(f"attendance:{name}", args=[meeting.slug])


def of_role(name: str, **options):
    user = UserFactory(is_superuser=False, **options)
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def door(client):
    client.force_login(of_role("Deurdienst"))
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


def test_who_is_assigned_sees_and_ticks_and_others_of_the_duty_do_not(door, client):
    anna, meeting = of_role("Deurdienst"), hub(0, title="Vandaag hier")
    person = RegistrationFactory(meeting=meeting)
    assert door.get(list_of(meeting)).status_code == 200
    meeting.door.add(anna, of_role("Deurdienst"))

    assert "Vandaag hier" not in door.get(TODAY).content.decode()
    assert door.get(list_of(meeting)).status_code == 403
    assert door.post(list_of(meeting, "mark"), {"came": person.pk, "q": ""}).status_code == 403

    client.force_login(anna)
    assert client.get(TODAY).content.decode().count("Vandaag hier") == 1
    assert client.post(list_of(meeting, "mark"), {"came": person.pk, "q": ""}).status_code == 302
    anna.groups.clear()
    assert client.get(list_of(meeting)).status_code == 403


def test_assignment_ends_after_the_meeting(client):
    anna, meeting = of_role("Deurdienst"), hub(-2)
    meeting.door.add(anna)
    client.force_login(anna)

    assert client.get(list_of(meeting)).status_code == 403


def test_staff_choose_on_the_page_of_the_meeting_who_stands_there(client):
    anna, boss = of_role("Deurdienst", first_name="Anna"), of_role("Beheerder")
    lent = of_role("Rapporteur", first_name="Bo")
    duty = Group.objects.get(name="Deurdienst")
    lend(lent, by=boss, group=duty, until=timezone.localdate(), reason="Invallen.")
    of_role("Programmastaf", first_name="Cas")
    client.force_login(of_role("Programmastaf"))
    meeting = hub(0)
    page = reverse("admin:hubs_hub_deurdienst", args=[meeting.pk])

    offered = client.get(page).content.decode()
    client.post(page, {"people": [anna.pk, lent.pk]})

    assert [name in offered for name in ("Anna", "Bo", "Cas")] == [True, True, False]
    assert set(meeting.door.all()) == {anna, lent}
    assert client.get(page).content.decode().count("checked") == 2
    client.post(page, {})
    assert meeting.door.count() == 0


def test_after_the_meeting_nobody_is_assigned_any_more(client):
    client.force_login(of_role("Programmastaf"))
    over = hub(-1)

    assert "Deurdienst" not in client.get(f"/beheer/hubs/hub/{over.pk}/change/").content.decode()


def test_as_many_queries_for_many_meetings_as_for_one(door):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            hub(0).door.add(of_role("Deurdienst"))
        with CaptureQueriesContext(connection) as queries:
            door.get(TODAY)
        counts.append(len(queries))

    assert len(set(counts)) == 1
