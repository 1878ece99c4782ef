from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import html

from privacy.actions import ask_consents, confirm_consent
from privacy.links import confirm_url, withdraw_url
from privacy.models import Consent, PendingConsent

pytestmark = pytest.mark.django_db

TEXT = "Stuur mij nieuws."


@pytest.fixture
def pending():
    (asked,) = ask_consents(email="Sanne@rijk.example", texts={"news": TEXT})
    return asked


def test_link_shows_first_and_gives_the_consent_when_sent(client, pending):
    address = confirm_url(pending)

    shown = client.get(address)
    assert (shown.status_code, Consent.objects.count()) == (200, 0)
    assert TEXT in shown.content.decode()
    given = client.post(address)

    consent = Consent.objects.get()
    assert (consent.purpose, consent.email, consent.text) == ("news", "sanne@rijk.example", TEXT)
    assert PendingConsent.objects.count() == 0
    assert leads_to_withdrawing(client, given, consent)


def leads_to_withdrawing(client, response, consent):
    """Whether one link of the page is that of this consent; what is signed holds the second in
    which that was done, so two links of one consent need not be equal."""
    (link,) = html.fromstring(response.content).xpath("//main//a[contains(@href, '/intrekken/')]")
    return client.get(link.get("href")).context["consent"] == consent


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_works_once(client, pending, method):
    client.post(confirm_url(pending))

    response = getattr(client, method)(confirm_url(pending))

    assert response.status_code == 410
    assert "Deze link werkt niet meer" in response.content.decode()
    assert Consent.objects.count() == 1


def test_link_expires_after_thirty_days(client, pending):
    old = timezone.now() - timedelta(days=30)
    PendingConsent.objects.update(asked_at=old)

    assert client.post(confirm_url(pending)).status_code == 410
    assert Consent.objects.count() == 0
    assert list(PendingConsent.objects.expired(timezone.now())) == [pending]


def test_confirming_twice_at_once_gives_one_consent(pending):
    confirm_consent(pending)

    with pytest.raises(ValidationError):
        confirm_consent(pending)

    assert Consent.objects.count() == 1


def test_forged_link_is_not_found_and_a_link_serves_one_purpose(client, pending):
    address = confirm_url(pending)

    assert client.get(address[:-2] + "/").status_code == 404
    assert client.post(address.replace("bevestigen", "intrekken")).status_code == 404


def test_consent_is_taken_back_by_its_link(client, pending):
    address = withdraw_url(confirm_consent(pending))

    client.get(address)
    assert Consent.objects.standing().count() == 1
    client.post(address)

    assert Consent.objects.standing().count() == 0
    assert client.post(address).status_code == 410


def test_pages_of_consents_are_personal(client, pending):
    response = client.get(confirm_url(pending))

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-store"
