"""An ambassador notes what he or she did, by the link from a mail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadors.links import ASKED
from ambassadors.models import Activity
from tests.factories import ActivityFactory, AmbassadorFactory, OrganisationFactory
from tests.meetings.registering import text_of

pytestmark = pytest.mark.django_db
JO = "jo@gemeente.example"
TYPED = {
    "day": "3-9-2026",
    "kind": "conversation",
    "organisation": "Gemeente Voorbeeldstad",
    "people": "8",
    "part": "cards",
    "description": "Het gesprek ging vanzelf",
}


@pytest.fixture
def jo():
    return AmbassadorFactory(email=JO, organisation_typed="Gemeente Voorbeeldstad", unanswered=1)


def address(page="log", *args):
    return reverse(f"ambassadors:{page}", args=[ASKED.token_of(JO), *args])


def log(client, **changes):
    return client.post(address(), TYPED | changes, follow=True)


def test_what_was_done_is_kept_as_it_was_told(client, jo):
    city = OrganisationFactory(name="Gemeente Voorbeeldstad")

    answer = log(client)

    row = jo.activities.get()
    told = (str(row.date), row.kind, row.organisation, row.people, row.part, row.description)
    assert told == (
        "3 september 2026",
        "conversation",
        city,
        8,
        "cards",
        "Het gesprek ging vanzelf",
    )
    assert row.history.get().history_change_reason == "zelf genoteerd"
    assert "Genoteerd. Dank u wel." in text_of(answer)


def test_two_answers_are_enough_and_what_is_not_told_is_unknown(client, jo):
    log(client, organisation="", people="", part="", description="")

    row = jo.activities.get()
    assert (row.organisation_typed, row.people, row.part, row.description) == ("", None, "", "")


def test_form_begins_with_today_and_the_own_organisation(client, jo):
    page = client.get(address()).content.decode()

    assert f'value="{timezone.localdate():%-d-%-m-%Y}"' in page
    assert 'value="Gemeente Voorbeeldstad"' in page


def test_sending_the_form_twice_keeps_one(client, jo):
    log(client)
    log(client)

    assert jo.activities.count() == 1


def test_the_same_on_another_day_is_another(client, jo):
    log(client)
    log(client, day="4-9-2026")

    assert jo.activities.count() == 2


def test_noting_is_an_answer_to_a_reminder(client, jo):
    log(client)

    jo.refresh_from_db()
    assert jo.unanswered == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": ""}, "Vul de dag in, bijvoorbeeld 24-2-2014."),
        ({"kind": ""}, "Wat deed u?"),
        ({"people": "veel"}, "Vul een aantal in, zoals 8, of laat dit leeg."),
        ({"people": "0"}, "Vul een aantal in, zoals 8, of laat dit leeg."),
        ({"people": "5.001"}, "Vul een aantal in, zoals 8, of laat dit leeg."),
        ({"people": "5001"}, "Vul ten hoogste 5000 in."),
        ({"description": "x" * 251}, "Kort dit in tot ten hoogste 250 tekens."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, jo, wrong, sentence):
    answer = log(client, **wrong)

    assert sentence in text_of(answer)
    assert 'value="Gemeente Voorbeeldstad"' in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_day_to_come_is_refused_at_its_field(client, jo):
    day = timezone.localdate() + timedelta(days=1)

    answer = log(client, day=f"{day:%d-%m-%Y}")

    assert "Deze datum ligt in de toekomst." in text_of(answer)
    assert not Activity.objects.exists()


def test_mending_and_taking_away_leave_a_trace(client, jo):
    log(client)
    row = jo.activities.get()

    client.post(address("mend", row.pk), TYPED | {"people": "9"})
    row.refresh_from_db()
    assert row.people == 9

    client.post(address("take_away", row.pk))
    assert not jo.activities.exists()
    assert Activity.history.filter(id=row.pk).count() == 3


@pytest.mark.parametrize("page", ["mend", "take_away"])
def test_what_another_did_is_out_of_reach(client, jo, page):
    other = ActivityFactory(people=3)

    answer = client.post(address(page, other.pk), TYPED)

    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.people == 3


def test_who_is_not_accepted_yet_hears_to_wait(client):
    AmbassadorFactory(email=JO, state="interested")

    answer = log(client)

    assert "zodra u als ambassadeur bent opgenomen" in text_of(answer)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_asks_the_same_number_of_queries(client, jo, count, django_assert_num_queries):
    ActivityFactory.create_batch(count, ambassador=jo)
    client.get(address("page"))

    with django_assert_num_queries(5):
        client.get(address("page"))
