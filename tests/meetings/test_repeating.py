"""Repeating a meeting in other places and on other days, as concepts."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings.actions import Repeat, cancel, repeat
from meetings.models import Meeting
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    PersonFactory,
    SeriesFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)

from .registering import registered

pytestmark = pytest.mark.django_db

DAY = ApproximateDate.of_day(timezone.localdate() + timedelta(days=60))
LATER = ApproximateDate.of_day(timezone.localdate() + timedelta(days=90))


@pytest.fixture
def hub():
    target = TargetFactory()
    hub = HubFactory(
        programme=target.programme,
        target=target,
        title="Goed werk",
        place="Delft",
        province="zh",
        venue="Stadhuis",
        route="Tram 1",
        accessibility="Lift",
        description="Over moed.",
        audience="iedereen",
        timetable="13.30 uur: inloop",
        contact="Jo Hulp",
        date=DAY,
        start_time=time(13, 30),
        end_time=time(17),
        capacity=20,
        minimum=8,
        decision_date=timezone.localdate() + timedelta(days=30),
        registration_closes=timezone.now() + timedelta(days=50),
        series=SeriesFactory(programme=target.programme),
        part=1,
        builds_on=HubFactory(programme=target.programme),
        remark="Goed bezocht.",
    )
    hub.themes.add(ThemeFactory(name="Moed"))
    hub.contributors.add(PersonFactory())
    return hub


def test_repeats_are_concepts_in_their_own_places(hub):
    made = repeat(hub, rows=[Repeat("Zwolle", LATER), Repeat("Assen", None)], by=UserFactory())

    assert [(m.place, m.province, m.date, m.is_public) for m in made] == [
        ("Zwolle", "ov", LATER, False),
        ("Assen", "dr", None, False),
    ]
    assert [type(m) for m in made] == [type(hub)] * 2
    assert len({m.slug for m in [*made, hub]}) == 3


def test_what_it_is_about_is_copied(hub):
    (made,) = repeat(hub, rows=[Repeat("Zwolle", LATER)], by=None)

    for name in ("programme", "line", "title", "audience", "description", "timetable", "capacity"):
        assert getattr(made, name) == getattr(hub, name), name
    assert (made.start_time, made.end_time, made.minimum) == (time(13, 30), time(17), 8)
    assert made.contact == "Jo Hulp"
    assert [theme.name for theme in made.themes.all()] == ["Moed"]


def test_what_belongs_to_that_one_time_is_not(hub):
    registered(hub)

    (made,) = repeat(hub, rows=[Repeat("Zwolle", LATER)], by=None)

    unset = ("target", "series", "part", "builds_on", "decision_date", "registration_closes")
    assert {name: getattr(made, name) for name in unset} == dict.fromkeys(unset)
    assert (made.venue, made.route, made.accessibility, made.remark) == ("", "", "", "")
    assert made.status == Meeting.Status.PLANNED
    assert not made.contributors.exists()
    assert not made.registrations.exists()
    assert not made.reschedulings.exists()


def test_at_the_same_place_the_building_is_the_same(hub):
    (made,) = repeat(hub, rows=[Repeat("delft", LATER)], by=None)

    assert (made.venue, made.route, made.accessibility) == ("Stadhuis", "Tram 1", "Lift")


def test_times_wait_for_a_day(hub):
    (made,) = repeat(hub, rows=[Repeat("Zwolle", read_date("voorjaar 2099"))], by=None)

    assert (made.start_time, made.end_time) == (None, None)


def test_history_tells_what_was_repeated(hub):
    (made,) = repeat(hub, rows=[Repeat("Zwolle", LATER)], by=None)

    reasons = made.history.values_list("history_change_reason", flat=True)
    assert any("herhaald van Goed werk, Delft" in (why or "") for why in reasons)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "ten minste één plaats"),
        ([Repeat("Zwolle", LATER), Repeat("zwolle", LATER)], "staat er twee keer"),
        ([Repeat("Zwolle", read_date("mei 2014"))], "is al voorbij"),
        ([Repeat("Delft", DAY)], "Dit staat er al: Delft"),
        ([Repeat("Delft", read_date("2099")), Repeat("Delft", DAY)], "Dit staat er al: Delft"),
    ],
)
def test_refused(hub, rows, sentence):
    before = Meeting.objects.count()

    with pytest.raises(ValidationError, match=sentence):
        repeat(hub, rows=rows, by=None)

    assert Meeting.objects.count() == before


def test_what_may_be_the_same_is_made_once_staff_say_so(hub):
    rows = [Repeat("Delft", DAY)]

    (made,) = repeat(hub, rows=rows, by=None, despite_doubles=True)

    assert made.place == "Delft"


def test_repeating_twice_the_same_is_asked(hub):
    rows = [Repeat("Zwolle", LATER)]
    repeat(hub, rows=rows, by=None)

    with pytest.raises(ValidationError, match="Dit staat er al: Zwolle"):
        repeat(hub, rows=rows, by=None)


def test_what_was_cancelled_there_is_no_double(hub):
    (first,) = repeat(hub, rows=[Repeat("Zwolle", LATER)], by=None)
    cancel(first, reason="venue", by=None)

    assert repeat(hub, rows=[Repeat("Zwolle", LATER)], by=None)


def test_staff_repeat_from_the_page_and_are_led_to_the_concepts(client, hub):
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("admin:hubs_hub_herhalen", args=[hub.pk])
    typed = {"place_1": "Zwolle", "date_1": str(LATER), "place_3": "Assen", "date_3": ""}

    said = client.post(address, typed, follow=True).content.decode()

    made = Meeting.objects.filter(is_public=False)
    assert sorted(m.place for m in made) == ["Assen", "Zwolle"]
    for meeting in made:
        assert reverse("admin:hubs_hub_change", args=[meeting.pk]) in said


def test_page_says_what_goes_along_and_what_does_not(client, hub):
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(reverse("admin:hubs_hub_herhalen", args=[hub.pk])).content.decode()

    assert "Niet mee gaan: aanmeldingen, datum, afspraak met de opdrachtgever" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Vul ten minste één plaats in."),
        ({"date_2": "mei 2099"}, "Vul ook in waar het is, of maak de regel leeg."),
        ({"place_1": "Zwolle", "date_1": "ooit"}, "errorlist"),
    ],
)
def test_page_refuses_with_what_was_typed(client, hub, typed, sentence):
    client.force_login(UserFactory(is_superuser=True))
    before = Meeting.objects.count()

    page = client.post(reverse("admin:hubs_hub_herhalen", args=[hub.pk]), typed).content.decode()

    assert sentence in page
    assert Meeting.objects.count() == before
    for value in typed.values():
        assert f'value="{value}"' in page


def test_a_leadership_meeting_is_repeated_as_one():
    meeting = LeadershipMeetingFactory(place="Delft")

    (made,) = repeat(meeting, rows=[Repeat("Zwolle", None)], by=None)

    assert (type(made), made.line) == (type(meeting), "leadership")


def test_several_days_take_the_times_and_times_without_a_day_are_kept(hub):
    rows = [Repeat("Zwolle", read_date("6 en 7 mei 2099")), Repeat("Assen", read_date("mei 2099"))]

    days, month = repeat(hub, rows=rows, by=None)

    assert (days.start_time, days.end_time) == (time(13, 30), time(17))
    assert (month.start_time, month.kept_start_time) == (None, time(13, 30))


def test_end_of_the_last_day_is_not_that_of_one_day(hub):
    (days,) = repeat(hub, rows=[Repeat("Zwolle", read_date("6 en 7 mei 2099"))], by=None)
    days.end_time = time(9)
    days.save()

    (made,) = repeat(days, rows=[Repeat("Assen", LATER)], by=None)

    assert (made.start_time, made.end_time) == (time(13, 30), None)
