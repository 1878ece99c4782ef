"""Joining the network, and the page of an ambassador, by a link from a mail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from ambassadors.actions import accept, pause, resign
from ambassadors.links import ASKED, SENT
from ambassadors.models import Ambassador
from ambassadors.texts import TEXTS
from outbox.composing import read_content
from outbox.models import Message
from privacy.actions import ask_consents, withdraw_consent
from privacy.links import confirm_url
from privacy.models import Consent
from programme.models import Organisation
from routekaart.own.links import token_of
from tests.factories import AmbassadorFactory, OrganisationFactory, ProgrammeFactory
from tests.meetings.registering import filled_in, open_meeting, stamp, text_of

pytestmark = pytest.mark.django_db

JO, OTHER = "jo@gemeente.example", "ander@gemeente.example"
JOIN = reverse("ambassadors:join")
TYPED = {
    "name": "Jo Voorbeeld",
    "organisation": "Gemeente Voorbeeldstad",
    "setting": "adviseur handhaving",
    "sector": "gemeente",
    "province": "ut",
    "offers": ["leads_talks", "reads_along"],
    "wants_ambassador": "on",
}


@pytest.fixture
def programme():
    return ProgrammeFactory()


def ask(client, email):
    return client.post(JOIN, {"email": email, "stamp": stamp()}, follow=True)


def page_of(email=JO, page="ambassadors:page", link=ASKED):
    return reverse(page, args=[link.token_of(email)])


def sign_up(client, email=JO, **changes):
    return client.post(page_of(email), TYPED | changes, follow=True)


def known(**values):
    return AmbassadorFactory(**{"name": "Jo Voorbeeld", "email": JO} | values)


# Asking for the link ------------------------------------------------------------------------------


def test_answer_is_the_same_for_who_takes_part_and_for_who_is_not_known(client):
    known()

    answers = [ask(client, JO), ask(client, OTHER)]

    assert text_of(answers[0]) == text_of(answers[1])
    mails = [read_content(message) for message in Message.objects.order_by("pk")]
    assert [message.to for message in Message.objects.order_by("pk")] == [JO, OTHER]
    assert mails[0].subject == mails[1].subject
    lines = [[line for line in mail.text.splitlines() if "://" not in line] for mail in mails]
    assert lines[0] == lines[1]


def test_asking_keeps_nothing_but_the_mail(client):
    ask(client, JO)

    assert not Ambassador.objects.exists()
    assert not Consent.objects.exists()
    assert Message.objects.count() == 1


def test_link_does_not_tell_the_address(client):
    ask(client, JO)

    link = Message.objects.get().context["url"]

    assert "jo" not in link.rsplit("/", 2)[0]
    assert "@" not in link
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200


# Signing up ---------------------------------------------------------------------------------------


def test_who_has_the_link_becomes_interested_with_a_consent_for_each_thing(client, programme):
    OrganisationFactory(name="Gemeente Voorbeeldstad")

    answer = sign_up(client, wants_reminder="on")

    jo = Ambassador.objects.get()
    assert (jo.state, jo.email, jo.name, jo.programme) == (
        "interested",
        JO,
        TYPED["name"],
        programme,
    )
    assert jo.organisation == Organisation.objects.get(name="Gemeente Voorbeeldstad")
    assert jo.offers == ["een gesprek begeleiden", "meelezen"]
    given = {c.purpose: (c.text, c.how, c.email) for c in Consent.objects.all()}
    assert given == {p: (TEXTS[p], "link", JO) for p in ("ambassador", "reminder")}
    assert "We nemen contact met u op" in text_of(answer)


def test_an_organisation_that_nobody_knows_stays_as_it_was_typed(client, programme):
    sign_up(client, organisation="ons bureau")

    jo = Ambassador.objects.get()
    assert (jo.organisation, jo.organisation_typed) == (None, "ons bureau")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Vul uw naam in."),
        ({"organisation": ""}, "Vul uw organisatie in."),
        ({"wants_ambassador": ""}, "Vink dit aan als u ambassadeur wilt worden."),
        ({"setting": "x" * 151}, "Kort dit in tot ten hoogste 150 tekens."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, programme, wrong, sentence):
    answer = sign_up(client, **wrong)

    assert sentence in text_of(answer)
    assert html.fromstring(answer.content).xpath("//input[@value='leads_talks'][@checked]")
    assert not Ambassador.objects.exists()
    assert not Consent.objects.exists()


def test_without_a_programme_nothing_is_kept_by_half(client):
    answer = sign_up(client)

    assert "Probeer het later opnieuw" in text_of(answer)
    assert not Ambassador.objects.exists()
    assert not Consent.objects.exists()
    assert not Message.objects.exists()


def test_a_second_sending_changes_nothing(client, programme):
    sign_up(client)
    sign_up(client, name="Jo Anders")

    assert Ambassador.objects.get().name == TYPED["name"]
    assert Consent.objects.count() == 1


def test_who_left_is_interested_again_with_a_new_consent(client, programme):
    before = known(programme=programme)
    resign(before)

    sign_up(client)

    jo = Ambassador.objects.get()
    assert (jo.pk, jo.state) == (before.pk, "interested")
    assert jo.consent_id != before.consent_id
    assert jo.consent.withdrawn_at is None


def test_tick_at_a_registration_leads_to_the_same(client, programme):
    meeting = open_meeting(programme=programme)
    client.post(meeting.get_absolute_url(), filled_in(email=JO, wants_ambassador="on"))
    assert not Ambassador.objects.exists(), "nothing counts before it is confirmed"
    (link,) = Message.objects.get(template="confirmation").context["consent_urls"]

    given = client.post(link["url"].removeprefix("http://localhost:8000"))

    jo = Ambassador.objects.get()
    assert (jo.state, jo.email, jo.name) == ("interested", JO, "")
    (way,) = html.fromstring(given.content).xpath("//a[contains(@href, '/eigen/')]/@href")
    answer = client.post(way, TYPED, follow=True)
    jo.refresh_from_db()
    assert (jo.name, jo.consent.text) == (TYPED["name"], TEXTS["ambassador"])
    assert "Uw pagina als ambassadeur" in text_of(answer)


def test_confirming_a_tick_leaves_who_takes_part_as_it_was(client, programme):
    jo = known(programme=programme)
    (pending,) = ask_consents(email=JO, texts={"ambassador": "Ja."})

    client.post(confirm_url(pending))

    jo.refresh_from_db()
    assert (Ambassador.objects.count(), jo.state, jo.name) == (1, "ambassador", "Jo Voorbeeld")


# The page of one ----------------------------------------------------------------------------------


def test_page_tells_of_one_and_nothing_of_another(client):
    known(setting="adviseur", hosts_hub=True)
    known(email=OTHER, name="Bo Anders")

    read = text_of(client.get(page_of()))

    assert all(words in read for words in ("Jo Voorbeeld", "adviseur", "een hub ontvangen"))
    assert "Bo Anders" not in read
    assert OTHER not in read


def test_page_is_not_to_be_found_or_kept(client):
    known()

    answer = client.get(page_of())

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_profile_is_changed_and_kept_in_the_history(client):
    jo = known()

    client.post(page_of(page="ambassadors:profile"), TYPED | {"province": "ze"})

    jo.refresh_from_db()
    assert (jo.province, jo.leads_talks, jo.hosts_hub) == ("ze", True, False)
    assert jo.history.first().history_change_reason == "zelf bijgewerkt"


def test_pausing_going_on_and_stopping_are_each_one_step(client):
    jo = known()
    steps = []
    for page in ("pause", "resume", "leave"):
        client.post(page_of(page=f"ambassadors:{page}"))
        jo.refresh_from_db()
        steps.append(jo.state)

    assert steps == ["pausing", "ambassador", "left"]
    assert jo.consent.withdrawn_at is not None
    told = [row.state for row in jo.history.all()]
    assert told == ["left", "ambassador", "pausing", "ambassador"]


def test_stopping_takes_back_reminders_and_leaves_the_news(client):
    jo = known()
    client.post(page_of(page="ambassadors:remind"))
    Consent.objects.create(purpose="news", text="Nieuws.", email=JO, given_at=timezone.now())

    resign(jo)

    assert [c.purpose for c in Consent.objects.standing()] == ["news"]


def test_reminders_are_agreed_to_once(client):
    known()

    for _ in range(2):
        client.post(page_of(page="ambassadors:remind"))

    assert Consent.objects.get(purpose="reminder").text == TEXTS["reminder"]


def test_taking_back_the_consent_by_its_own_link_is_leaving(client):
    jo = known()

    withdraw_consent(jo.consent)

    jo.refresh_from_db()
    assert jo.state == "left"
    assert "Meld u aan als ambassadeur" in text_of(client.get(page_of()))


@pytest.mark.parametrize("page", ["pause", "resume", "remind"])
def test_what_acts_refuses_to_be_looked_at(client, page):
    known()

    assert client.get(page_of(page=f"ambassadors:{page}")).status_code == 405


def test_pausing_twice_says_what_happened(client):
    jo = known()
    pause(jo)

    answer = client.post(page_of(page="ambassadors:pause"), follow=True)

    assert "Dit kan niet meer" in text_of(answer)


# Being accepted -----------------------------------------------------------------------------------


def test_staff_accept_and_the_mail_brings_to_the_page(client, programme):
    sign_up(client)
    jo = Ambassador.objects.get()

    accept(jo, by=None)

    jo.refresh_from_db()
    assert (jo.state, jo.joined.day) == ("ambassador", timezone.localdate())
    mail = Message.objects.get(template="network_welcome")
    assert mail.to == JO
    path = mail.context["url"].removeprefix("http://localhost:8000")
    assert "Uw pagina als ambassadeur" in text_of(client.get(path))


# Links --------------------------------------------------------------------------------------------

PAGES = ["page", "profile", "leave"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("change", [lambda token: token[:-4] + "AAAA", lambda token: "x" * 60])
def test_a_forged_link_tells_and_does_nothing(client, page, change):
    jo = known()
    address = reverse(f"ambassadors:{page}", args=[change(ASKED.token_of(JO))])

    answers = [client.get(address), client.post(address, TYPED)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Voorbeeld" not in text_of(answers[0])
    jo.refresh_from_db()
    assert (jo.state, jo.setting) == ("ambassador", "")


@pytest.mark.parametrize("link", [ASKED, SENT])
def test_a_link_ends(client, link, monkeypatch):
    known()
    address = page_of(link=link)
    later = timezone.now() + link.life + timedelta(seconds=2)
    assert client.get(address).status_code == 200
    monkeypatch.setattr("cryptography.fernet.time.time", later.timestamp)

    assert client.get(address).status_code == 410


def test_link_to_what_is_kept_of_a_person_opens_no_page_of_the_network(client):
    known()

    answers = [
        client.get(reverse("ambassadors:page", args=[token_of(JO)])),
        client.get(reverse("own:page", args=[ASKED.token_of(JO)])),
    ]

    assert [answer.status_code for answer in answers] == [410, 410]
