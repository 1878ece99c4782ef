"""Personal links and the pages behind them: GET shows, POST acts, and nobody else gets in."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate
from meetings.actions import cancel, reschedule, withdraw
from meetings.links import SALT, read_token, token_of, url_of
from meetings.models import Meeting, Registration
from outbox.models import Message
from tests.factories import OrganisationFactory

from .registering import open_meeting, registered, stamp, text_of

pytestmark = pytest.mark.django_db

PAGES = ("manage", "withdraw", "offer", "keep", "transfer")


@pytest.fixture
def registration():
    return registered(open_meeting(), organisation=OrganisationFactory(name="Gemeente Leiden"))


def url(registration, page):
    if page == "withdraw":
        return url_of(registration) + "afmelden/"
    if page == "transfer":
        return url_of(registration, page) + f"?naar={registration.meeting.slug}"
    return url_of(registration, page)


def state_of(registration):
    registration.refresh_from_db()
    return registration.state


def said(client, response):
    """The messages on the page that the response leads to."""
    page = html.fromstring(client.get(response.url).content)
    return [" ".join(note.text_content().split()) for note in page.xpath("//*[@role='status']//p")]


@pytest.mark.parametrize("page", PAGES)
def test_personal_page_is_shown_changes_nothing_and_is_not_to_be_found(client, registration, page):
    response = client.get(url(registration, page))

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert state_of(registration) == "confirmed"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_expired_link_says_so(client, registration, page, method):
    past = ApproximateDate.of_day(timezone.localdate() - timedelta(days=40))
    Meeting.objects.filter(pk=registration.meeting_id).update(
        date_earliest=past.earliest, date_latest=past.latest
    )

    response = getattr(client, method)(url(registration, page))

    assert response.status_code == 410
    assert "Deze link is verlopen, want de bijeenkomst is voorbij." in text_of(response)
    assert registration.name not in text_of(response)


def forged(registration):
    return [
        token_of(registration)[:-1],
        "WzEsMV0:1abcde:onzin",
        "x",
        signing.dumps([registration.pk, 1], salt="another"),
        signing.dumps([registration.pk, 2], salt=SALT),
        signing.dumps([registration.pk + 1, 1], salt=SALT),
        signing.dumps(registration.pk, salt=SALT),
    ]


@pytest.mark.parametrize("number", range(7))
def test_forged_and_revoked_links_are_refused_with_what_to_do(client, registration, number):
    address = f"/mijn-aanmelding/{forged(registration)[number]}/"

    shown, sent = client.get(address), client.post(address + "afmelden/")

    assert (shown.status_code, sent.status_code) == (404, 404)
    assert "Vraag uw aanmeldingen opnieuw op" in text_of(shown)
    assert registration.name not in text_of(shown)
    assert state_of(registration) == "confirmed"


def test_manage_shows_what_was_filled_in(client, registration):
    page = html.fromstring(client.get(url_of(registration)).content)

    fields = {name: page.xpath(f"string(//*[@name='{name}']/@value)") for name in ("name", "email")}
    assert fields == {"name": "Deelnemer 1", "email": ""}
    assert page.xpath("string(//*[@name='organisation']/@value)") == "Gemeente Leiden"


def test_manage_says_the_place_on_the_waiting_list(client):
    meeting = open_meeting(capacity=1)
    registered(meeting, 1), registered(meeting, 2)

    response = client.get(url_of(registered(meeting, 3)))

    assert "U staat op de wachtlijst, op plaats 2." in text_of(response)


def test_manage_changes_what_was_filled_in_but_not_the_address(client, registration):
    values = {"name": "Nieuwe Naam", "organisation": "Gemeente Leiden", "function": "griffier"}

    response = client.post(url_of(registration), {**values, "email": "x@kwaad.example"})

    registration.refresh_from_db()
    assert (registration.name, registration.function) == ("Nieuwe Naam", "griffier")
    assert registration.email == "deelnemer1@rijk.example"
    assert said(client, response) == ["Uw wijzigingen zijn bewaard."]


def test_manage_keeps_what_was_typed_when_it_is_refused(client, registration):
    response = client.post(url_of(registration), {"name": "", "organisation": "Gemeente X"})

    assert 'value="Gemeente X"' in text_of(response)
    assert "Vul uw naam in." in text_of(response)
    registration.refresh_from_db()
    assert registration.name == "Deelnemer 1"


def test_withdrawing_frees_the_place_and_offers_it(client):
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)

    response = client.post(url(first, "withdraw"))

    assert (state_of(first), state_of(second)) == ("cancelled", "offered")
    assert said(client, response) == ["U bent afgemeld. Dank u wel dat u het laat weten."]


def test_withdrawing_twice_changes_nothing(client, registration):
    client.post(url(registration, "withdraw"))
    mails = Message.objects.count()

    response = client.post(url(registration, "withdraw"))

    assert response.status_code == 302
    assert Message.objects.count() == mails


@pytest.fixture
def offered():
    meeting = open_meeting(capacity=1)
    first, second, third = (registered(meeting, number) for number in (1, 2, 3))
    withdraw(first)
    return second, third


def test_offer_is_accepted(client, offered):
    mine, _ = offered
    assert "Er is een plaats voor u" in text_of(client.get(url(mine, "offer")))

    client.post(url(mine, "offer"), {"answer": "accept"})

    assert state_of(mine) == "confirmed"
    assert "U hebt al een plaats" in text_of(client.get(url(mine, "offer")))


def test_offer_that_is_declined_goes_to_the_next(client, offered):
    mine, next_one = offered

    client.post(url(mine, "offer"), {"answer": "decline"})

    assert (state_of(mine), state_of(next_one)) == ("cancelled", "offered")


def test_offer_that_expired_cannot_be_accepted(client, offered):
    mine, _ = offered
    Registration.objects.filter(pk=mine.pk).update(offer_expires_at=timezone.now())

    response = client.post(url(mine, "offer"), {"answer": "accept"})

    assert state_of(mine) == "offered"
    assert said(client, response) == [
        "Fout: Dit aanbod is verlopen. U komt weer op de wachtlijst, achteraan."
    ]
    assert "Dit aanbod geldt niet meer" in text_of(client.get(url(mine, "offer")))


@pytest.mark.parametrize(("answer", "state"), [("keep", "confirmed"), ("give_up", "cancelled")])
def test_after_a_move_the_place_is_kept_or_given_up(client, registration, answer, state):
    client.post(url(registration, "keep"), {"answer": answer})

    assert state_of(registration) == state


@pytest.mark.parametrize("page", ["offer", "keep"])
def test_post_without_an_answer_does_nothing(client, registration, page):
    assert client.post(url(registration, page), {"answer": "?"}).status_code == 200
    assert state_of(registration) == "confirmed"


def test_transfer_registers_in_the_sister_meeting_with_the_same_data(client, registration):
    sister = open_meeting(title="Zuster")
    cancel(registration.meeting, reason="too_few", by=None, sister=sister)
    address = url_of(registration, "transfer") + f"?naar={sister.slug}"
    assert sister.registrations.count() == 0
    assert "Zuster" in text_of(client.get(address))
    assert sister.registrations.count() == 0

    response = client.post(address, follow=True)

    made = sister.registrations.get()
    kept = ("name", "email", "organisation_id", "function", "state")
    assert [getattr(made, name) for name in kept] == [getattr(registration, name) for name in kept]
    assert "<h1>U bent aangemeld</h1>" in text_of(response)
    assert state_of(registration) == "confirmed"


def test_transfer_to_a_closed_meeting_is_refused(client, registration):
    sister = open_meeting(registration_closes=timezone.now())
    address = url_of(registration, "transfer") + f"?naar={sister.slug}"

    response = client.post(address)

    assert "Aanmelden kon tot" in text_of(response)
    assert sister.registrations.count() == 0


@pytest.mark.parametrize("slug", ["", "bestaat-niet", "%00"])
def test_transfer_to_nothing_is_not_found(client, registration, slug):
    assert client.get(url_of(registration, "transfer") + f"?naar={slug}").status_code == 404


# "Stuur mij mijn aanmeldingen"


def ask_for(client, email):
    return client.post("/mijn-aanmeldingen/", {"email": email, "stamp": stamp()}, follow=True)


def test_links_are_mailed_to_the_address_only(client, registration):
    other = registered(open_meeting(title="Andere"), email=registration.email)
    registered(open_meeting(), 9)

    response = ask_for(client, registration.email.upper())

    mail = Message.objects.get(template="my_registrations")
    assert mail.to == registration.email
    assert [own["title"] for own in mail.context["registrations"]] == [
        registration.meeting.title,
        "Andere",
    ]
    link = mail.context["registrations"][1]["url"]
    assert read_token(link.rstrip("/").rsplit("/", 1)[1]) == other
    assert "/mijn-aanmelding/" not in text_of(response)


def test_mail_says_of_each_how_it_stands_and_what_the_meeting_is_now(client):
    email = "jo@rijk.example"
    waits = registered(open_meeting(title="Vol", capacity=0), email=email)
    registered(open_meeting(title="Ruim"), email=email)
    registered(open_meeting(title="Weg"), email=email)
    cancel(Meeting.objects.get(title="Weg"), reason="venue", by=None)

    ask_for(client, email)

    own = Message.objects.get(template="my_registrations").context["registrations"]
    assert {each["title"]: each["state"] for each in own} == {
        "Vol": "U staat op de wachtlijst.",
        "Ruim": "U bent aangemeld.",
        "Weg": "Deze bijeenkomst gaat niet door.",
    }
    assert state_of(waits) == "waiting"


def test_answer_is_the_same_for_an_unknown_address(client, registration):
    known, unknown = ask_for(client, registration.email), ask_for(client, "nee@rijk.example")

    assert text_of(known) == text_of(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    assert Message.objects.filter(template="my_registrations").count() == 1


def test_links_are_mailed_once_an_hour(client, registration, monkeypatch):
    now = timezone.localtime()
    monkeypatch.setattr(timezone, "localtime", lambda *args: now)

    ask_for(client, registration.email)
    ask_for(client, registration.email)

    assert Message.objects.filter(template="my_registrations").count() == 1


def test_asking_too_often_is_refused(client, registration, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 1
    ask_for(client, "nee@rijk.example")

    assert ask_for(client, "nee@rijk.example").status_code == 429


def test_cancelled_registrations_are_not_mailed(client, registration):
    withdraw(registration)

    ask_for(client, registration.email)

    assert Message.objects.filter(template="my_registrations").count() == 0


def test_page_asks_nothing_about_a_date_that_is_not_known(client, registration):
    meeting = registration.meeting
    reschedule(meeting, to=None, by=None, reason="zaal")
    page = text_of(client.get(url(registration, "keep")))
    answered = client.post(url(registration, "keep"), {"answer": "keep"}, follow=True)

    assert "<h1>De nieuwe datum is nog niet bekend</h1>" in page
    assert "Ja, ik kom" not in page
    assert "Uw aanmelding blijft staan voor de nieuwe datum" not in text_of(answered)
