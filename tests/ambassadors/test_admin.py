"""Ambassadors in the admin: nobody without a consent, no names in the log."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ambassadors.models import Ambassador
from dates.entry import read_date
from outbox.models import Message
from privacy.models import Consent
from tests.factories import AmbassadorFactory, ConsentFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Jo Voorbeeld", "jo@gemeente.example"


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(UserFactory(is_superuser=True))


@pytest.fixture
def typed():
    return {
        "programme": ProgrammeFactory().pk,
        "name": NAME,
        "email": "Jo@Gemeente.example",
        "joined": "najaar 2013",
        "consent_text": "Ik doe mee.",
        "consented_at": "24-2-2014",
    }


def add(client, data):
    return client.post(reverse("admin:ambassadors_ambassador_add"), data)


def test_new_ambassador_is_enrolled_with_the_consent(client, typed):
    add(client, typed)
    made = Ambassador.objects.get()

    assert (made.name, made.email, made.joined) == (NAME, EMAIL, read_date("najaar 2013"))
    assert (made.consent.text, made.consent.purpose) == ("Ik doe mee.", "ambassador")
    assert timezone.localdate(made.consent.given_at).isoformat() == "2014-02-24"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("consent_text", "", "Zonder toestemming kan iemand geen ambassadeur zijn."),
        ("consented_at", "", "Vul in wanneer de toestemming is gegeven."),
        ("consented_at", "februari 2014", "Schrijf de dag erbij, bijvoorbeeld 24-2-2014."),
        ("consented_at", "1-1-2999", "Dit moment is nog niet geweest. Controleer dag en jaar."),
    ],
)
def test_without_a_known_consent_nobody_becomes_ambassador(client, typed, field, value, sentence):
    response = add(client, typed | {field: value})

    assert response.context_data["adminform"].form.errors == {field: [sentence]}
    assert NAME in response.content.decode()
    assert (Ambassador.objects.count(), Consent.objects.count()) == (0, 0)


def test_same_address_twice_is_refused_whatever_its_capitals(client, typed):
    add(client, typed)
    response = add(client, typed | {"email": "JO@gemeente.example"})

    assert response.context_data["adminform"].form.errors == {
        "email": ["Met dit e-mailadres is er al een ambassadeur."]
    }
    assert Consent.objects.count() == 1


def test_log_and_history_name_nobody(client, typed):
    add(client, typed)
    made = Ambassador.objects.get()
    page = reverse("admin:ambassadors_ambassador_change", args=[made.pk])
    rows = {"activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0}
    client.post(page, typed | rows | {"name": "Jo Andersnaam"})
    logged = LogEntry.objects.values_list("object_repr", "change_message")

    made.refresh_from_db()
    assert made.name == "Jo Andersnaam"
    assert len(logged) == 2
    for text in map(str, logged):
        assert not any(word in text for word in (NAME, EMAIL, "Andersnaam"))


def test_what_an_ambassador_did_is_logged_with_its_date(client):
    ambassador = AmbassadorFactory()
    data = {
        "programme": ambassador.programme_id,
        "name": ambassador.name,
        "email": ambassador.email,
        "activities-TOTAL_FORMS": 1,
        "activities-INITIAL_FORMS": 0,
        "activities-0-kind": "workshop",
        "activities-0-description": "Werksessie bij de gemeente",
        "activities-0-date": "maart of april 2014",
    }
    client.post(reverse("admin:ambassadors_ambassador_change", args=[ambassador.pk]), data)

    assert ambassador.activities.get().date == read_date("maart of april 2014")


def test_taking_back_the_consent_stands_on_a_page_of_its_own_and_happens_once(client):
    ambassador = AmbassadorFactory()
    page = reverse("admin:ambassadors_ambassador_stoppen", args=[ambassador.pk])
    client.post(page)
    first = Consent.objects.get().withdrawn_at
    client.post(page)

    assert first is not None
    assert Consent.objects.get().withdrawn_at == first


def test_consent_can_be_read_and_not_written(client):
    consent = ConsentFactory()
    page = reverse("admin:privacy_consent_change", args=[consent.pk])
    shown = client.get(page).content.decode()

    assert consent.text in shown
    assert 'name="text"' not in shown
    assert client.post(page, {"text": "iets anders"}).status_code == 403


@pytest.mark.parametrize(
    ("page", "make"),
    [("ambassadors_ambassador", AmbassadorFactory), ("privacy_consent", ConsentFactory)],
)
def test_list_takes_as_many_queries_for_many_rows(client, page, make):
    counts = []
    for more in (1, 2, 27):
        make.create_batch(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"admin:{page}_changelist"))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def act(client, ambassador, name):
    page = reverse(f"admin:ambassadors_ambassador_{name}", args=[ambassador.pk])
    return client.post(page, follow=True)


def test_each_step_is_an_action_and_says_in_the_history_who_took_it(client):
    interested = AmbassadorFactory(state="interested")
    colleague = UserFactory(is_superuser=True)
    client.force_login(colleague)

    for name in ("opnemen", "pauzeren", "verder", "stoppen"):
        act(client, interested, name)

    interested.refresh_from_db()
    told = [(row.state, row.history_user) for row in interested.history.order_by("history_id")]
    assert told == [
        ("interested", None),
        ("ambassador", colleague),
        ("pausing", colleague),
        ("ambassador", colleague),
        ("left", colleague),
    ]
    assert interested.joined.day == timezone.localdate()
    assert Message.objects.filter(template="network_welcome").count() == 1


@pytest.mark.parametrize("name", ["opnemen", "verder"])
def test_a_step_that_does_not_fit_the_state_is_refused_in_words(client, name):
    ambassador = AmbassadorFactory()

    answer = act(client, ambassador, name)

    ambassador.refresh_from_db()
    assert ambassador.state == "ambassador"
    assert [each.level_tag for each in answer.context["messages"]] == ["error"]


def test_who_did_not_say_more_yet_is_not_accepted(client):
    bare = AmbassadorFactory(state="interested", name="")

    answer = act(client, bare, "opnemen")

    bare.refresh_from_db()
    assert bare.state == "interested"
    assert "nog geen naam ingevuld" in answer.content.decode()


def test_saving_the_page_leaves_the_state_to_the_actions(client, typed):
    ambassador = AmbassadorFactory(state="pausing")
    page = reverse("admin:ambassadors_ambassador_change", args=[ambassador.pk])
    rows = {"activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0}

    client.post(page, typed | rows | {"state": "ambassador", "province": "ze", "hosts_hub": "on"})

    ambassador.refresh_from_db()
    assert (ambassador.state, ambassador.province, ambassador.hosts_hub) == ("pausing", "ze", True)


def test_list_is_narrowed_to_who_offers_something(client):
    AmbassadorFactory(name="Biedt aan", hosts_hub=True)
    AmbassadorFactory(name="Biedt niet aan")

    listed = client.get(reverse("admin:ambassadors_ambassador_changelist"), {"offer": "hosts_hub"})

    assert [row.name for row in listed.context_data["cl"].result_list] == ["Biedt aan"]
