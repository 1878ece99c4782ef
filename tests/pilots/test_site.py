"""The public page of the pilots, and the form with which an organisation comes forward."""

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.composing import read_content
from outbox.models import Message
from pilots.models import Conversation, Counterparty, Form, What
from pilots.releasing.recording import withdraw
from tests.factories import CounterpartyFactory, OrganisationFactory, PilotFactory, ProgrammeFactory
from tests.factories.releasing import release
from tests.meetings.registering import stamp

pytestmark = pytest.mark.django_db

INDEX, JOIN = reverse("pilots:index"), reverse("pilots:join")
TYPED = {
    "organisation": "Gemeente Voorbeeldstad",
    "about": "Over lastige besluiten.\nEn over twijfel.",
    "name": "Kim Bos",
    "function": "directeur",
    "email": "kim@gemeente.example",
    "phone": "",
}


def send(client, **changes):
    return client.post(JOIN, TYPED | {"stamp": stamp()} | changes)


def written(**fields):
    host = OrganisationFactory(name="Provincie Elders", sector="provincie", kind="provincie")
    values = {"title": "Pilot van Elders", "results": "Wat bleek.", "results_state": "written"}
    return PilotFactory(**values | {"organisation": host} | fields)


def page(client):
    answer = client.get(INDEX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_of_what_is_not_released_the_page_says_nothing(client):
    written()

    read = page(client)

    assert "Er is nog niets van een pilot vrijgegeven." in read
    assert not any(word in read for word in ("Elders", "Wat bleek"))


def test_what_is_released_is_told_and_a_withdrawal_counts_at_the_next_request(client):
    pilot = written()
    name, results = release(pilot, What.NAME, What.RESULTS)
    assert all(word in page(client) for word in ("Pilot van Elders", "Wat bleek."))

    withdraw(pilot, releases=[results], why="x", by=None)
    assert "Wat bleek." not in page(client)

    withdraw(pilot, releases=[name], why="x", by=None)
    assert "Elders" not in page(client)


def test_without_the_name_only_the_kind_is_told(client):
    release(written(), What.NAME, What.RESULTS, form=Form.KIND)

    read = page(client)

    assert "Pilot bij een provincie" in read
    assert "Elders" not in read


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_asks_the_same_number_of_queries(client, count, django_assert_num_queries):
    for pilot in PilotFactory.create_batch(count, results_state="written", results="Tekst"):
        release(pilot, What.RESULTS)
    client.get(INDEX)

    with django_assert_num_queries(2):
        client.get(INDEX)


def test_the_pages_are_in_menu_and_site_map(client):
    assert f'href="{INDEX}"' in client.get(reverse("home")).content.decode()
    site_map = client.get(reverse("sitemap")).content.decode()
    assert all(f"{address}</loc>" in site_map for address in (INDEX, JOIN))


# Coming forward ----------------------------------------------------------------------------------


@pytest.fixture
def programme():
    return ProgrammeFactory()


def test_an_organisation_becomes_a_party_with_a_first_talk_and_both_sides_get_a_mail(
    client, programme
):
    answer = send(client)

    assert answer.url == reverse("pilots:joined")
    talk = Conversation.objects.get()
    assert (talk.counterparty.name, talk.counterparty.programme) == (
        TYPED["organisation"],
        programme,
    )
    assert (talk.stage, talk.date.day) == ("exploratory", timezone.localdate())
    assert talk.next_step and talk.next_step_on > timezone.localdate()
    mails = {mail.to for mail in Message.objects.filter(template="pilot_interest")}
    assert len(mails) == 2
    assert TYPED["email"] in mails


def test_the_mails_say_what_was_filled_in_and_staff_where_it_stands(client, programme):
    send(client)

    read = {m.to: read_content(m) for m in Message.objects.filter(template="pilot_interest")}
    to_sender = read.pop(TYPED["email"])
    (to_staff,) = read.values()

    assert to_sender.subject == "Uw bericht over een pilot"
    assert to_staff.subject == "Gemeente Voorbeeldstad wil meedoen aan een pilot"
    assert "Over lastige besluiten." in to_sender.text
    page = f"/beheer/pilots/counterparty/{Counterparty.objects.get().pk}/change/"
    assert page in to_staff.text
    assert page not in to_sender.text


def test_names_stay_in_the_mail_and_not_with_the_party(client, programme):
    send(client)

    talk, party = Conversation.objects.get(), Counterparty.objects.get()
    kept = " ".join(str(value) for row in (talk, party) for value in vars(row).values())
    assert "Kim" not in kept
    assert "lastige besluiten" not in kept


def test_a_party_that_is_known_gets_another_talk(client, programme):
    known = CounterpartyFactory(programme=programme, name="gemeente voorbeeldstad")

    send(client)

    assert Conversation.objects.get().counterparty == known


@pytest.mark.parametrize(
    ("before", "after"),
    [("concrete", "concrete"), ("agreed", "agreed"), ("declined", "exploratory")],
)
def test_the_form_never_sets_back_what_was_reached(client, programme, before, after):
    known = CounterpartyFactory(programme=programme, name="gemeente voorbeeldstad")
    Conversation.objects.create(counterparty=known, stage=before)

    send(client)

    assert Conversation.objects.latest("pk").stage == after


def test_who_has_a_pilot_starts_anew(client, programme):
    known = CounterpartyFactory(programme=programme, name="gemeente voorbeeldstad")
    Conversation.objects.create(counterparty=known, stage="agreed", pilot=PilotFactory())

    send(client)

    assert Conversation.objects.latest("pk").stage == "exploratory"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"organisation": ""}, "Vul uw organisatie in."),
        ({"about": " "}, "Schrijf op waar het over zou moeten gaan."),
        ({"email": "kim"}, "Vul een e-mailadres in zoals naam@organisatie.nl."),
        ({"name": "http://koop.example"}, "Vul alleen uw naam in, zonder webadres."),
        ({"organisation": "www.koop.example"}, "Laat webadressen weg."),
        ({"about": "Win op HTTPS://koop.example!"}, "Laat webadressen weg."),
        ({"organisation": "x" * 151}, "ten hoogste 150 tekens"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, programme, wrong, sentence):
    answer = send(client, **wrong)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "directeur" in answer.content.decode()
    assert not Counterparty.objects.exists()
    assert not Message.objects.exists()


def test_a_machine_is_asked_to_send_again(client, programme, settings):
    settings.HONEYPOT = True

    answer = send(client, website="https://koop.example")

    assert "verborgen veld" in answer.content.decode()
    assert not Counterparty.objects.exists()


def test_who_sends_too_often_is_held_up(client, programme, settings):
    settings.RATE_LIMIT_PER_ADDRESS = 1

    answers = [send(client).status_code for _ in range(2)]

    assert answers == [302, 429]


def test_without_a_programme_it_is_said_and_nothing_is_kept(client):
    answer = send(client)

    assert "Probeer het later opnieuw" in answer.content.decode()
    assert not Message.objects.exists()
