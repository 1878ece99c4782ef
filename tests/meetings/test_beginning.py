"""A new meeting begins as the last of its line, and counts for the agreement of its year."""

from datetime import date, time

import pytest
from django.urls import reverse
from lxml import html

from dates.entry import read_date
from hubs.models import Hub
from meetings.beginning import running_programme
from tests.browsing import BACKEND
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADD = "admin:hubs_hub_add"
NO_TITLES = {"other_titles-TOTAL_FORMS": "0", "other_titles-INITIAL_FORMS": "0"}


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    return client


@pytest.fixture
def last():
    meeting = HubFactory(
        title="Jouw rol",
        place="Utrecht",
        date=read_date("14-3-2014"),
        audience="griffiers",
        start_time=time(13, 30),
        end_time=time(17),
        capacity=40,
    )
    meeting.themes.add(ThemeFactory(name="Professionele ruimte"))
    HubFactory(date=read_date("1-2-2013"), audience="te lang geleden")
    HubFactory(date=read_date("1-4-2014"), cancelled=True, audience="ging niet door")
    LeadershipMeetingFactory(date=read_date("1-5-2014"), audience="andere lijn")
    return meeting


def begun(response) -> dict:
    form = response.context["adminform"].form
    return {name: form[name].initial for name in form.fields if form[name].initial is not None}


def test_new_begins_as_the_last_by_date_of_its_line_and_says_so(staff, last):
    response = staff.get(reverse(ADD))

    values = begun(response)
    assert (values["audience"], values["capacity"]) == ("griffiers", 40)
    assert (values["start_time"], values["end_time"]) == (time(13, 30), time(17))
    assert [theme.name for theme in values["themes"]] == ["Professionele ruimte"]
    assert {"title", "place", "date", "description"}.isdisjoint(values)
    (said,) = html.fromstring(response.content.decode()).find_class("description")[:1]
    assert "zoals bij “Jouw rol, Utrecht” (14 maart 2014) voor wie," in said.text_content()


def test_new_can_begin_with_nothing(staff, last):
    response = staff.get(reverse(ADD), {"leeg": "1"})

    assert {"audience", "capacity", "start_time", "programme"}.isdisjoint(begun(response))
    assert "Al ingevuld" not in response.content.decode()


def test_programme_is_that_of_the_last_while_it_runs_else_one_that_does():
    former = ProgrammeFactory(first_year=2012, last_year=2014)
    today = date(2026, 5, 1)

    assert running_programme(former, date(2014, 12, 31)) == former
    assert running_programme(former, today) == former
    example = ProgrammeFactory(first_year=2026, last_year=2028, is_fictional=True)
    assert running_programme(former, today) == example
    real = ProgrammeFactory(first_year=2025, last_year=2027)
    assert running_programme(former, today) == real


def add(staff, programme, **values) -> Hub:
    values = {"title": "Nieuw", "programme": programme.pk, **NO_TITLES, **values}
    answer = staff.post(reverse(ADD), values)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return Hub.objects.get(title="Nieuw")


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"date": "14-5-2014", "by_date": "on"}, True),
        ({"date": "14-5-2014"}, False),
        ({"date": "14-5-2013", "by_date": "on"}, False),
        ({"date": "winter 2013-2014", "by_date": "on"}, False),
        ({"date": "", "by_date": "on"}, False),
    ],
)
def test_a_new_meeting_counts_for_the_agreement_of_its_year(staff, values, counts):
    target = TargetFactory(line="hubs", year=2014)
    TargetFactory(line="leadership", year=2013, programme=target.programme)

    hub = add(staff, target.programme, **values)

    assert hub.target == (target if counts else None)


@pytest.mark.parametrize(("number", "counts"), [(1, False), (2, True), (None, True)])
def test_what_comes_on_top_of_an_agreement_fills_no_gap(staff, number, counts):
    target = TargetFactory(line="hubs", year=2014, number=number)
    for cancelled in (False, True):
        HubFactory(programme=target.programme, target=target, cancelled=cancelled)

    hub = add(staff, target.programme, date="14-5-2014", by_date="on")

    assert hub.target == (target if counts else None)


def test_times_of_the_last_one_wait_where_no_day_is_known(staff, last):
    times = {"start_time": "13.30", "end_time": "17.00"}

    hub = add(staff, last.programme, date="mei 2014", **times)

    assert (hub.start_time, hub.kept_start_time) == (None, time(13, 30))
    assert (hub.end_time, hub.kept_end_time) == (None, time(17))
