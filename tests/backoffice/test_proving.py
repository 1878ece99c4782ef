"""Proving again who one is before exporting personal data, erasing and publishing."""

from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from backoffice.proving import SIGNED_IN_AT
from privacy.models import PersonRequest, Reading
from reporting.models import PublishedVersion
from tests.factories import EditionFactory, ObservationFactory, RegistrationFactory, UserFactory
from tests.factories.reporting import ProgressReportFactory
from toolkit.models import PublishedEdition

pytestmark = pytest.mark.django_db

PASSWORD = "een-lang-wachtwoord-van-mij"
SECRET = "JBSWY3DPEHPK3PXP"
ASKED = "Bevestig dat u het bent"
REQUESTS = "/beheer/verzoeken/"
LIST = "/beheer/meetings/registration/"
ERASE = {
    "email": "anna@voorbeeld.example",
    "asked": "erase",
    "checked": "phone",
    "looked": "erase anna@voorbeeld.example",
    "doen": "1",
}


@pytest.fixture
def anna(client):
    """Signed in for a quarter of an hour, and a minute."""
    user = UserFactory(is_superuser=True, username="anna")
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    stale(client)
    return user


def stale(client):
    """As if signed in, and proven, more than a quarter of an hour ago."""
    session = client.session
    session[SIGNED_IN_AT] = (timezone.now() - timedelta(minutes=16)).timestamp()
    session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
    session.save()


def typed_on(answer) -> dict[str, list[str]]:
    form = html.fromstring(answer.content).xpath("//form[.//button]")[0]
    inputs = form.xpath(".//input[@type='hidden']")
    return {each.get("name"): each.get("value") for each in inputs}


def action(kind: str, name: str, obj) -> str:
    return reverse(f"admin:{kind}_{name}", args=[obj.pk])


def of_report(name: str, *args: str) -> str:
    report = ProgressReportFactory()
    return reverse(f"reporting:{name}", args=[report.programme.slug, report.year, *args])


def sheet() -> tuple[str, dict]:
    return f"{LIST}exporteren/", {"purpose": "Voor de zaal.", "form": "csv"}


PROVEN = {
    "sheet of registrations": sheet,
    "what a person asks": lambda: (REQUESTS, ERASE),
    "report": lambda: (of_report("act", "publiceren"), {}),
    "report on the site": lambda: (of_report("show_on_site"), {}),
    "edition": lambda: (action("toolkit_edition", "publiceren", EditionFactory()), {}),
    "observation": lambda: (action("pilots_observation", "wissen", ObservationFactory()), {}),
}


@pytest.mark.parametrize("deed", PROVEN)
def test_what_takes_data_along_or_is_final_asks_for_proof(deed, client, anna):
    anna.groups.set(Group.objects.all())
    address, sent = PROVEN[deed]()

    assert ASKED in client.post(address, sent).content.decode()
    session = client.session
    session[SIGNED_IN_AT] = timezone.now().timestamp()
    session.save()
    assert ASKED not in client.post(address, sent, follow=True).content.decode()


ERASING = ("erase", "remove_after", "publish")


def test_each_action_that_erases_or_publishes_asks_for_proof():
    actions = {page for each in admin.site._registry.values() for page in each.action_pages}
    final = [page for page in actions if page.act.__name__.startswith(ERASING)]

    assert len(final) == 3
    assert [page.name for page in final if not page.proven] == []


def test_what_was_typed_is_carried_along_and_done_after_the_proof(client, anna):
    RegistrationFactory(email=ERASE["email"])

    asked = client.post(REQUESTS, ERASE)
    carried = typed_on(asked)

    assert {name: carried[name] for name in ERASE} == ERASE
    assert PersonRequest.objects.count() == 0
    assert ERASE["email"] not in str(dict(client.session))

    done = client.post(REQUESTS, carried | {"bewijs-password": PASSWORD})

    assert (done.status_code, PersonRequest.objects.count()) == (302, 1)


def test_proof_holds_for_a_quarter_of_an_hour(client, anna):
    address, sent = sheet()

    given = client.post(address, sent | {"bewijs-password": PASSWORD})
    assert "Haal het bestand op" in given.content.decode()
    again = client.post(address, sent | typed_on(given))

    assert again["Content-Type"].startswith("text/csv")
    assert Reading.objects.count() == 1


def test_wrong_password_does_nothing_and_keeps_what_was_typed(client, anna):
    asked = client.post(REQUESTS, ERASE | {"bewijs-password": "mis"})

    assert "Dit wachtwoord klopt niet." in asked.content.decode()
    assert typed_on(asked)["email"] == ERASE["email"]
    assert PersonRequest.objects.count() == 0


def test_guessing_is_stopped_here_keeps_what_was_typed_and_locks_nobody_elsewhere(client, anna):
    for _ in range(10):
        client.post(REQUESTS, ERASE | {"bewijs-password": "mis"})

    asked = client.post(REQUESTS, ERASE | {"bewijs-password": PASSWORD})

    assert asked.status_code == 429
    assert "Wat u invulde".lower() in asked.content.decode().lower()
    assert typed_on(asked)["email"] == ERASE["email"]
    assert PersonRequest.objects.count() == 0
    elsewhere = Client().post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    assert elsewhere.status_code == 302
    assert AccessAttempt.objects.count() == 0


def test_a_right_one_begins_the_count_anew(client, anna):
    for _ in range(2):
        for _ in range(9):
            client.post(REQUESTS, ERASE | {"bewijs-password": "mis"})
        done = client.post(REQUESTS, ERASE | {"bewijs-password": PASSWORD})
        assert done.status_code == 302
        stale(client)


def test_wrong_codes_are_counted_too_and_leave_signing_in_alone(client, anna):
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    code = RecoveryCodes.activate(anna).get_unused_codes()[0]

    for _ in range(10):
        assert client.post(REQUESTS, ERASE | {"bewijs-code": "000"}).status_code == 200

    assert client.post(REQUESTS, ERASE | {"bewijs-code": code}).status_code == 429
    assert PersonRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("page", "wrong"),
    [("account_reauthenticate", {"password": "mis"}), ("mfa_reauthenticate", {"code": "000"})],
)
def test_pages_that_only_ask_for_proof_count_with_it(page, wrong, client, anna):
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    code = RecoveryCodes.activate(anna).get_unused_codes()[0]
    right = {"password": PASSWORD, "code": code}
    for _ in range(5):
        client.post(REQUESTS, ERASE | {"bewijs-code": "000"})
        client.post(reverse(page), wrong)

    for name in wrong:
        refused = client.post(reverse(page), {name: right[name]})
        assert "probeer het over een uur opnieuw" in refused.content.decode()

    assert ASKED in client.post(REQUESTS, ERASE).content.decode()
    elsewhere = Client().post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    assert elsewhere.status_code == 302
    assert AccessAttempt.objects.count() == 0


LOOKED_AT_AGAIN = {
    "sheet of registrations": "Voor de zaal.",
    "what a person asks": ERASE["email"],
    "edition": "Publiceren",
    "observation": "Tekst wissen",
}


@pytest.mark.parametrize("deed", PROVEN)
def test_going_back_shows_what_was_typed_and_does_nothing(deed, client, anna):
    anna.groups.set(Group.objects.all())
    address, sent = PROVEN[deed]()
    before = LogEntry.objects.count(), Reading.objects.count()

    page = client.post(address, sent | {"edit": "1"}).content.decode()

    assert LOOKED_AT_AGAIN.get(deed, "") in page
    assert (ASKED in page) == (deed == "report")
    assert (LogEntry.objects.count(), Reading.objects.count()) == before
    assert PersonRequest.objects.count() == PublishedEdition.objects.count() == 0
    assert PublishedVersion.objects.count() == 0


def test_code_of_the_second_factor_proves_it_too(client, anna):
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    code = RecoveryCodes.activate(anna).get_unused_codes()[0]
    page = client.post(REQUESTS, ERASE).content.decode()

    client.post(REQUESTS, ERASE | {"bewijs-code": code})

    assert "Bevestigen met code" in page
    assert PersonRequest.objects.count() == 1


def test_looking_and_who_signed_in_just_now_are_not_asked(client, anna):
    looking = {name: value for name, value in ERASE.items() if name != "doen"}

    assert ASKED not in client.post(REQUESTS, looking).content.decode()
    assert ASKED not in client.get(REQUESTS).content.decode()


def test_visitor_is_sent_to_sign_in_and_not_asked_for_proof(client):
    address, sent = sheet()

    assert client.post(address, sent).url.startswith("/beheer/login/")
    assert client.post(REQUESTS, ERASE).url.startswith("/beheer/login/")
