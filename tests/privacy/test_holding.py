"""What is held for a reason is erased neither by the worker, nor by staff, nor by the person."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from dates.days import write_short
from dates.values import ApproximateDate
from meetings.models import Registration
from privacy.holding import HeldError, lift, place
from privacy.models import Hold, PersonRequest
from privacy.requests import erase_person
from privacy.retention import erase_expired
from routekaart.own.links import url_of
from tests.factories import HubFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "sanne@gemeente.example"
REASON = "Er loopt een klacht over deze bijeenkomst."
REQUEST = "/beheer/verzoeken/"


@pytest.fixture
def old():
    """Of a meeting so long ago that the worker would erase it."""
    day = timezone.localdate() - timedelta(days=400)
    hub = HubFactory(date=ApproximateDate.of_day(day), held=True)
    return RegistrationFactory(meeting=hub, email=ADDRESS, name="Sanne Jansen")


@pytest.fixture
def administrator(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Beheerder"))
    client.force_login(user)
    return client


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def held(days: int = 30) -> Hold:
    return place(ADDRESS, reason=REASON, until=in_days(days), by=UserFactory())


def test_the_worker_leaves_it_until_the_day_is_over(old):
    held()
    other = RegistrationFactory(meeting=old.meeting, email="bo@x.example")

    erase_expired()
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.email, other.email) == (ADDRESS, "")

    erase_expired(timezone.now() + timedelta(days=32))
    old.refresh_from_db()
    assert old.email == ""


def test_lifted_it_disappears_the_next_night(old):
    lift(held())

    erase_expired()

    old.refresh_from_db()
    assert old.email == ""


def test_erasing_says_until_when_and_why_and_does_nothing(old):
    held()

    with pytest.raises(HeldError, match=REASON):
        erase_person(ADDRESS.upper())
    with pytest.raises(CommandError, match=REASON):
        call_command("erase_person", ADDRESS)

    assert Registration.objects.filter(email=ADDRESS).exists()


def test_the_person_reads_why_and_cannot_erase(client, old):
    held()

    page = client.get(url_of(ADDRESS)).content.decode()
    answer = client.post(url_of(ADDRESS, "own:erase"))

    assert REASON in page
    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    assert "Wis alles</button>" not in answer.content.decode()
    assert Registration.objects.filter(email=ADDRESS).exists()


def test_staff_hold_and_lift_on_the_page_of_requests(administrator, old):
    until = write_short(in_days(30))
    asked = {"email": ADDRESS, "asked": "hold", "checked": "phone", "doen": "1"}
    asked["looked"] = f"hold {ADDRESS}"
    answer = administrator.post(REQUEST, asked | {"reason": REASON, "until": until}, follow=True)

    assert REASON in answer.content.decode()
    hold = Hold.objects.get()
    assert ADDRESS not in str(Hold.objects.values().get())
    assert PersonRequest.objects.get().asked == "hold"
    administrator.post(reverse("admin:hold_lifted", args=[hold.pk]))
    hold.refresh_from_db()
    assert hold.lifted_at


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": "", "until": "1 mei 2099"}, "Zeg waarom de gegevens langer blijven."),
        ({"reason": REASON, "until": ""}, "Vul in tot en met welke dag"),
        ({"reason": REASON, "until": "1 mei 2020"}, "Kies een dag die nog komt"),
        ({"reason": REASON, "until": "1 mei 2099"}, "Kies een dag die nog komt"),
    ],
)
def test_what_is_missing_is_asked(administrator, old, values, said):
    asked = {"email": ADDRESS, "asked": "hold", "checked": "phone", "doen": "1"}
    asked["looked"] = f"hold {ADDRESS}"

    page = administrator.post(REQUEST, asked | values).content.decode()

    assert said in page
    assert not Hold.objects.exists()
    assert not PersonRequest.objects.exists()


def test_staff_read_why_erasing_is_refused(administrator, old):
    held()
    asked = {"email": ADDRESS, "asked": "erase", "checked": "phone", "doen": "1"}
    asked["looked"] = f"erase {ADDRESS}"

    assert REASON in administrator.post(REQUEST, asked).content.decode()

    assert Registration.objects.filter(email=ADDRESS).exists()


def test_a_reason_without_a_full_stop_gets_one_where_a_sentence_follows(client, old):
    place(ADDRESS, reason="Er loopt een klacht", until=in_days(30), by=UserFactory())

    page = client.get(url_of(ADDRESS)).content.decode()

    assert "Er loopt een klacht. Tot dan" in page


def test_nothing_found_is_not_held():
    with pytest.raises(ValidationError, match="niets gevonden"):
        held()


def test_the_draft_of_the_assessment_names_every_processing_and_asks_the_rest(administrator):
    page = administrator.get(reverse("admin:processing_assessment")).content.decode()

    assert "Als u zich aanmeldt voor een bijeenkomst" in page
    assert page.count("Nog te beschrijven door de stichting") == 5
