"""What each mail about a meeting says, to whom, and that nothing typed can change its form."""

import re
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html

from dates.entry import read_date
from meetings import actions, emails, links
from meetings.registering.queue import fill_places
from outbox.composing import compose, read_content
from outbox.models import Message
from privacy.actions import ask_consents
from tests.factories import HubFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates/mails"
OTHER = {"consent_given", "own_data"}
"""Tested in `test_consent_mails`, and with the page of what is kept of a person."""
STAFF = {"decision_warning", "failed_mails", "offer_by_phone"}
ACCOUNTS = {"colleague_invited", "lost_phone_asked", "new_password", "second_factor_removed"}
ACCOUNTS |= {"fault", "role_lent", "trial_mail"}
"""Tested with the accounts of colleagues, and the page of the server."""
READING_ROOM = {
    "question_answered",
    "question_asked",
    "reader_code",
    "reader_confirmed",
    "reader_invited",
    "version_published",
}
"""Of the report, tested with its reading room."""
PILOTS = {
    "facilitator_invited",
    "pilot_interest",
    "release_asked",
    "release_code",
    "release_decided",
    "release_withdrawn",
}
"""Of pilots, tested with the pages of a facilitator and of a host, and with the public form."""
NETWORK = {"network_link", "network_reminder", "network_welcome"}
"""Of ambassadors, tested with their pages."""
TOOLKIT = {"copy_given", "story_link", "story_reader_invited", "story_to_read"}
"""Of stories and copies, tested in tests/toolkit."""
ELSEWHERE = {"base"} | TOOLKIT | NETWORK | READING_ROOM | ACCOUNTS | OTHER | PILOTS
NAMES = {file.stem for file in TEMPLATES.glob("*.txt")} - ELSEWHERE
ABOUT_A_MEETING = sorted(NAMES - STAFF - {"my_registrations"})
HOSTILE = "<b>Jo</b>\r\nBcc: iedereen\u202e & {{ site_url }}"


@pytest.fixture
def meeting():
    return HubFactory(
        title="Moed op het werk",
        date=read_date("12 maart 2027"),
        start_time=time(13),
        end_time=time(16),
        venue="Stadhuis, Plein 1",
        place="Zwolle",
        route="Vanaf het station lijn 1.",
        accessibility="De zaal is zonder drempels.",
        contact="Jo Hulp, 038 123 45 67",
        capacity=1,
    )


def registered(meeting, state="confirmed", **fields):
    return RegistrationFactory(meeting_id=meeting.pk, state=state, **fields)


@pytest.fixture
def every_mail(meeting, monkeypatch):
    """One mail of each kind, caused as it is in the program."""
    monkeypatch.setattr(links, "evaluation_url", lambda meeting: "/evaluatie/x/")
    jo = registered(meeting, name="Jo")
    waiting = registered(meeting, "waiting", name="An")
    jo.meeting = waiting.meeting = meeting
    emails.send_registered(jo)
    emails.send_registered(waiting)
    emails.send_again(jo)
    former = emails.before(HubFactory(date=read_date("1 maart 2027"), place="Assen"))
    emails.send_moved([jo], former, move=1, reason="De zaal was bezet.")
    emails.send_date_corrected([jo], former, correction=1)
    emails.send_changed([jo], former, change=1)
    emails.send_reminders([jo], days=7)
    emails.send_reinstated([jo])
    emails.send_thanks(meeting, [jo])
    emails.send_from_staff([jo], subject="Moed op het werk: nieuws", text="A\n\nB", cause="1")
    emails.send_my_registrations([jo])
    waiting.offer_expires_at = datetime(2027, 3, 1, 9, tzinfo=UTC)
    emails.send_offer(waiting)
    emails.send_offer_expired(waiting)
    emails.send_withdrawn(jo, had_place=True)
    emails.send_meeting_cancelled([jo], sister=HubFactory(title="Zustermeeting"))
    return {message.template: message for message in Message.objects.all()}


def test_every_template_is_used_and_every_mail_has_one(every_mail):
    assert set(every_mail) == NAMES - STAFF
    in_html = {file.stem for file in TEMPLATES.glob("*.html")}
    assert in_html == NAMES | ELSEWHERE


def text_of_html(page):
    return " ".join(html.fromstring(page).text_content().split())


@pytest.mark.parametrize("name", ABOUT_A_MEETING)
def test_mail_names_date_place_route_accessibility_and_contact(every_mail, name):
    content = read_content(every_mail[name])
    wanted = [
        "12 maart 2027, 13.00 tot 16.00 uur",
        "Stadhuis, Plein 1, Zwolle",
        "Vanaf het station lijn 1.",
        "De zaal is zonder drempels.",
        "Jo Hulp, 038 123 45 67",
    ]

    assert [w for w in wanted if w not in content.text] == []
    assert [w for w in wanted if w not in text_of_html(content.html)] == []
    assert "Moed op het werk" in content.subject


@pytest.mark.parametrize("name", sorted(NAMES - STAFF))
def test_text_and_html_hold_the_same_links_all_to_the_configured_site(every_mail, name):
    content = read_content(every_mail[name])
    in_text = set(re.findall(r"https?://\S+", content.text))
    page = html.fromstring(content.html)
    in_html = {a.get("href") for a in page.iter("a") if not a.get("href").startswith("mailto:")}

    assert in_text == in_html
    assert {link[: len(settings.SITE_URL)] for link in in_text} == {settings.SITE_URL}


@pytest.mark.parametrize("name", sorted(NAMES - STAFF))
def test_html_is_dutch_simple_and_without_leftovers(every_mail, name):
    content = read_content(every_mail[name])
    page = html.fromstring(content.html)

    assert page.get("lang") == "nl"
    assert len(page.findall(".//h1")) == 1
    assert page.findall(".//img") == []
    for table in page.iter("table"):
        assert table.get("role") == "presentation" or table.findall(".//th[@scope='row']")
    assert re.search(r"\{[{%]|None|@[A-Z]", content.text + content.html) is None
    assert "\n\n\n" not in content.text


PERSONAL = {
    "confirmation": ["manage_url"],
    "waiting": ["manage_url"],
    "offer": ["offer_url", "manage_url"],
    "moved": ["keep_url", "manage_url"],
    "cancelled": ["transfer_url", "manage_url"],
    "thanks": ["evaluation_url", "manage_url"],
    "reminder": ["manage_url"],
}


@pytest.mark.parametrize("name", PERSONAL)
def test_mail_holds_the_link_with_which_one_acts(every_mail, name):
    message = every_mail[name]
    lines = read_content(message).text.splitlines()

    assert [key for key in PERSONAL[name] if message.context[key] not in lines] == []


def test_mail_without_own_contact_names_the_foundation(meeting, settings):
    meeting.contact = ""
    jo = registered(meeting)
    jo.meeting = meeting
    emails.send_registered(jo)

    text = read_content(Message.objects.get()).text

    assert f"Mail {settings.CONTACT['name']}: {settings.CONTACT['email']}." in text


def test_what_is_typed_stays_text_on_one_line(meeting):
    meeting.title = meeting.route = HOSTILE
    jo = registered(meeting)
    jo.meeting = meeting
    emails.send_registered(jo)

    mail = compose(Message.objects.get())
    content = read_content(Message.objects.get())

    plain = "<b>Jo</b> Bcc: iedereen & {{ site_url }}"
    assert mail.subject == f"U bent aangemeld: {plain}"
    assert f"\nRoute: {plain}\n" in content.text
    assert html.fromstring(content.html).findall(".//b") == []
    assert plain in text_of_html(content.html)
    assert mail.message()["Bcc"] is None
    assert mail.recipients() == [jo.email]


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("J.W. d'Ancona-van 't Hoff", "Beste J.W. d'Ancona-van 't Hoff,"),
        ("Win op winnen.example", "Beste deelnemer,"),
        ("https://winnen", "Beste deelnemer,"),
        ("mail@winnen", "Beste deelnemer,"),
    ],
)
def test_name_that_holds_an_address_is_no_greeting(meeting, name, greeting):
    emails.send_registered(registered(meeting, name=name))

    assert read_content(Message.objects.get()).text.splitlines()[0] == greeting


def test_only_who_has_a_place_gets_a_calendar_file(meeting):
    confirmed, waiting = registered(meeting), registered(meeting, "waiting")

    actions.correct_date(
        meeting, to=read_date("13 maart 2027"), by=None, why="typefout", notify=True
    )

    with_event = {m.to for m in Message.objects.all() if "event" in m.context}
    assert with_event == {confirmed.email}
    assert Message.objects.filter(to=waiting.email).count() == 1


def test_calendar_sequence_rises_and_a_cancellation_cancels(meeting):
    jo = registered(meeting)
    actions.reschedule(meeting, to=read_date("19 maart 2027"), by=None, reason="zaal")
    moved = Message.objects.get(to=jo.email)
    actions.cancel(meeting, reason="venue", by=None)
    cancelled = Message.objects.get(template="cancelled")

    parts = [compose(message).attachments[0].as_string() for message in (moved, cancelled)]
    events = [message.context["event"] for message in (moved, cancelled)]
    assert ['method="REQUEST"' in parts[0], 'method="CANCEL"' in parts[1]] == [True, True]
    assert events[0]["uid"] == events[1]["uid"]
    assert events[0]["sequence"] < events[1]["sequence"]


def test_moving_a_meeting_of_45_people_writes_their_mails_at_once(meeting):
    for _ in range(40):
        registered(meeting)
    for _ in range(5):
        registered(meeting, "waiting")

    actions.reschedule(meeting, to=read_date("19 maart 2027"), by=None, reason="zaal")

    moved = Message.objects.filter(template="moved")
    assert (moved.count(), len(set(moved.values_list("to", flat=True)))) == (45, 45)
    text = read_content(moved.first()).text
    assert "Oude datum: vrijdag 12 maart 2027, 13.00 tot 16.00 uur" in text
    assert "Nieuwe datum: vrijdag 19 maart 2027, 13.00 tot 16.00 uur" in text


def test_offer_says_until_when(meeting):
    waiting = registered(meeting, "waiting")
    fill_places(meeting, now=datetime(2027, 3, 1, 9, tzinfo=UTC))

    text = read_content(Message.objects.get(to=waiting.email)).text

    assert "We houden die voor u vast tot woensdag 3 maart 2027, 10.00 uur." in text


def test_consents_that_were_asked_for_each_have_a_link(meeting):
    jo = registered(meeting)
    asked = ask_consents(email=jo.email, texts={"news": "Ja, mail mij nieuws."})
    emails.send_registered(jo, asked)

    message = Message.objects.get()
    text = read_content(message).text
    assert "U vroeg ook om het volgende: “Ja, mail mij nieuws.”" in text
    assert message.context["consent_urls"][0]["url"] in text.splitlines()
