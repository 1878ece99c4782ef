"""Who tries the network's doors learns nothing of who is in it, and changes nothing of anybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ambassadors.actions import pause, resign
from ambassadors.links import ASKED, SENT
from ambassadors.models import Activity, Ambassador
from outbox.models import Message
from privacy.models import Consent
from privacy.requests import erase_person
from tests.factories import ActivityFactory, AmbassadorFactory, ProgrammeFactory
from tests.meetings.registering import stamp, text_of

pytestmark = pytest.mark.django_db
JOIN = reverse("ambassadors:join")
JO, OTHER = "jo@gemeente.example", "ander@gemeente.example"
TYPED = {
    "name": "Jo Voorbeeld",
    "organisation": "Gemeente Voorbeeldstad",
    "wants_ambassador": "on",
}


def ask(client, email, **meta):
    return client.post(JOIN, {"email": email, "stamp": stamp()}, **meta)


def page_of(email, page="page", *args, link=ASKED):
    return reverse(f"ambassadors:{page}", args=[link.token_of(email), *args])


def nobody(email):
    return None


def known(email):
    return AmbassadorFactory(email=email, name="Jo Voorbeeld")


def left(email):
    resign(known(email))


def pausing(email):
    pause(known(email))


def erased(email):
    known(email)
    erase_person(email)


def seen(client, email):
    """All that whoever asks gets to see, and how much work it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(client, email)
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    shown = text_of(client.get(answer.url))
    return answer.status_code, answer.url, headers, answer.content, shown, len(queries)


@pytest.mark.parametrize("stands", [known, left, pausing, erased])
def test_answer_and_work_are_the_same_whoever_it_is_about(client, stands):
    stands(JO)

    assert seen(client, JO) == seen(client, OTHER)


def test_a_hundred_from_one_network_are_held_up_and_leave_nothing(client):
    statuses = [
        ask(client, f"n{n}@rijk.example", REMOTE_ADDR="192.0.2.7").status_code for n in range(100)
    ]

    assert statuses == [302] * 60 + [429] * 40
    assert Message.objects.count() == 60
    assert not Ambassador.objects.exists()
    assert not Consent.objects.exists()


def test_one_who_has_a_whole_network_of_version_six_is_one(client, settings):
    settings.RATE_LIMIT_PER_IP = 2

    statuses = [
        ask(client, f"n{n}@rijk.example", REMOTE_ADDR=f"2001:db8::{n:x}").status_code
        for n in range(1, 5)
    ]

    assert statuses == [302, 302, 429, 429]


def test_one_address_is_mailed_once_whoever_asks(client, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 0

    for n in range(30):
        ask(client, JO, REMOTE_ADDR=f"192.0.2.{n}")

    assert Message.objects.count() == 1


def test_nobody_says_yes_for_another(client):
    """Whatever is sent along: the consent is of the address to which the link went."""
    ProgrammeFactory()

    client.post(page_of(JO), TYPED | {"email": OTHER, "own_email": OTHER})

    assert {consent.email for consent in Consent.objects.all()} == {JO}
    assert Ambassador.objects.get().email == JO
    assert {message.to for message in Message.objects.all()} == {JO}


@pytest.mark.parametrize("page", ["pause", "resume", "leave", "profile", "log", "remind"])
def test_with_the_link_of_one_nothing_of_another_changes(client, page):
    jo, other = known(JO), known(OTHER)

    client.post(page_of(OTHER, page), TYPED | {"kind": "other", "day": "1-9-2026", "id": jo.pk})

    jo.refresh_from_db()
    assert (jo.state, jo.setting, jo.organisation_typed) == ("ambassador", "", "")
    assert not jo.activities.exists()
    assert other.pk != jo.pk


@pytest.mark.parametrize("page", ["profile", "log", "pause", "remind", "leave"])
@pytest.mark.parametrize("stands", [nobody, left, erased])
def test_a_link_that_is_used_again_by_who_left_does_nothing(client, stands, page):
    link = page_of(JO, page)
    stands(JO)
    consents = Consent.objects.standing().count()

    answer = client.post(link, TYPED | {"kind": "other", "day": "1-9-2026"})

    assert answer.status_code == 302
    assert not Activity.objects.exists()
    assert not Ambassador.objects.active().exists()
    assert Consent.objects.standing().count() == consents == 0


def test_link_to_an_address_of_before_opens_nothing_of_who_has_another_now(client):
    known(JO)
    Ambassador.objects.update(email=OTHER)

    shown = text_of(client.get(page_of(JO)))

    assert "Meld u aan als ambassadeur" in shown
    assert "Voorbeeld" not in shown.replace("Bijvoorbeeld", "")
    assert OTHER not in shown


def test_a_scanner_that_opens_every_page_of_every_link_changes_nothing(client):
    jo = known(JO)
    row = ActivityFactory(ambassador=jo)
    before = list(Ambassador.objects.values()), list(Activity.objects.values())
    pages = [("page",), ("profile",), ("log",), ("mend", row.pk), ("take_away", row.pk)]
    pages += [("pause",), ("resume",), ("remind",), ("leave",)]

    for link in (ASKED, SENT):
        for email in (JO, OTHER):
            for page in pages:
                for fetch in (client.get, client.head):
                    fetch(page_of(email, *page, link=link), follow=True)

    assert (list(Ambassador.objects.values()), list(Activity.objects.values())) == before
    assert not Consent.objects.filter(email__in=[JO, OTHER]).exists()
    assert not Message.objects.exists()
