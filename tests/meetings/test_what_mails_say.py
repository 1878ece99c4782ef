"""Mails say what changed and why, what was filled in, nothing that is empty and nothing untrue."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings import actions, emails
from meetings.models import Registration
from meetings.schedule import send_reminders
from outbox.composing import compose, read_content
from outbox.models import Message
from tests.factories import HubFactory, OrganisationFactory

from .registering import open_meeting, registered

QUERIES = 4
"""The meetings, the programme, who is to be reminded, and the mails of all."""

pytestmark = pytest.mark.django_db


def last(template, registration=None):
    mails = Message.objects.filter(template=template)
    return (mails.filter(to=registration.email) if registration else mails).latest("pk")


def text(template, registration=None):
    return read_content(last(template, registration)).text


def lines(template, registration=None):
    return text(template, registration).splitlines()


def in_days(days):
    return ApproximateDate.of_day(timezone.localdate() + timedelta(days=days))


def changed(meeting, **fields):
    for name, value in fields.items():
        setattr(meeting, name, value)
    actions.change_details(meeting, by=None, notify=True)


def test_mail_says_how_it_was_and_how_it_is():
    meeting = open_meeting(start_time=time(9, 30), venue="Stadhuis", place="Leiden")
    registered(meeting)
    day = meeting.date.in_full
    changed(meeting, start_time=time(10), venue="Provinciehuis", timetable="10.00 uur: begin")

    told = lines("changed")
    assert [line for line in told if ", eerst: " in line or ", nu: " in line] == [
        f"Wanneer, eerst: {day}, 9.30 uur",
        f"Wanneer, nu: {day}, 10.00 uur",
        "Waar, eerst: Stadhuis, Leiden",
        "Waar, nu: Provinciehuis, Leiden",
    ]
    assert "Ook veranderd: het programma. U leest het op de pagina van de bijeenkomst." in told


def test_who_waits_is_not_told_that_somebody_else_can_come():
    meeting = open_meeting(capacity=1, start_time=time(9, 30))
    present = registered(meeting)
    waiting = registered(meeting, 2)
    changed(meeting, start_time=time(10))

    assert "dan kan iemand anders komen" in text("changed", present)
    assert "Wilt u niet meer wachten? Meld u dan af met de link hieronder." in text(
        "changed", waiting
    )
    assert "iemand anders" not in text("changed", waiting)


def test_what_was_not_known_before_is_told_as_that():
    meeting = open_meeting()
    registered(meeting)
    changed(meeting, route="Lijn 1.")

    assert "Route, eerst: nog niet bekend" in lines("changed")
    assert "Route, nu: Lijn 1." in lines("changed")


def test_mail_about_a_move_says_why_and_one_about_a_mistake_what_it_was():
    meeting = open_meeting()
    registered(meeting)
    was = meeting.date.in_full
    actions.reschedule(meeting, to=in_days(40), by=None, reason="De spreker is ziek.")
    actions.correct_date(meeting, to=in_days(41), by=None, why="typefout", notify=True)

    assert "Reden: De spreker is ziek." in lines("moved")
    assert f"Oude datum: {was}" in lines("moved")
    assert f"Oude datum: {in_days(40).in_full}" in lines("corrected")
    assert f"Juiste datum: {in_days(41).in_full}" in lines("corrected")


@pytest.mark.parametrize(
    ("reason", "said"), [("speaker", "Reden: spreker verhinderd. "), ("other", "")]
)
def test_mail_about_cancelling_says_why_where_that_says_something(reason, said):
    meeting = open_meeting()
    registered(meeting)
    actions.cancel(meeting, reason=reason, by=None)

    sentence = f"Het spijt ons: deze bijeenkomst gaat niet door. {said}Uw aanmelding is daarmee"
    assert sentence in text("cancelled")
    assert "nodig om mee te kunnen doen" not in text("cancelled")


@pytest.mark.parametrize("capacity", [5, 0])
def test_mail_repeats_what_was_filled_in(capacity):
    registered(open_meeting(capacity=capacity), name="Sanne", organisation_typed="Dorpsraad Diever")
    template = "confirmation" if capacity else "waiting"

    assert "\nNaam: Sanne\nOrganisatie: Dorpsraad Diever\nE-mailadres: deelnemer1@" in text(
        template
    )


def test_known_organisation_is_named_and_what_looks_like_an_address_is_not():
    meeting = open_meeting()
    known = registered(meeting, 1, organisation=OrganisationFactory(name="Gemeente Leiden"))
    hostile = registered(meeting, 2, organisation_typed="Win op winnen.example")

    assert "Organisatie: Gemeente Leiden" in lines("confirmation", known)
    assert "winnen" not in text("confirmation", hostile)


def test_what_is_not_known_is_left_out():
    registered(open_meeting())

    labels = [line.split(":")[0] for line in lines("confirmation") if ": " in line]
    assert {"Route", "Toegang", "Organisatie"} & set(labels) == set()
    assert "nog niet bekend" not in text("confirmation")


def test_day_and_moments_have_their_weekday():
    meeting = HubFactory(date=read_date("12 maart 2027"), start_time=time(9, 5), capacity=1)
    waiting = Registration(meeting=meeting, state="waiting", name="Jo", email="jo@rijk.example")
    waiting.save()
    emails.send_registered(waiting)

    assert "Wanneer: vrijdag 12 maart 2027, 9.05 uur" in lines("waiting")


@pytest.mark.parametrize(
    ("days", "at", "subject", "sentence"),
    [
        (1, time(13, 30), "Morgen", "is morgen, 13.30 uur."),
        (0, time(23, 59), "Vandaag", "is vandaag, 23.59 uur."),
        (7, None, "Over een week", "is over een week."),
        (5, None, "Over 5 dagen", "is over 5 dagen."),
        (-1, None, "Herinnering", "We herinneren u aan de bijeenkomst"),
    ],
)
def test_reminder_counts_from_the_day_on_which_it_goes(days, at, subject, sentence):
    meeting = open_meeting(title="Moed", date=in_days(days), start_time=at)
    jo = Registration.objects.create(
        meeting=meeting, state="confirmed", name="Jo", email="jo@rijk.example"
    )
    emails.send_reminders([jo], days=7)
    content = read_content(Message.objects.get())

    assert content.subject == f"{subject}: Moed"
    assert sentence in content.text


def test_mail_that_went_keeps_the_words_of_the_day_on_which_it_went():
    meeting = open_meeting(date=in_days(3))
    registered(meeting)
    message = Message.objects.get()
    message.sent_at = timezone.now() + timedelta(days=2)

    assert f"Wanneer: morgen, {meeting.date.in_full}" in read_content(message).text


def test_who_waits_is_not_told_to_be_registered(client):
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    registered(meeting, 2)
    actions.reschedule(meeting, to=in_days(50), by=None, reason="zaal")

    assert read_content(last("registered_before")).subject.startswith("U stond al op de wachtlijst")
    assert "U staat nog op de wachtlijst." in lines("moved", second)
    assert "Uw aanmelding blijft staan." in lines("moved", first)
    assert "keep_url" not in last("moved", second).context


def test_known_address_with_an_offer_gets_the_offer_again():
    meeting = open_meeting(capacity=1)
    first, second = registered(meeting, 1), registered(meeting, 2)
    actions.withdraw(first)
    registered(meeting, 2)

    message = last("registered_before", second)
    assert message.context["offer_url"] in lines("registered_before", second)
    assert read_content(message).subject.startswith("Er is al een plaats voor u")


def test_list_of_registrations_says_how_each_stands():
    full, off, again = open_meeting(capacity=1), open_meeting(), open_meeting()
    first = registered(full, 2)
    mine = [registered(meeting) for meeting in (full, off, again)]
    actions.withdraw(first)
    actions.cancel(off, reason="venue", by=None)
    for each in mine:
        each.refresh_from_db()
    emails.send_my_registrations(mine)

    told = lines("my_registrations")
    assert "Deze bijeenkomst gaat niet door." in told
    assert "U bent aangemeld." in told
    assert [line for line in told if line.startswith("Er is een plaats voor u vrij tot ")] != []


@pytest.mark.parametrize(("closes", "asked"), [(None, True), (timedelta(days=-1), False)])
def test_who_left_is_invited_back_only_while_that_can_be(closes, asked):
    meeting = open_meeting()
    jo = registered(meeting)
    meeting.registration_closes = closes and timezone.now() + closes
    meeting.save()
    actions.withdraw(jo)

    assert ("opnieuw aanmelden" in text("withdrawn")) is asked


def test_answers_go_to_the_address_of_the_setting(settings):
    settings.REPLY_TO = "antwoord@beroepseer.example"
    registered(open_meeting())

    assert compose(Message.objects.get()).message()["Reply-To"] == "antwoord@beroepseer.example"


@pytest.mark.parametrize("number", [1, 3, 30])
def test_reminders_of_many_take_as_many_queries_as_of_one(number, django_assert_num_queries):
    meeting = open_meeting(date=in_days(1), start_time=time(23, 59))
    for each in range(number):
        registered(meeting, each, organisation=OrganisationFactory())
    Registration.objects.update(created_at=timezone.now() - timedelta(days=10))

    with django_assert_num_queries(QUERIES):
        send_reminders()
