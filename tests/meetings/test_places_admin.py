"""Staff who change the number of places see who is mailed, and that the room became too small."""

import pytest
from django.urls import reverse
from lxml import html

from meetings.models import Meeting, Registration
from outbox.models import Message
from tests.backoffice.people import ticks_asked
from tests.factories import UserFactory

from .registering import open_meeting, registered, text_of

pytestmark = pytest.mark.django_db

NO_TITLES = {"other_titles-TOTAL_FORMS": "0", "other_titles-INITIAL_FORMS": "0"}


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def meeting():
    """Two have a place and two wait."""
    meeting = open_meeting(capacity=2, title="Jouw rol")
    for number in range(1, 5):
        registered(meeting, number)
    return meeting


def page_of(meeting):
    return reverse("admin:hubs_hub_change", args=[meeting.pk])


def typed(meeting, **changes):
    told = {"title": meeting.title, "programme": meeting.programme_id, "is_public": "on"}
    return {**told, "place": "Leiden", "capacity": "2", **NO_TITLES, **changes}


def hidden(response):
    (form,) = html.fromstring(response.content).xpath("//form[.//input[@name='seen']]")
    return {each.get("name"): each.get("value") for each in form.xpath(".//input[@type='hidden']")}


def states():
    return list(Registration.objects.order_by("id").values_list("state", flat=True))


def test_more_places_show_which_offers_go_before_anything_is_saved(staff, meeting):
    preview = staff.post(page_of(meeting), typed(meeting, capacity="3"))

    assert Meeting.objects.get().capacity == 2
    assert Meeting.history.filter(capacity=3).count() == 0
    assert Message.objects.filter(template="offer").count() == 0
    page = html.fromstring(preview.content)
    assert page.xpath("//section//h2/text()") == ["1 persoon, nu op de wachtlijst"]
    assert "Er is een plaats voor u: Jouw rol" in text_of(preview)
    assert "Er is nog niets veranderd." in text_of(preview)
    assert "deelnemer3@" not in text_of(preview)
    assert "/mijn-aanmelding/" not in text_of(preview)


def test_after_looking_it_is_saved_and_offered(staff, meeting):
    preview = staff.post(page_of(meeting), typed(meeting, capacity="3", remark="Grotere zaal"))

    answer = staff.post(page_of(meeting), hidden(preview))

    assert answer.status_code == 302
    found = Meeting.objects.get()
    assert (found.capacity, found.remark) == (3, "Grotere zaal")
    assert states() == ["confirmed", "confirmed", "offered", "waiting"]
    assert Message.objects.filter(template="offer").count() == 1


def test_who_leaves_while_staff_look_is_shown_before_it_goes(staff, meeting):
    first = staff.post(page_of(meeting), typed(meeting, capacity="4"))
    Registration.objects.filter(email="deelnemer4@rijk.example").update(state="cancelled")

    second = staff.post(page_of(meeting), hidden(first))

    assert Meeting.objects.get().capacity == 2
    assert "Intussen is er iemand bij gekomen of af gegaan" in text_of(second)
    staff.post(page_of(meeting), hidden(second))
    assert states() == ["confirmed", "confirmed", "offered", "cancelled"]


def test_going_back_keeps_what_was_typed_and_saves_nothing(staff, meeting):
    preview = staff.post(page_of(meeting), typed(meeting, capacity="3", remark="Grotere zaal"))

    back = staff.post(page_of(meeting), {**hidden(preview), "edit": "1"})

    form = back.context["adminform"].form
    assert (form["capacity"].value(), form["remark"].value()) == ("3", "Grotere zaal")
    assert "Er is nog niets bewaard." in text_of(back)
    assert Meeting.objects.get().capacity == 2


def test_what_moves_nobody_is_saved_at_once(staff, meeting):
    answer = staff.post(page_of(meeting), typed(meeting, remark="Goed bezocht"))

    assert answer.status_code == 302
    assert Meeting.objects.get().remark == "Goed bezocht"


@pytest.mark.parametrize("capacity", ["-1", "1,5", "twintig", "1e3", "99999999999999999999"])
def test_what_is_no_number_of_places_is_refused_and_kept_as_typed(staff, meeting, capacity):
    answer = staff.post(page_of(meeting), typed(meeting, capacity=capacity))

    assert (answer.status_code, Meeting.objects.get().capacity) == (200, 2)
    field = html.fromstring(answer.content).xpath("string(//*[@name='capacity']/@value)")
    assert field == capacity


@pytest.mark.parametrize(("capacity", "warned"), [("1", True), ("0", True), ("2", False)])
def test_fewer_places_than_people_are_saved_with_a_warning(staff, meeting, capacity, warned):
    values = typed(meeting, capacity=capacity)
    answer = staff.post(page_of(meeting), values, follow=True)
    if capacity == "0":  # asked first whether that is meant
        values |= {"klopt": ticks_asked(answer)}
        answer = staff.post(page_of(meeting), values, follow=True)

    assert Meeting.objects.get().capacity == int(capacity)
    sentence = f"aangemeld of met een aanbod 2, plaatsen {capacity}."
    assert (sentence in text_of(answer)) is warned
    assert states() == ["confirmed", "confirmed", "waiting", "waiting"]
