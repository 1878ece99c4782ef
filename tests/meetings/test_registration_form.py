"""Registering on the site: what is kept, what is refused with which sentence, and what leaks."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from meetings.actions import cancel
from meetings.links import url_of
from meetings.models import Meeting, Registration
from outbox.models import Message
from privacy.models import Consent, PendingConsent
from tests.factories import LeadershipMeetingFactory, OrganisationFactory, OrganisationNameFactory

from .registering import FILLED_IN, filled_in, open_meeting, registered, stamp, text_of

pytestmark = pytest.mark.django_db


def send(client, meeting, **values):
    return client.post(meeting.get_absolute_url(), filled_in(**values))


def errors(response):
    """The sentences of the error summary."""
    page = html.fromstring(response.content)
    return ["".join(li.itertext()) for li in page.find_class("error-summary")[0].iter("li")]


def typed(response, name):
    return html.fromstring(response.content).xpath(f"string(//*[@name='{name}']/@value)")


def test_registering_gives_a_place_a_mail_and_a_page_that_says_so(client):
    organisation = OrganisationFactory(name="Gemeente Leiden")
    meeting = open_meeting()

    response = client.post(meeting.get_absolute_url(), filled_in(), follow=True)

    registration = Registration.objects.get()
    assert (registration.state, registration.organisation) == ("confirmed", organisation)
    assert registration.organisation_typed == "Gemeente Leiden", "what was typed stays too"
    assert registration.function == "beleidsmedewerker"
    mail = Message.objects.get()
    assert (mail.template, mail.to) == ("confirmation", "sanne@leiden.example")
    assert "<h1>U bent aangemeld</h1>" in text_of(response)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"


def test_registering_for_a_full_meeting_gives_the_waiting_list(client):
    meeting = open_meeting(capacity=1)
    registered(meeting)

    response = client.post(meeting.get_absolute_url(), filled_in(), follow=True)

    assert "<h1>U staat op de wachtlijst</h1>" in text_of(response)
    assert Message.objects.get(to="sanne@leiden.example").template == "waiting"


def test_registering_twice_is_harmless_and_looks_the_same(client):
    meeting = open_meeting()
    first = send(client, meeting)

    second = send(client, meeting, name="Iemand anders")

    assert second.url.split("/")[:3] == first.url.split("/")[:3]
    assert text_of(client.get(second.url)) == text_of(client.get(first.url))
    assert Registration.objects.get().name == "Sanne de Vries"


def test_forged_landing_page_is_not_found(client):
    assert client.get("/aanmelden/ontvangen/WzEsImNvbmZpcm1lZCJd:1x:y/").status_code == 404


@pytest.mark.parametrize(
    "words", ["rws", "RWS", "Rijkswaterstaat", "  rijkswaterstaat ", "De Wacht"]
)
def test_organisation_is_known_by_any_of_its_names(client, words):
    organisation = OrganisationFactory(name="Rijkswaterstaat", abbreviation="RWS")
    OrganisationNameFactory(organisation=organisation, name="De Wacht")

    send(client, open_meeting(), organisation=words)

    assert Registration.objects.get().organisation == organisation


@pytest.mark.parametrize("words", ["Rijkswaterstat", "Rijks", "ZBO"])
def test_organisation_is_never_guessed_and_kept_as_typed(client, words):
    OrganisationFactory(name="Rijkswaterstaat")
    OrganisationFactory(name="Een", abbreviation="ZBO")
    OrganisationFactory(name="Ander", abbreviation="ZBO")

    send(client, open_meeting(), organisation=words)

    registration = Registration.objects.get()
    assert (registration.organisation, registration.organisation_typed) == (None, words)


def test_other_organisation_is_kept_as_typed(client):
    send(client, open_meeting(), organisation="", organisation_other="Stichting Elders")

    registration = Registration.objects.get()
    assert (registration.organisation, registration.organisation_typed) == (
        None,
        "Stichting Elders",
    )


@pytest.mark.parametrize(("answer", "kept"), [("ja", True), ("nee", False), ("", None)])
def test_leadership_meeting_keeps_whether_one_leads_people(client, answer, kept):
    meeting = LeadershipMeetingFactory(date=open_meeting().date)

    send(client, meeting, leads_people=answer)

    assert Registration.objects.get().leads_people is kept


def test_needs_are_kept_with_consent(client):
    send(client, open_meeting(), needs="Ringleiding", needs_consent="on")

    registration = Registration.objects.get()
    assert registration.needs == "Ringleiding"
    assert registration.needs_consented_at is not None


def test_opt_ins_wait_for_confirmation_from_the_mail(client):
    send(client, open_meeting(), wants_news="on", wants_ambassador="on")

    assert {p.purpose for p in PendingConsent.objects.all()} == {"news", "ambassador"}
    assert Consent.objects.count() == 0
    links = Message.objects.get().context["consent_urls"]
    assert {link["text"] for link in links} == {p.text for p in PendingConsent.objects.all()}


def test_opt_ins_of_a_known_address_are_asked_in_its_mail_too(client):
    meeting = open_meeting()
    send(client, meeting)

    send(client, meeting, wants_news="on")

    assert len(Message.objects.get(template="registered_before").context["consent_urls"]) == 1


def test_without_opt_ins_no_consent_is_asked(client):
    send(client, open_meeting())

    assert PendingConsent.objects.count() == 0
    assert "consent_urls" not in Message.objects.get().context


LONG = "a" * 10_000
INVISIBLE = "Dit veld bevat een onzichtbaar teken dat we niet kunnen bewaren. Typ het opnieuw."
WRONG_EMAIL = "Vul een e-mailadres in zoals naam@organisatie.nl."
BAD_INPUT = [
    ({"email": f"anna@{'ü' * 60}.nl"}, WRONG_EMAIL),
    ({"name": ""}, "Vul uw naam in."),
    ({"name": "   "}, "Vul uw naam in."),
    ({"name": LONG}, "Kort uw naam in tot ten hoogste 120 tekens."),
    ({"name": "Sanne\x00"}, INVISIBLE),
    ({"name": "San\x07ne"}, INVISIBLE),
    ({"name": "Win geld op www.kwaad.example"}, "Vul alleen uw naam in, zonder webadres."),
    ({"email": ""}, "Vul uw e-mailadres in."),
    ({"email": "sanne"}, WRONG_EMAIL),
    ({"email": "sanne@"}, WRONG_EMAIL),
    ({"email": "sanne@" + "ü" * 60 + ".nl"}, WRONG_EMAIL),
    ({"email": f"{LONG}@rijk.example"}, WRONG_EMAIL),
    ({"email": "sanne@rijk.example\r\nBcc: x@y.example"}, INVISIBLE),
    ({"organisation": ""}, "Vul uw organisatie in."),
    ({"organisation": LONG}, "Kort de naam van uw organisatie in tot ten hoogste 250 tekens."),
    (
        {"organisation_other": LONG},
        "Kort de naam van uw organisatie in tot ten hoogste 250 tekens.",
    ),
    ({"function": LONG}, "Kort uw functie in tot ten hoogste 120 tekens."),
    ({"function": "a\x1bb"}, INVISIBLE),
    ({"needs": LONG, "needs_consent": "on"}, "Kort dit in tot ten hoogste 2000 tekens."),
    (
        {"needs": "Ringleiding"},
        "Vink aan dat we dit mogen bewaren, of maak het veld erboven leeg.",
    ),
]


@pytest.mark.parametrize(("values", "sentence"), BAD_INPUT)
def test_bad_input_is_refused_with_one_sentence_and_what_was_typed_is_kept(
    client, values, sentence
):
    response = send(client, open_meeting(), **values)

    assert response.status_code == 200
    assert errors(response) == [sentence]
    others = FILLED_IN.keys() - values.keys() - {"organisation_other"}
    assert {name: typed(response, name) for name in others} == {
        name: FILLED_IN[name] for name in others
    }
    assert nothing_is_stored()


def nothing_is_stored():
    models = (Registration, Message, PendingConsent, Consent)
    return [model.objects.count() for model in models] == [0, 0, 0, 0]


def test_empty_form_names_each_field_that_must_be_filled(client):
    response = client.post(open_meeting().get_absolute_url(), {"stamp": stamp()})

    assert errors(response) == [
        "Vul uw naam in.",
        "Vul uw e-mailadres in.",
        "Vul uw organisatie in.",
    ]


@pytest.mark.parametrize("name", ["Zoë 🙂 Ç", "<script>alert(1)</script>", "O'Neil & Zn."])
def test_any_visible_text_is_a_name_and_is_shown_as_text(client, name):
    meeting = open_meeting()

    send(client, meeting, name=name)

    registration = Registration.objects.get()
    assert registration.name == name
    page = client.get(url_of(registration))
    assert typed(page, "name") == name
    assert b"<script>alert" not in page.content


def test_html_in_a_refused_form_is_shown_as_text(client):
    response = send(client, open_meeting(), name='"><script>alert(1)</script>', email="x")

    assert b"<script>alert" not in response.content
    assert typed(response, "name") == '"><script>alert(1)</script>'


def test_closed_meanwhile_past_the_deadline(client):
    meeting = open_meeting(registration_closes=timezone.now() - timedelta(minutes=1))

    response = send(client, meeting)

    (sentence,) = errors(response)
    assert sentence.startswith("Aanmelden kon tot ")
    assert typed(response, "name") == "Sanne de Vries"
    assert nothing_is_stored()


def test_cancelled_while_the_form_was_open(client):
    meeting = open_meeting()
    cancel(meeting, reason="venue", by=None)

    response = send(client, meeting)

    sentence = "Deze bijeenkomst gaat niet door. U kunt zich niet meer aanmelden."
    assert errors(response) == [sentence]
    assert typed(response, "name") == "Sanne de Vries"
    assert nothing_is_stored()


def test_hidden_meeting_takes_no_registrations(client):
    assert send(client, open_meeting(is_public=False)).status_code == 404
    assert nothing_is_stored()


def test_trap_that_was_filled_asks_to_send_again_and_then_works(client):
    meeting = open_meeting()

    response = send(client, meeting, website="http://kwaad.example")

    assert errors(response) == ["Een verborgen veld was ingevuld. Verstuur het formulier opnieuw."]
    assert (typed(response, "website"), typed(response, "name")) == ("", "Sanne de Vries")
    assert nothing_is_stored()
    send(client, meeting, stamp=typed(response, "stamp"))
    assert Registration.objects.count() == 1


def test_trap_can_be_switched_off(client, settings):
    settings.HONEYPOT = False

    send(client, open_meeting(), website="x")

    assert Registration.objects.count() == 1


@pytest.mark.parametrize("forge", [lambda: stamp(0), str, lambda: stamp(60) + "x"])
def test_too_quick_asks_to_send_again_and_keeps_what_was_filled_in(client, forge):
    response = send(client, open_meeting(), stamp=forge())

    assert errors(response) == [
        "Dat ging erg snel. Kijk uw gegevens na en verstuur het formulier opnieuw."
    ]
    assert typed(response, "name") == "Sanne de Vries"
    assert nothing_is_stored()


def test_sent_again_after_a_while_with_the_same_moment_is_taken(client, settings):
    meeting = open_meeting()
    settings.MINIMUM_FORM_SECONDS = 2
    shown = stamp(1)
    again = typed(send(client, meeting, stamp=shown), "stamp")
    assert again == shown

    settings.MINIMUM_FORM_SECONDS = 1
    send(client, meeting, stamp=again)

    assert Registration.objects.count() == 1


def test_minimum_time_can_be_switched_off(client, settings):
    settings.MINIMUM_FORM_SECONDS = 0

    send(client, open_meeting(), stamp="")

    assert Registration.objects.count() == 1


def test_too_many_from_one_machine_are_refused_and_kept(client, settings):
    settings.RATE_LIMIT_PER_IP = 2
    meeting = open_meeting()
    for number in range(2):
        send(client, meeting, email=f"{number}@rijk.example")

    response = send(client, meeting)

    assert response.status_code == 429
    assert errors(response) == [
        "U hebt dit formulier in korte tijd vaak verstuurd. Probeer het over een uur opnieuw."
    ]
    assert typed(response, "name") == "Sanne de Vries"
    assert Registration.objects.count() == 2


def test_too_many_for_one_address_are_refused_from_any_machine(client, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 1
    send(client, open_meeting())

    url = open_meeting().get_absolute_url()
    values = filled_in(email="SANNE@leiden.example")
    response = client.post(url, values, REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 429
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("people", [1, 3, 30, 300])
def test_registering_makes_the_same_number_of_queries_at_any_number(
    client, django_assert_num_queries, people
):
    meeting = open_meeting(capacity=20)
    Registration.objects.bulk_create(
        Registration(meeting_id=meeting.pk, name="X", email=f"{n}@rijk.example", state="confirmed")
        for n in range(people)
    )

    # limit, meeting, organisation; savepoint; lock, places, known address, registration, mail
    with django_assert_num_queries(8):
        response = send(client, meeting)
    with django_assert_num_queries(1):
        client.get(response.url)


def test_registered_names_are_on_no_public_page(client):
    meeting = open_meeting(capacity=5)
    registered(meeting, name="Geheim Persoon", email="geheim@rijk.example")

    page = text_of(client.get(Meeting.objects.get().get_absolute_url()))

    assert "Geheim" not in page
    assert "geheim@" not in page
