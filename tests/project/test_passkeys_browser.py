"""A passkey from beginning to end, in a browser with an authenticator that is not there."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from backoffice.proving import SIGNED_IN_AT
from privacy.models import PersonRequest
from tests.browsing import violations
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "een-lang-wachtwoord-van-mij"
FIRST_PAGE = re.compile("/beheer/$")
USE = "Passkey of beveiligingssleutel gebruiken"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def anna():
    user = UserFactory(is_superuser=True, username="anna")
    user.set_password(PASSWORD)
    user.save()
    return user


def type_password(page: Page) -> None:
    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill("anna")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Inloggen", exact=True).click()


def add_passkey(page: Page, name: str) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.locator("[name=name]").fill(name)
    page.get_by_label("Zonder wachtwoord inloggen").check()
    assert violations(page) == []
    page.get_by_role("button", name="Passkey toevoegen").click()


def signed_in_long_ago() -> None:
    """All sessions there are, which is one."""
    session = Session.objects.get()
    said = session.get_decoded()
    long_ago = (timezone.now() - timedelta(minutes=30)).timestamp()
    records = said["account_authentication_methods"]
    said |= {SIGNED_IN_AT: long_ago}
    said["account_authentication_methods"] = [each | {"at": long_ago} for each in records]
    session.session_data = Session.get_session_store_class()().encode(said)
    session.save()


def test_passkey_is_made_named_used_to_sign_in_and_to_prove_it_again_and_removed(page, anna):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    type_password(page)
    expect(page).to_have_url(FIRST_PAGE)

    add_passkey(page, "Laptop")
    expect(page.get_by_text("herstelcodes").first).to_be_visible()
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    page.goto(reverse("mfa_edit_webauthn", args=[key.pk]))
    page.locator("[name=name]").fill("Laptop van het werk")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Laptop van het werk")).to_be_visible()

    page.context.clear_cookies()
    type_password(page)
    page.get_by_role("button", name=USE).click()
    expect(page).to_have_url(FIRST_PAGE)
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_url(FIRST_PAGE)

    Session.objects.exclude(session_key=cookie_of(page)).delete()
    page.goto("/beheer/verzoeken/")
    page.get_by_label("E-mailadres van wie het vraagt").fill("bo@voorbeeld.example")
    page.get_by_label("wissen").check()
    page.get_by_label("teruggebeld").check()
    page.get_by_role("button", name="Kijk wat er is").click()
    expect(page.get_by_role("heading", name="Wat er gevonden is")).to_be_visible()
    signed_in_long_ago()
    page.locator("[name=doen]").click()
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    assert violations(page) == []
    assert PersonRequest.objects.count() == 0
    page.get_by_role("button", name=USE).click()
    expect(page.get_by_text("Gedaan.")).to_be_visible()
    assert PersonRequest.objects.count() == 1

    page.goto(reverse("mfa_remove_webauthn", args=[key.pk]))
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_text("Laptop van het werk")).to_have_count(0)
    assert not Authenticator.objects.filter(user=anna).exists()


def cookie_of(page: Page) -> str:
    return next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
