"""Wat u van mij hebt: one page for a person, by a link that goes to the address alone."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Registration
from outbox.models import Message
from privacy.actions import give_consent
from privacy.declarations import declared
from privacy.models import Consent, PersonRequest
from routekaart.own.links import LIFE, token_of
from tests.factories import HubFactory, RegistrationFactory
from tests.meetings.registering import stamp

pytestmark = pytest.mark.django_db
ADDRESS, OTHER = "sanne@gemeente.example", "ander@gemeente.example"
ASK = "/mijn-gegevens/"


def page_of(email: str, page: str = "own:page") -> str:
    return reverse(page, args=[token_of(email)])


def ask(client, email: str):
    return client.post(ASK, {"email": email, "stamp": stamp()})


@pytest.fixture
def known():
    """Somebody who registered twice and gave a consent, beside another."""
    RegistrationFactory.create_batch(2, email=ADDRESS, name="Sanne Jansen")
    RegistrationFactory(email=OTHER, name="Bo Anders")
    return give_consent(purpose="news", how="form", text="Ik wil nieuws.", email=ADDRESS)


@pytest.mark.parametrize("email", [ADDRESS, "nooit@gezien.example"])
def test_the_answer_is_the_same_for_every_address(client, known, email):
    answer = ask(client, email)

    assert answer.url == reverse("own:sent")
    assert Message.objects.filter(template="own_data").values_list("to", flat=True).get() == email


def test_an_address_is_mailed_once_an_hour(client):
    for _ in range(3):
        ask(client, ADDRESS)

    assert Message.objects.filter(template="own_data").count() == 1


def test_the_page_passes_its_own_link_on_so_that_it_ends_when_the_mail_says(client, known):
    address = page_of(ADDRESS)

    page = client.get(address).content.decode()

    assert f"{address}bestand/" in page
    assert f"{address}wissen/" in page


def test_the_link_does_not_tell_the_address(client):
    ask(client, ADDRESS)

    link = Message.objects.get(template="own_data").context["url"]
    assert "sanne" not in link
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


def test_the_page_tells_all_of_one_and_nothing_of_another(client, known):
    answer = client.get(page_of(ADDRESS))

    page = answer.content.decode()
    assert page.count("Sanne Jansen") == 2
    assert "toestemming gegeven" in page, "the kind of mail, in the words of the admin"
    assert "Ik wil nieuws." in page
    assert "Bo Anders" not in page
    assert OTHER not in page
    assert answer["Cache-Control"] == "private, no-store"


def test_each_row_leads_to_what_one_can_do_about_it(client, known):
    page = client.get(page_of(ADDRESS)).content.decode()

    assert page.count("Bekijk, wijzig of meld u af") == 2
    assert page.count("Trek deze toestemming in") == 1


def test_the_file_holds_the_same(client, known):
    answer = client.get(page_of(ADDRESS, "own:file"))

    told = json.loads(answer.content)
    of = {part["waarover"]: part["gegevens"] for part in told}
    assert "Als u toestemming geeft" in of
    (mail,) = of["Als we u een mail sturen"]
    assert mail["gegevens"].splitlines()[1] == "", "the mail itself, its subject first"
    assert "(persoonlijke link)" in mail["gegevens"]
    assert "withdraw_url" not in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]


def test_looking_changes_nothing(client, known):
    """A mail scanner opens every link."""
    for page in ("own:page", "own:file", "own:erase"):
        assert client.get(page_of(ADDRESS, page)).status_code == 200

    assert Registration.objects.filter(email=ADDRESS).count() == 2
    assert Consent.objects.standing().count() == 1


def test_erasing_takes_two_clicks_and_is_written_down_without_the_address(client, known):
    answer = client.post(page_of(ADDRESS, "own:erase"))

    assert "Uw gegevens zijn gewist" in answer.content.decode()
    assert not Registration.objects.filter(email=ADDRESS).exists()
    assert Registration.objects.filter(email=OTHER).exists()
    request = PersonRequest.objects.get()
    assert (request.checked, request.handled_by) == ("link", None)
    again = client.get(page_of(ADDRESS)).content.decode()
    assert "bewaren we niets" in again


@pytest.mark.parametrize("page", ["own:page", "own:file", "own:erase"])
@pytest.mark.parametrize("change", [lambda token: token[:-4] + "AAAA", lambda token: "x" * 60])
def test_a_forged_link_tells_nothing(client, known, page, change):
    answer = client.post(reverse(page, args=[change(token_of(ADDRESS))]))

    assert answer.status_code == 410
    assert "Jansen" not in answer.content.decode()
    assert Registration.objects.filter(email=ADDRESS).count() == 2


def test_a_link_works_a_day(client, known, monkeypatch):
    token = token_of(ADDRESS)
    later = timezone.now() + LIFE + timedelta(seconds=1)
    monkeypatch.setattr("cryptography.fernet.time.time", later.timestamp)

    answer = client.get(reverse("own:page", args=[token]))

    assert answer.status_code == 410
    assert "24 uur" in answer.content.decode()


def test_asking_too_often_says_so(client, settings):
    settings.RATE_LIMIT_PER_IP = 2

    statuses = [ask(client, f"n{number}@x.example").status_code for number in range(3)]

    assert statuses == [302, 302, 429]


def test_queries_do_not_grow_with_what_is_kept(client, django_assert_max_num_queries):
    hub = HubFactory(capacity=None)
    counts = []
    for rows in (1, 3, 30):
        RegistrationFactory.create_batch(rows, email=f"n{rows}@x.example", meeting__capacity=None)
        with django_assert_max_num_queries(len(declared()) * 2 + 15) as captured:
            client.get(page_of(f"n{rows}@x.example"))
        counts.append(len(captured))

    assert hub.pk
    assert len(set(counts)) == 1
