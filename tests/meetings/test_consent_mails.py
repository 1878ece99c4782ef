"""Whoever gave a consent gets the link to take it back, at once and again when asked for."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from ambassadors.actions import enrol
from outbox.composing import read_content
from outbox.models import Message
from privacy.actions import ask_consents, give_consent, withdraw_consent
from privacy.links import confirm_url
from privacy.models import Consent
from tests.factories import ProgrammeFactory
from tests.meetings.registering import filled_in, open_meeting, registered, stamp, text_of
from toolkit.models import Story
from toolkit.sharing import CONSENT_TEXT

pytestmark = pytest.mark.django_db

SANNE = "sanne@leiden.example"
NEWS = "Stuur mij nieuws."
OPT_IN = {"wants_news": "on", "wants_ambassador": "on"}


def mails(template):
    return Message.objects.filter(template=template)


def withdraw_links(message):
    """The paths in the text of the mail; the page holds the same."""
    content = read_content(message)
    found = re.findall(r"https?://\S+/intrekken/\S+", content.text)
    in_page = html.fromstring(content.html).xpath("//a[contains(@href, '/intrekken/')]/@href")
    assert found == in_page
    return [urlsplit(link).path for link in found]


def confirm_news(client, email=SANNE):
    (pending,) = ask_consents(email=email, texts={"news": NEWS})
    client.post(confirm_url(pending))
    return Consent.objects.get(email=email, text=NEWS)


def share_story(client, email=SANNE):
    ProgrammeFactory()
    typed = {"title": "Dossier", "story": "Er lag een dossier.", "consent": "on"}
    typed["uses"] = ["printed"]
    address = reverse("toolkit:share_story")
    return client.post(address, {**typed, "email": email, "stamp": stamp()}, follow=True)


def become_ambassador(client):
    programme = ProgrammeFactory()
    return enrol(programme=programme, name="Jo", email=SANNE.upper(), consent_text="Ik doe mee.")


GIVEN = [
    (confirm_news, NEWS),
    (share_story, CONSENT_TEXT),
    (become_ambassador, "Ik doe mee."),
]


@pytest.mark.parametrize(("give", "text"), GIVEN)
def test_link_comes_by_mail_and_acts_by_its_button_only(client, give, text):
    give(client)

    mail = mails("consent_given").get()
    assert mail.to == SANNE
    assert text in read_content(mail).text
    (link,) = withdraw_links(mail)

    for method in (client.get, client.head):
        method(link)
        assert Consent.objects.standing().count() == 1
    client.post(link)
    assert Consent.objects.standing().count() == 0


@pytest.mark.parametrize(("give", "text"), GIVEN)
def test_links_stand_in_my_registrations_though_there_are_none(client, give, text):
    give(client)

    ask_for(client, SANNE.upper())

    mail = mails("my_registrations").get()
    content = read_content(mail)
    assert (mail.to, content.subject) == (SANNE, "Uw toestemmingen")
    assert text in content.text
    (link,) = withdraw_links(mail)
    client.post(link)
    assert Consent.objects.standing().count() == 0


def ask_for(client, email):
    return client.post(reverse("meetings:mine"), {"email": email, "stamp": stamp()}, follow=True)


def test_registering_with_a_tick_confirming_and_asking_again(client):
    meeting = open_meeting()
    client.post(meeting.get_absolute_url(), filled_in(**OPT_IN, email=SANNE))
    assert mails("consent_given").count() == 0, "nothing counts before it is confirmed"
    links = mails("confirmation").get().context["consent_urls"]
    for link in links:
        client.post(urlsplit(link["url"]).path)
    assert mails("consent_given").count() == len(links) == 2

    ask_for(client, SANNE)

    mail = mails("my_registrations").get()
    assert [own["title"] for own in mail.context["registrations"]] == [meeting.title]
    assert len(withdraw_links(mail)) == 2


def test_answer_is_the_same_whether_an_address_is_known(client):
    confirm_news(client)

    known, unknown = ask_for(client, SANNE), ask_for(client, "nee@rijk.example")

    assert text_of(known) == text_of(unknown)
    assert known.redirect_chain == unknown.redirect_chain
    assert "/intrekken/" not in known.content.decode()
    assert list(mails("my_registrations").values_list("to", flat=True)) == [SANNE]


def test_only_what_stands_of_that_address_is_listed(client):
    withdraw_consent(confirm_news(client))
    give_consent(purpose="news", how="form", text="Ander.", email="an@rijk.example")
    give_consent(purpose="story", how="form", text="Zonder adres.")
    kept = give_consent(purpose="news", how="form", text="Nog steeds.", email=SANNE)

    ask_for(client, SANNE)

    (link,) = withdraw_links(mails("my_registrations").get())
    assert client.get(link).context["consent"] == kept


def test_ambassador_of_before_is_found_by_the_address_of_today(client):
    """Consents that staff logged earlier hold no address themselves."""
    ambassador = become_ambassador(client)
    Consent.objects.update(email="")
    type(ambassador).objects.update(email="jo@rijk.example")

    ask_for(client, "jo@rijk.example")

    (link,) = withdraw_links(mails("my_registrations").get())
    client.post(link)
    assert not type(ambassador).objects.active().exists()


def test_withdrawing_a_story_by_the_link_of_the_mail_erases_it(client):
    share_story(client)

    client.post(withdraw_links(mails("consent_given").get())[0])

    assert Story.objects.get().raw_text == ""


def test_who_gives_no_address_gets_no_mail_and_is_told_to_keep_the_link(client):
    response = share_story(client, email="")
    assert mails("consent_given").count() == 0
    assert "Bewaar hem goed." in text_of(response)


def test_an_address_gets_no_mail_without_end(client, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 1
    share_story(client)
    assert share_story(client).status_code == 429
    assert mails("consent_given").count() == 1


def test_without_registrations_the_mail_speaks_of_none(client):
    confirm_news(client)
    ask_for(client, SANNE)
    content = read_content(mails("my_registrations").get())
    assert "elke bijeenkomst" not in content.text and "Beste deelnemer" not in content.text


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_asking_takes_the_same_queries_whatever_there_is(
    client, rows, django_assert_max_num_queries
):
    meeting = open_meeting()
    registered(meeting, email=SANNE)
    for n in range(rows):
        Consent.objects.create(
            purpose="news", text=f"Tekst {n}", email=SANNE, given_at=timezone.now()
        )
    with django_assert_max_num_queries(12):
        ask_for(client, SANNE)
    assert len(withdraw_links(mails("my_registrations").get())) == rows
