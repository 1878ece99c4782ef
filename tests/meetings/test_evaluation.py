"""The evaluation after a meeting: four questions by one link, anonymous, shown late or not."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from dates.values import ApproximateDate
from meetings import links, schedule
from meetings.evaluation.outcome import results, why_no_results
from meetings.models import Evaluation, Meeting
from outbox.delivery import deliver_due
from privacy.rate_limit import TOO_OFTEN
from privacy.sending import NOT_EMPTY
from tests.factories import HubFactory, RegistrationFactory
from tests.violations import Violation, assert_database_refuses, assert_person_hears

from .registering import stamp, text_of

pytestmark = pytest.mark.django_db

ANSWERS = {"useful": "4", "recognised": "5", "mark": "8", "takes_along": "Vaker samen oefenen"}


def held_meeting(*, days_ago: int = 1) -> Meeting:
    day = timezone.localdate() - timedelta(days=days_ago)
    return HubFactory(held=True, date=ApproximateDate.of_day(day))


def answer(client, meeting: Meeting, **changes: str):
    values = {**ANSWERS, "stamp": stamp(), **changes}
    return client.post(links.evaluation_url(meeting), values)


def evaluation(meeting: Meeting, **changes) -> Evaluation:
    values = {"useful": 4, "recognised": 5, "mark": 8, "takes_along": "", **changes}
    return Evaluation.objects.create(meeting=meeting, **values)


def test_link_in_the_thanks_leads_to_the_questions_and_the_answers_are_kept(client):
    meeting = held_meeting()
    RegistrationFactory(meeting=meeting)
    schedule.send_thanks()
    deliver_due()
    line = next(line for line in mail.outbox[0].body.splitlines() if "/evaluatie/" in line)
    address = urlsplit(line).path

    asked = client.get(address)
    response = client.post(address, {**ANSWERS, "stamp": stamp()}, follow=True)

    kept = Evaluation.objects.get()
    assert asked.status_code == 200
    assert (kept.meeting_id, kept.useful, kept.recognised, kept.mark) == (meeting.pk, 4, 5, 8)
    assert kept.takes_along == "Vaker samen oefenen"
    assert html.fromstring(response.content).findtext(".//h1") == "Dank u wel"


def test_form_asks_four_questions_has_a_button_and_hides_its_trap(client):
    page = html.fromstring(client.get(links.evaluation_url(held_meeting())).content)
    (form,) = page.xpath("//main//form")

    names = [each.get("name") for each in form.xpath(".//*[@name]")]
    shown = [name for name in dict.fromkeys(names) if name in ANSWERS]
    assert shown == ["useful", "recognised", "mark", "takes_along"]
    assert form.xpath(".//button/text()") == ["Verstuur mijn antwoorden"]
    assert form.xpath("string(.//*[@class='trap']//input/@name)") == "website"


def test_nothing_but_the_answers_and_the_meeting_is_kept():
    names = {field.name for field in Evaluation._meta.get_fields()}

    assert names == {"id", "meeting", "useful", "recognised", "mark", "takes_along"}


def test_answering_touches_no_row_of_a_person(client):
    meeting = held_meeting()
    RegistrationFactory(meeting=meeting)

    with CaptureQueriesContext(connection) as queries:
        answer(client, meeting)

    read = " ".join(query["sql"] for query in queries)
    assert "meetings_evaluation" in read
    assert "meetings_registration" not in read
    assert "django_session" not in read


def test_link_of_an_earlier_mail_is_the_same_for_everyone_and_still_works(client):
    meeting = held_meeting()

    assert links.evaluation_url(meeting) == links.evaluation_url(Meeting.objects.get())
    assert client.get(links.evaluation_url(meeting)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"useful": ""}, ["Kies een antwoord."]),
        ({"recognised": "6"}, ["Kies een van de antwoorden."]),
        ({"mark": "11"}, ["Kies een cijfer."]),
        ({"takes_along": "a" * 2001}, ["Kort uw antwoord in tot ten hoogste 2000 tekens."]),
        ({"website": "https://voorbeeld.example"}, [NOT_EMPTY]),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(client, changes, sentences):
    response = answer(client, held_meeting(), **changes)

    found = [text for texts in response.context["form"].errors.values() for text in texts]
    assert found == sentences
    assert response.context["form"]["takes_along"].value() == {**ANSWERS, **changes}["takes_along"]
    assert Evaluation.objects.count() == 0


def test_open_answer_may_stay_empty(client):
    assert answer(client, held_meeting(), takes_along="").status_code == 302
    assert Evaluation.objects.get().takes_along == ""


@pytest.mark.parametrize(("days_ago", "status"), [(0, 302), (21, 302), (22, 410)])
def test_one_can_answer_for_three_weeks(client, days_ago, status):
    response = answer(client, held_meeting(days_ago=days_ago))

    assert response.status_code == status
    assert Evaluation.objects.count() == (1 if status == 302 else 0)


def test_forged_link_and_link_of_a_meeting_that_was_not_held_do_not_work(client):
    planned = HubFactory(date=ApproximateDate.of_day(timezone.localdate()))

    forged = client.get(links.evaluation_url(held_meeting())[:-2] + "x/")
    unheld = answer(client, planned)

    assert (forged.status_code, unheld.status_code) == (404, 404)
    assert Evaluation.objects.count() == 0


def test_one_machine_cannot_answer_without_end(client, settings):
    settings.RATE_LIMIT_PER_IP = 2
    meeting = held_meeting()

    statuses = [answer(client, meeting, mark=mark).status_code for mark in "678"]
    last = answer(client, meeting)

    assert statuses == [302, 302, 429]
    assert TOO_OFTEN in text_of(last)
    assert Evaluation.objects.count() == 2


def test_results_show_only_after_closing_and_from_five_answers_on():
    today = timezone.localdate()
    few, open_still, done = (held_meeting(days_ago=days) for days in (22, 21, 22))
    for meeting, number in ((few, 4), (open_still, 5), (done, 5)):
        for mark in range(number):
            evaluation(meeting, mark=mark + 5, takes_along=f"Antwoord {mark}" if mark else "")

    assert results(few, today) is None
    assert why_no_results(few, today).startswith("Er zijn minder dan vijf antwoorden.")
    assert results(open_still, today) is None
    found = results(done, today)
    assert found.number == 5
    assert [question.average for question in found.questions] == [4.0, 5.0, 7.0]
    assert found.questions[0].chosen[3] == ("Veel", 5)
    assert sorted(found.takes_along) == [f"Antwoord {number}" for number in range(1, 5)]


VIOLATIONS = [
    Violation(
        "meetings_evaluation_answers_of_the_list",
        lambda: evaluation(held_meeting()),
        {"useful": 0},
        "Kies bij elke vraag een van de antwoorden.",
    ),
    Violation(
        "meetings_evaluation_mark_from_1_to_10",
        lambda: evaluation(held_meeting()),
        {"mark": 11},
        "Kies een cijfer van 1 tot en met 10.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_constraint(violation):
    assert_database_refuses(violation)
    assert_person_hears(violation)
