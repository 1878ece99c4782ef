"""Changing when in the day and where a meeting is: calendars follow, mail only when asked for."""

from datetime import UTC, datetime, time

import pytest
from django.urls import reverse

from dates.entry import read_date
from meetings import actions
from meetings.models import Meeting
from outbox.models import Message
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = read_date("12 maart 2027")
NO_TITLES = {"other_titles-TOTAL_FORMS": "0", "other_titles-INITIAL_FORMS": "0"}


@pytest.fixture
def hub():
    hub = HubFactory(date=DAY, start_time=time(13), venue="Stadhuis", place="Zwolle", capacity=1)
    RegistrationFactory(meeting_id=hub.pk, email="jo@gemeente.example")
    RegistrationFactory(meeting_id=hub.pk, email="an@gemeente.example", state="waiting")
    return hub


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def changed(hub, **fields):
    for name, value in fields.items():
        setattr(hub, name, value)
    return hub


def sequence_of(hub):
    return Meeting.objects.get(pk=hub.pk).calendar_sequence


def mails():
    return list(Message.objects.order_by("to").values_list("template", "to"))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Moed"},
        {"start_time": time(14)},
        {"end_time": time(16)},
        {"venue": "Provinciehuis"},
        {"place": "Deventer"},
    ],
)
def test_calendars_follow_what_they_show_and_nobody_is_mailed_unasked(hub, change):
    user = UserFactory()

    stored = actions.change_details(changed(hub, **change), by=user)

    assert {name: getattr(stored, name) for name in change} == change
    assert (sequence_of(hub), mails()) == (1, [])
    assert stored.history.first().history_user == user


def test_what_no_calendar_shows_leaves_calendars_alone(hub):
    actions.change_details(changed(hub, remark="goed bezocht", capacity=20), by=None)

    assert (sequence_of(hub), Meeting.objects.get(pk=hub.pk).capacity) == (0, 20)


def test_date_and_status_stay_as_a_colleague_stored_them_meanwhile(hub):
    actions.reschedule(Meeting.objects.get(pk=hub.pk), to=read_date("19 maart 2027"), by=None)

    stored = actions.change_details(changed(hub, place="Deventer", status="held"), by=None)

    assert (str(stored.date), stored.status) == ("19 maart 2027", "planned")
    assert sequence_of(hub) == 2


def test_who_registered_or_waits_is_mailed_each_time_that_is_asked_for(hub):
    actions.change_details(changed(hub, venue="Provinciehuis"), by=None, notify=True)
    actions.change_details(changed(hub, route="Lijn 1"), by=None, notify=True)

    to_both = [("changed", "an@gemeente.example"), ("changed", "jo@gemeente.example")]
    assert sorted(mails()) == sorted(2 * to_both)
    assert sequence_of(hub) == 2


def test_nobody_is_mailed_about_what_was_held(hub):
    Meeting.objects.filter(pk=hub.pk).update(status="held")

    actions.change_details(changed(hub, venue="Provinciehuis"), by=None, notify=True)

    assert mails() == []


def page_of(hub):
    return reverse("admin:hubs_hub_change", args=[hub.pk])


def filled_in(hub, **changes):
    told = {"title": hub.title, "programme": hub.programme_id, "start_time": "13:00"}
    told |= {"capacity": "1"}
    return told | {"venue": hub.venue, "place": hub.place} | NO_TITLES | changes


def test_page_keeps_what_visitors_need_to_know(staff, hub):
    hub.registrations.filter(state="waiting").delete()

    staff.post(
        page_of(hub),
        filled_in(
            hub,
            description="Over moed.",
            route="Lijn 1",
            accessibility="Geen drempels.",
            contact="Jo Hulp",
            capacity="40",
            minimum="8",
            decision_date="1-3-2027",
            registration_closes="2027-03-10T12:00",
        ),
    )

    found = Meeting.objects.get(pk=hub.pk)
    assert (found.description, found.route, found.contact) == ("Over moed.", "Lijn 1", "Jo Hulp")
    assert (found.accessibility, found.is_public) == ("Geen drempels.", True)
    assert (found.capacity, found.minimum, str(found.decision_date)) == (40, 8, "2027-03-01")
    assert found.registration_closes == datetime(2027, 3, 10, 11, tzinfo=UTC)
    assert found.calendar_sequence == 0


@pytest.mark.parametrize(("ticked", "number"), [({}, 0), ({"notify": "on"}, 2)])
def test_page_mails_only_with_the_box_ticked(staff, hub, ticked, number):
    staff.post(page_of(hub), filled_in(hub, venue="Provinciehuis", **ticked))

    assert (sequence_of(hub), len(mails())) == (1, number)


def errors_of(response):
    errors = response.context["adminform"].errors
    return {name: list(sentences) for name, sentences in errors.items()}


def test_page_does_not_mail_that_nothing_changed(staff, hub):
    response = staff.post(page_of(hub), filled_in(hub, notify="on"))

    assert errors_of(response) == {"notify": ["U verandert niets, dus er is niets te mailen."]}
    assert mails() == []


def test_minimum_above_the_places_is_said_at_the_minimum(staff, hub):
    response = staff.post(page_of(hub), filled_in(hub, capacity="5", minimum="8"))

    assert errors_of(response) == {
        "minimum": ["Het minimum is niet groter dan het aantal plaatsen."]
    }


@pytest.mark.parametrize(("status", "offered"), [("planned", True), ("held", False)])
def test_box_to_mail_stands_on_the_page_of_a_planned_meeting_only(staff, hub, status, offered):
    Meeting.objects.filter(pk=hub.pk).update(status=status)

    assert ('name="notify"' in staff.get(page_of(hub)).content.decode()) == offered


def test_day_without_year_before_a_new_meeting_takes_the_year_that_was_typed(staff):
    """ "Aanmelden kan tot 12 maart" of a meeting in April 2027 is of 2027."""
    typed = {"date": "24 april 2027", "registration_closes": "12 maart 17.00", **NO_TITLES}

    answer = staff.post(reverse("admin:hubs_hub_add"), typed)

    form = answer.context_data["adminform"].form
    assert "registration_closes" not in form.errors
    assert form.cleaned_data["registration_closes"].year == 2027
