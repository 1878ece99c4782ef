"""A series as staff work with it: from its parts to the answer of the funder, on one page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings.actions import series as actions
from meetings.evaluation.of_series import answers_to
from meetings.models import Evaluation, FunderRequest, SeriesDecision, SeriesEvaluation
from tests.backoffice.people import form_in, ticks_asked
from tests.factories import (
    FunderRequestFactory,
    HubFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    SeriesDecisionFactory,
    SeriesEvaluationFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=60)


@pytest.fixture
def staff(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Programmastaf"))
    client.force_login(user)
    return client


@pytest.fixture
def series():
    return SeriesFactory(programme=ProgrammeFactory(first_year=2012, last_year=2040))


def part_of(series, number, **values):
    values = {"date": read_date("2013")} | values
    return LeadershipMeetingFactory(
        series=series, programme=series.programme, part=number, **values
    )


def held_part(series, number, answers, **values):
    day = ApproximateDate.of_day(timezone.localdate() - LONG_AGO)
    part = part_of(series, number, held=True, date=day)
    given = {"useful": 4, "recognised": 3, "mark": 8, **values}
    Evaluation.objects.bulk_create(
        [Evaluation(meeting_id=part.pk, takes_along="GEHEIM", **given) for _ in range(answers)]
    )
    return part


def page(staff, series, name="change"):
    return staff.get(reverse(f"admin:meetings_series_{name}", args=[series.pk]))


def text(answer):
    return " ".join(
        html.fromstring(answer.content.decode()).xpath("//main")[0].text_content().split()
    )


def chain(staff, series):
    found = html.fromstring(page(staff, series).content).get_element_by_id("keten")
    return " ".join(found.text_content().split())


def act(staff, series, name, **typed):
    address = reverse(f"admin:meetings_series_{name}", args=[series.pk])
    return staff.post(address, form_in(staff.get(address)) | typed)


def test_chain_of_a_series_of_which_nothing_is_logged_says_what_is_missing(staff, series):
    part_of(series, 1)

    told = chain(staff, series)

    assert "Nog geen bijeenkomst: 2 van de 3 voorgenomen delen." in told
    assert told.count("Nog niet vastgelegd.") == 2
    assert "Geen verzoek." in told


def test_series_goes_from_parts_to_answer_by_its_actions(staff, series):
    part_of(series, 1, held=True, minimum=8)
    part_of(series, 2, cancelled=True, cancellation_note="drie aanmeldingen")
    hub = HubFactory(programme=series.programme, title="Vervolghub", date=read_date("januari 2014"))

    act(staff, series, "evalueren", process="Ondergesneeuwd.", content="Sprak aan.", date="2013")
    act(staff, series, "besluiten", what="Opnieuw aanbieden.", follow_up=hub.pk)
    act(staff, series, "geld-vragen", what="Geld voor herhaling.", asked="april 2014")
    open_yet = chain(staff, series)
    act(staff, series, "antwoord", answer="Akkoord.", answered="2 juni 2014")

    told = chain(staff, series)
    for found in (
        "ten minste 8 aanmeldingen nodig".capitalize(),
        "Geannuleerd: te weinig aanmeldingen: drie aanmeldingen",
        "Ondergesneeuwd.",
        "Sprak aan.",
        "Opnieuw aanbieden.",
        "Vervolghub, januari 2014 (gepland). Telt mee bij Goed Werk Hub.",
        "Geld voor herhaling. Gevraagd: april 2014.",
    ):
        assert found in told
    assert "Nog geen antwoord." in open_yet
    assert "Antwoord (2 juni 2014): Akkoord." in told
    labels = html.fromstring(page(staff, series).content).xpath("//a[@class='actionlink']/text()")
    assert not {"Evaluatie vastleggen", "Besluit vastleggen", "Antwoord van de financier"} & {
        label.strip() for label in labels
    }


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("evalueren", {"date": "2013"}, "Schrijf bij het proces of bij de inhoud wat u vond."),
        (
            "evalueren",
            {"process": "Goed.", "date": "2 mei 2030"},
            "Deze datum ligt in de toekomst. Vul de datum in waarop het was.",
        ),
        ("geld-vragen", {"what": "  "}, "Vul “Waarvoor geld nodig is” in."),
        ("antwoord", {"answer": "Ja", "answered": ""}, "Herstel de fout hieronder."),
        (
            "antwoord",
            {"answer": "Ja", "answered": "1 maart 2014"},
            "Het antwoord komt niet voor de vraag. Kijk de datums na.",
        ),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_is_stored(
    staff, series, name, typed, sentence
):
    FunderRequestFactory(series=series, asked=read_date("2 april 2014"))

    answer = act(staff, series, name, **typed)

    assert answer.status_code == 200
    assert sentence in text(answer)
    assert not SeriesEvaluation.objects.exists()
    assert list(FunderRequest.objects.values_list("answer")) == [("",)]
    kept = html.fromstring(answer.content).xpath("//textarea/text()")
    assert all(value.strip() in map(str.strip, kept) for value in typed.values() if value == "Ja")


def test_part_of_the_series_or_meeting_of_another_programme_follows_nothing(staff, series):
    part, elsewhere = part_of(series, 1), HubFactory()

    for meeting in (part, elsewhere):
        answer = act(staff, series, "besluiten", what="Opnieuw.", follow_up=meeting.pk)
        assert answer.status_code == 200
        decision = SeriesDecision(series=series, what="Opnieuw.", follow_up_id=meeting.pk)
        with pytest.raises(ValidationError, match="follow_up"):
            decision.full_clean()

    assert not SeriesDecision.objects.exists()


def test_two_who_log_the_same_get_one_and_a_sentence(staff, series):
    address = reverse("admin:meetings_series_besluiten", args=[series.pk])
    form = form_in(staff.get(address)) | {"what": "Opnieuw aanbieden."}
    staff.post(address, form)

    answer = staff.post(address, form | {"what": "Stoppen."}, follow=True)

    assert SeriesDecision.objects.get().what == "Opnieuw aanbieden."
    assert "U bewaarde dit op" in text(answer)


def test_what_followed_the_series_becomes_no_part_of_it(series):
    hub = HubFactory(programme=series.programme)
    SeriesDecisionFactory(series=series, follow_up_id=hub.pk)
    hub.series = series

    with pytest.raises(ValidationError) as refused:
        hub.full_clean()

    assert refused.value.message_dict == {
        "series": ["Deze bijeenkomst volgde op die reeks, en is er dus geen deel van."]
    }


def outcome_of(deed):
    try:
        deed()
    except ValidationError as refusal:
        return refusal.messages[0]
    finally:
        connection.close()
    return ""


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_hears_it_and_requests_get_a_number_each(series):
    def decide():
        return actions.decide(series, what="Opnieuw.", date=None, follow_up=None, by=None)

    def ask():
        return actions.ask_funder(series, what="Geld.", asked=None, by=None)

    with ThreadPoolExecutor(6) as people:
        told = list(people.map(outcome_of, [decide] * 3 + [ask] * 3))

    refused = "Er staat al een besluit. Vul het aan op de pagina van de reeks."
    assert sorted(told[:3]) == ["", refused, refused]
    assert told[3:] == ["", "", ""]
    assert sorted(series.requests.values_list("number", flat=True)) == [1, 2, 3]


def test_what_participants_answered_stands_beside_it_from_five_on(staff, series):
    held_part(series, 1, 5)
    held_part(series, 2, 4)

    told, asked = chain(staff, series), text(page(staff, series, "evalueren"))

    said = "gemiddeld cijfer 8,0; nut voor het werk 4,0 van 5, herkenning 3,0 van 5 (5 antwoorden)"
    assert told.count("antwoorden)") == 1
    assert f"Deelnemers: {said}" in told
    assert f"Deelnemers: deel 1: {said}." in asked
    assert "GEHEIM" not in told + asked


def test_answers_wait_until_nobody_can_answer_any_more(series):
    part = held_part(series, 1, 6)

    assert answers_to([part], part.date_latest + timedelta(days=21)) == {}
    assert answers_to([part], part.date_latest + timedelta(days=22))[part.pk].number == 6


def test_a_link_is_mended_on_the_page_and_keeps_its_history(staff, series):
    evaluation = SeriesEvaluationFactory(series=series)
    address = reverse("admin:meetings_series_change", args=[series.pk])
    form = form_in(staff.get(address))

    staff.post(address, form | {"evaluation-0-process": "Anders."})

    evaluation.refresh_from_db()
    assert evaluation.process == "Anders."
    assert evaluation.history.count() == 2


def test_who_may_only_look_sees_the_chain_and_no_action(client, series):
    SeriesEvaluationFactory(series=series, process="Ondergesneeuwd.")
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Rapporteur"))
    client.force_login(user)

    assert "Ondergesneeuwd." in chain(client, series)
    assert page(client, series, "besluiten").status_code == 403


def test_series_with_a_chain_is_not_deleted(staff, series):
    SeriesDecisionFactory(series=series)

    answer = page(staff, series, "delete")

    assert "Besluit" in text(answer)
    staff.post(reverse("admin:meetings_series_delete", args=[series.pk]), {"post": "yes"})
    series.refresh_from_db()


def test_series_that_were_both_decided_about_do_not_become_one(staff, series):
    other = SeriesFactory(programme=series.programme)
    for each in (series, other):
        SeriesDecisionFactory(series=each)

    asked = act(staff, series, "vervang-door", other=other.pk)
    answer = act(staff, series, "vervang-door", other=other.pk, klopt=ticks_asked(asked))

    assert "zou dubbel worden. Haal eerst een van beide weg." in text(answer)
    assert {each.series for each in SeriesDecision.objects.all()} == {series, other}


def test_page_of_a_series_costs_the_same_for_more_rows(staff, series):
    counts = []
    hub = HubFactory(programme=series.programme)
    SeriesEvaluationFactory(series=series)
    SeriesDecisionFactory(series=series, follow_up_id=hub.pk)
    page(staff, series)
    for rows in (1, 29):
        for _ in range(rows):
            number = series.meetings.count() + 1
            held_part(series, number, 5)
            FunderRequestFactory(series=series, number=number)
            HubFactory(programme=series.programme)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(staff, series)
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts
