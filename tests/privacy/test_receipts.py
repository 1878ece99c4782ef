"""The receipt of a consent, taking it back years later, and one that ends by itself."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from outbox.models import Message
from privacy.actions import (
    ask_consents,
    confirm_consent,
    end_consents,
    give_consent,
    withdraw_consent,
)
from privacy.links import receipt_url, withdraw_url
from privacy.models import Consent
from privacy.receipts import receipt_of
from tests.factories import ProgrammeFactory, RegistrationFactory
from toolkit.models import Story
from toolkit.sharing import share_story

pytestmark = pytest.mark.django_db
TEXT, ADDRESS = "Stuur mij nieuws.", "sanne@rijk.example"
YEARS = timedelta(days=3 * 366)


@pytest.fixture
def consent():
    return give_consent(purpose="news", text=TEXT, how="form", email=ADDRESS)


def record_of(consent: Consent) -> dict:
    return receipt_of(consent)["dpv:hasRecordOfActivity"]


def test_what_was_confirmed_by_mail_says_so():
    (pending,) = ask_consents(email=ADDRESS, texts={"news": TEXT})

    assert confirm_consent(pending).how == "link"


def test_receipt_holds_the_text_its_hash_and_when(consent):
    record = record_of(consent)

    assert record["dpv:hasNotice"] == {
        "@type": "dpv:ConsentNotice",
        "dct:description": TEXT,
        "dpv:hasIdentifier": f"sha256:{hashlib.sha256(TEXT.encode()).hexdigest()}",
    }
    (given,) = record["dpv:hasConsentStatus"]
    assert given["@type"] == "dpv:ConsentGiven"
    assert given["dct:date"] == consent.given_at.isoformat(timespec="seconds")
    assert "sanne" not in json.dumps(receipt_of(consent))


def test_receipt_says_that_it_was_taken_back(consent):
    withdraw_consent(consent)
    consent.refresh_from_db()

    events = [event["@type"] for event in record_of(consent)["dpv:hasConsentStatus"]]
    assert events == ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]


def test_the_mail_and_the_page_lead_to_the_receipt_which_stays_after_withdrawing(client, consent):
    path = receipt_url(consent)
    assert "/toestemming/bewijs/" in Message.objects.get().context["receipt_url"]

    before = client.get(path).content.decode()
    withdraw_consent(consent)
    after = client.get(path).content.decode()

    assert "Trek deze toestemming in" in before
    assert "Trek deze toestemming in" not in after
    assert "Ingetrokken op" in " ".join(after.split())
    assert ADDRESS not in before + after


def test_the_file_is_json_ld(client, consent):
    answer = client.get(receipt_url(consent) + "bestand/")

    assert answer["Content-Type"] == "application/ld+json"
    assert json.loads(answer.content)["@type"] == "dpv:ConsentReceipt"


@pytest.mark.parametrize("end", ["", "bestand/"])
def test_a_forged_link_is_not_found(client, consent, end):
    other_purpose = withdraw_url(consent).replace("intrekken", "bewijs")

    assert client.get("/toestemming/bewijs/1:abc/" + end).status_code == 404
    assert client.get(other_purpose + end).status_code == 404


def test_a_link_to_take_back_works_three_years_later(client, consent, monkeypatch):
    path = withdraw_url(consent)
    later = timezone.now() + YEARS
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)

    assert client.post(path).status_code == 200

    assert not Consent.objects.standing().exists()


def test_every_mail_to_people_outside_shows_the_way_to_take_back(client):
    from meetings import emails
    from outbox.composing import read_content

    emails.send_registered(RegistrationFactory())

    content = read_content(Message.objects.get())
    assert "/mijn-gegevens/" in content.text
    assert "/mijn-gegevens/" in content.html


@pytest.mark.parametrize(("until", "ends"), [(-1, True), (0, False), (1, False)])
def test_a_consent_until_a_day_ends_after_that_day(until, ends):
    day = timezone.localdate() + timedelta(days=until)
    give_consent(purpose="news", text=TEXT, how="form", email=ADDRESS, valid_until=day)

    assert end_consents(timezone.now()) == int(ends)
    assert end_consents(timezone.now()) == 0
    consent = Consent.objects.get()
    assert consent.has_run_out == ends


def test_what_has_run_out_is_not_called_taken_back(client):
    consent = give_consent(
        purpose="news", text=TEXT, how="form", email=ADDRESS, valid_until=date(2020, 1, 1)
    )
    end_consents(timezone.now())
    consent.refresh_from_db()

    assert "Verlopen" in client.get(receipt_url(consent)).content.decode()
    assert record_of(consent)["dpv:hasConsentStatus"][-1]["@type"] == "dpv:ConsentExpired"


def test_a_story_goes_when_its_consent_runs_out():
    ProgrammeFactory()
    story = share_story(title="Nee", text="Ik zei nee.", email=ADDRESS)
    Consent.objects.update(valid_until=timezone.localdate() - timedelta(days=1))

    end_consents(timezone.now())

    assert Story.objects.get(pk=story.pk).raw_text == ""
