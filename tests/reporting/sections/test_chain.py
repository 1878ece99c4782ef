"""A series in the report: one chain, each link traced, as known on the reference date."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dates.entry import read_date
from dates.values import ApproximateDate
from meetings.models import Evaluation
from reporting.collect import read_material
from reporting.document.texts import plain
from reporting.document.values import as_dict
from reporting.making.readiness import missing_from
from tests.factories import (
    FunderRequestFactory,
    LeadershipMeetingFactory,
    ProgrammeFactory,
    SeriesDecisionFactory,
    SeriesEvaluationFactory,
    SeriesFactory,
    TargetFactory,
)

from ..reading import hub, plain_document, report_of, section_of

pytestmark = pytest.mark.django_db

KEY = "series.drieluik"


@pytest.fixture
def series():
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    TargetFactory(programme=programme, line="leadership", year=2013, number=3)
    report_of(programme)
    return SeriesFactory(programme=programme, slug="drieluik", title="Drieluik")


def part_of(series, number, when="2013", **fields):
    return LeadershipMeetingFactory(
        programme=series.programme, series=series, part=number, date=read_date(when), **fields
    )


def follow(series, when="januari 2014", **fields):
    return hub(series.programme, when, title="Vervolghub", slug="vervolghub", **fields)


def document_of(series) -> dict:
    return plain_document(series.programme.reports.get())


def texts(block) -> list[str]:
    if block["type"] == "list":
        return [" ".join(text for each in item for text in texts(each)) for item in block["items"]]
    return [plain(block["content"])]


def chain_of(series, document=None) -> list[str]:
    """Its links, in order; none where it is not told."""
    blocks = section_of(document or document_of(series), "leadership")["blocks"]
    found = [block for block in blocks if block["type"] == "list" and block["ordered"]]
    return [text for block in found for text in texts(block)]


def missing(series) -> list[str]:
    found = missing_from(read_material(series.programme.slug, 2013))
    return [line.text for line in found if "reeks" in line.key or "series" in line.key]


def whole(series):
    part_of(series, 1, held=True)
    for number in (2, 3):
        part_of(series, number, cancelled=True)
    SeriesEvaluationFactory(series=series, process="Ondergesneeuwd.", content="Sprak aan.")
    SeriesDecisionFactory(
        series=series,
        what="Opnieuw aanbieden.",
        date=read_date("najaar 2013"),
        follow_up_id=follow(series, held=True).pk,
    )
    FunderRequestFactory(series=series, number=1, what="Geld voor herhaling.")


def test_chain_runs_from_the_parts_to_the_request(series):
    whole(series)

    assert chain_of(series) == [
        "Delen. Van de drie voorgenomen delen is er één gehouden (deel 1) en zijn er twee "
        "geannuleerd (deel 2 en 3: te weinig aanmeldingen).",
        "Evaluatie. Datum niet vastgelegd. Proces: Ondergesneeuwd. Inhoud: Sprak aan.",
        "Besluit. Najaar 2013. Opnieuw aanbieden.",
        "Vervolg. Vervolghub (januari 2014): gehouden. Telt mee bij Goed Werk Hubs en niet hier.",
        "Gevraagd. Datum niet vastgelegd. Geld voor herhaling. Nog geen antwoord.",
    ]


def test_each_link_leads_to_its_record_and_counts_once(series):
    whole(series)

    document = document_of(series)
    figures, titles = document["figures"], document["records"]
    values = {key.rpartition(".")[2]: each["value"] for key, each in figures.items() if KEY in key}
    assert values == {
        "planned": 3,
        "parts": 3,
        "held": 1,
        "held_by_then": 1,
        "cancelled": 2,
        "evaluations": 1,
        "decisions": 1,
        "follow_ups": 1,
        "requests": 1,
        "open_requests": 1,
    }
    for name, record, title in (
        ("planned", "series:drieluik", "Reeks: Drieluik"),
        ("evaluations", "seriesevaluation:drieluik", "Evaluatie van de reeks: Drieluik"),
        ("decisions", "seriesdecision:drieluik", "Besluit na de reeks: Drieluik"),
        ("requests", "funderrequest:drieluik/1", "Verzoek aan de financier bij de reeks: Drieluik"),
    ):
        assert list(figures[f"{KEY}.{name}"]["records"]) == [record]
        assert titles[record] == title
    assert titles["meeting:vervolghub"] == "Hub: Vervolghub (januari 2014)"
    assert figures["leadership.held"]["value"] == 0, "the parts fill no agreement here"
    assert figures["hubs.held_after"]["value"] == 1, "the follow-up counts in its own line"
    assert figures["leadership.held_after"]["value"] == 0


def test_what_came_after_the_reference_date_is_not_told(series):
    part_of(series, 1, held=True)
    SeriesEvaluationFactory(series=series, date=read_date("mei 2014"))
    SeriesDecisionFactory(series=series, date=read_date("juni 2014"))
    asked = {"asked": read_date("april 2014"), "what": "Geld voor herhaling."}
    answered = {"answer": "Akkoord.", "answered": read_date("juni 2014")}
    FunderRequestFactory(series=series, number=1, **asked, **answered)
    FunderRequestFactory(series=series, number=2, what="Later.", asked=read_date("juni 2014"))

    assert chain_of(series)[1:] == [
        "Evaluatie. Niet vastgelegd.",
        "Besluit. Niet vastgelegd.",
        "Gevraagd. April 2014. Geld voor herhaling. Nog geen antwoord.",
    ]
    series.programme.reports.update(
        reference_date_earliest=date(2014, 7, 1), reference_date_latest=date(2014, 7, 1)
    )
    assert chain_of(series)[-2].endswith("Antwoord (juni 2014): Akkoord.")


def test_answered_request_is_not_asked_any_more(series):
    part_of(series, 1, held=True)
    FunderRequestFactory(series=series, number=1, what="Geld voor deel 4.")
    answered = {"answer": "Nee.", "answered": read_date("maart 2014")}
    FunderRequestFactory(series=series, number=2, what="Geld voor deel 5.", **answered)

    summary = [
        plain(block["content"])
        for block in document_of(series)["summary"]
        if block["type"] == "paragraph"
    ]

    assert [text for text in summary if "Geld" in text] == ["Gevraagd. Geld voor deel 4."]


def test_request_of_a_series_without_meetings_is_asked_all_the_same(series):
    FunderRequestFactory(series=series, number=1, what="Geld om te beginnen.")

    assert "Geld om te beginnen." in str(document_of(series)["summary"])
    assert chain_of(series) == []


def test_request_of_a_series_that_had_not_begun_is_not_asked_yet(series):
    part_of(series, 1, "december 2014")
    FunderRequestFactory(series=series, number=1, what="Geld om te beginnen.")

    assert "Geld om te beginnen." not in str(document_of(series)["summary"])


def test_series_that_goes_on_and_of_which_nothing_is_logged_is_told_by_its_parts_alone(series):
    part_of(series, 1, held=True)
    part_of(series, 2, "december 2014")

    assert chain_of(series) == []
    assert missing(series) == []


def test_series_of_another_year_is_not_told(series):
    for number in (1, 2):
        part_of(series, number, "2012", held=True)
    SeriesEvaluationFactory(series=series)

    assert chain_of(series) == []


def test_what_is_missing_is_listed_and_what_is_asked_too(series):
    part_of(series, 1, held=True)
    FunderRequestFactory(series=series, number=1, what="Geld voor herhaling.")

    assert missing(series) == [
        "“Drieluik” is voorbij en nog niet geëvalueerd.",
        "Wat is na “Drieluik” besloten? Dat is niet vastgelegd.",
        "Heeft de financier geantwoord op het verzoek “Geld voor herhaling.”?",
    ]
    SeriesEvaluationFactory(series=series, process="Er kwamen drie mensen.")
    SeriesDecisionFactory(series=series)
    found = missing(series)
    assert len(found) == 2
    assert any("Minder dan vijf mensen" in text for text in found)


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True)])
def test_participants_are_told_from_five_on_and_their_words_never(series, answers, told):
    day = ApproximateDate.of_day(date(2013, 5, 14))
    part = LeadershipMeetingFactory(
        programme=series.programme, series=series, part=1, date=day, held=True
    )
    values = {"useful": 4, "recognised": 4, "mark": 7, "takes_along": "GEHEIM"}
    Evaluation.objects.bulk_create(
        [Evaluation(meeting_id=part.pk, **values) for _ in range(answers)]
    )
    document = document_of(series)

    said = f"({answers} antwoorden)"
    assert (said in chain_of(series, document)[0]) is told
    assert "GEHEIM" not in str(document)


def test_answers_that_could_still_come_are_not_told(series):
    series.programme.reports.update(
        reference_date_earliest=date(2013, 6, 1), reference_date_latest=date(2013, 6, 1)
    )
    day = ApproximateDate.of_day(date(2013, 6, 1) - timedelta(days=21))
    part = LeadershipMeetingFactory(
        programme=series.programme, series=series, part=1, date=day, held=True
    )
    Evaluation.objects.bulk_create(
        [Evaluation(meeting_id=part.pk, useful=4, recognised=4, mark=7) for _ in range(6)]
    )

    assert "antwoorden" not in chain_of(series)[0]


def test_report_asks_the_same_number_of_queries_for_more_series(series):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            read_material(series.programme.slug, 2013)
        return len(found)

    whole(series)
    before = queries()
    for number in range(2, 30):
        more = SeriesFactory(programme=series.programme)
        part_of(more, 1, held=True)
        SeriesEvaluationFactory(series=more)
        SeriesDecisionFactory(series=more)
        FunderRequestFactory(series=more, number=number)

    assert queries() == before


def test_series_of_2013_says_nothing_that_the_source_does_not(demo_document):
    document = as_dict(demo_document)

    assert chain_of(None, document)[0].startswith("Delen. Van de drie voorgenomen delen is er één")
    assert "antwoorden" not in " ".join(chain_of(None, document))
    assert document["figures"]["leadership.held"]["value"] == 1
    assert document["figures"]["leadership.cancelled"]["value"] == 2
    assert document["figures"]["series.drieluik-dienend-leiderschap.follow_ups"]["value"] == 1
