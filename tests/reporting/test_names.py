"""Names in a role, in the report: only of who may be named there (decision 69)."""

import pytest
from django.utils import timezone

from dates.entry import read_date
from meetings.actions import reschedule
from programme.actions import change_number
from reporting.collect import collect, material_of
from reporting.document.values import as_json
from reporting.making.actions import start_correction
from reporting.making.missing import Missing
from reporting.making.names import naming_reports, stands_in
from reporting.making.readiness import missing_from
from reporting.models import Narrative, PublishedVersion, Waiver
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    EditionFactory,
    FindingFactory,
    GroupFactory,
    HubFactory,
    LessonFactory,
    NameUseFactory,
    PersonFactory,
    PilotFactory,
    ProgressReportFactory,
    RiskFactory,
    TargetFactory,
    UserFactory,
)

from .reading import hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    target = TargetFactory(line="hubs", year=2013, number=2)
    ProgressReportFactory(programme=target.programme, year=2013)
    return target


def in_every_role(target, person):
    hub = HubFactory(programme=target.programme, target=target, held=True)
    hub.contributors.add(person)
    of_pilots = TargetFactory(programme=target.programme, line="pilots", year=2013, number=1)
    pilot = PilotFactory(programme=target.programme, target=of_pilots)
    pilot.team.add(person)
    GroupFactory(pilot=pilot)
    EditionFactory(programme=target.programme).made_by.add(person)


def document_of(target) -> str:
    return as_json(collect(target.programme.slug, 2013))


@pytest.mark.parametrize(
    ("answer", "is_told"),
    [(None, False), ("refused", False), ("agreed", True), ("published", True)],
)
def test_a_name_is_printed_only_where_it_may_be(target, answer, is_told):
    person = PersonFactory(name="Marker Naamgever", capacity="merkbare functie")
    in_every_role(target, person)
    if answer:
        year = {"year": 2013, "said_on": None} if answer == "published" else {}
        NameUseFactory(person=person, use="report", answer=answer, **year)

    document = document_of(target)

    assert ("Marker Naamgever" in document) is is_told
    assert ("merkbare functie" in document) is is_told
    assert ("hier niet met naam genoemd" in document) is not is_told


def test_who_agreed_stands_beside_others_without_a_name(target):
    named, unnamed = PersonFactory(name="Anna Ja"), PersonFactory(name="Bert Weetniet")
    NameUseFactory(person=named, use="report")
    edition = EditionFactory(programme=target.programme)
    edition.made_by.add(named, unnamed)

    document = document_of(target)

    assert "Anna Ja, anderen, hier niet met naam genoemd" in document
    assert "Bert Weetniet" not in document


@pytest.fixture
def refused():
    """Also as it was written before the record went up in another."""
    person = PersonFactory(name="Anna Nee")
    NameUseFactory(person=person, use="report", answer="refused")
    return person


def lines_naming(target) -> list[Missing]:
    report = target.programme.reports.get()
    lines = [line for line in missing_from(material_of(report)) if line.kind.startswith("name-")]
    assert all("“Anna Nee”" in line.text and "Haal de naam weg." in line.text for line in lines)
    assert len({line.key for line in lines}) == len(lines)
    return lines


@pytest.mark.parametrize("is_suggestion", [True, False])
def test_a_text_that_names_who_refused_is_listed_before_publishing(target, refused, is_suggestion):
    report = target.programme.reports.get()
    text = {"text": "Begeleid door Anna Nee.", "is_suggestion": is_suggestion}
    Narrative.objects.create(report=report, section="hubs", **text)

    assert [(line.section, line.row) for line in lines_naming(target)] == [("hubs", report)]


def every_row_with_words(target, words: str) -> list:
    """All that staff type and a report prints."""
    programme, of_year = target.programme, {"programme": target.programme, "target": target}
    target.effect = words
    target.save()
    pilots = TargetFactory(programme=programme, line="pilots", year=2013, number=1)
    party = CounterpartyFactory(programme=programme)
    ConversationFactory(counterparty=party, obstacle=words, date=read_date("maart 2013"))
    moved = hub(programme, "maart 2013", target=target)
    reschedule(moved, to=read_date("mei 2013"), by=UserFactory(), reason=words)
    change = {"since": None, "agreed_with": words, "how": "per mail", "by": UserFactory()}
    return [
        change_number(target, number=3, **change).target,
        moved,
        HubFactory(**of_year, held=True, remark=words),
        HubFactory(**of_year, cancelled=True, cancellation_note=words),
        GroupFactory(pilot__programme=programme, pilot__target=pilots, stop_note=words).pilot,
        party,
        FindingFactory(programme=programme, year=2013, text=words),
        LessonFactory(programme=programme, text=words),
        LessonFactory(programme=programme, text=f"Ook zo. {words}"),
        RiskFactory(programme=programme, measure=words),
    ]


def test_the_name_is_found_in_all_that_staff_write(target, refused):
    rows = every_row_with_words(target, "Aldus Anna Nee.")

    found = lines_naming(target)

    assert sorted(line.row.pk for line in found) == sorted(row.pk for row in rows)
    assert {str(line.row) for line in found} == {str(row) for row in rows}


def test_the_name_is_found_in_a_reason_and_never_told_as_what_is_missing(target, refused):
    report = target.programme.reports.get()
    Narrative.objects.create(report=report, section="hubs", text="Begeleid door Anna Nee.")
    [line] = lines_naming(target)
    waived = {"report": report, "text": "Iets ontbreekt.", "waived_by": UserFactory()}
    Waiver.objects.create(key=line.key, reason="Zo blijft het.", **waived)
    Waiver.objects.create(key="colophon:grant:", reason="Vraag Anna Nee.", **waived)

    assert "In de reden bij “Iets ontbreekt.” staat" in " ".join(
        line.text for line in lines_naming(target)
    )
    assert "wil worden" not in document_of(target)


def test_a_published_report_that_names_who_refused_asks_for_a_new_version(target):
    person = PersonFactory(name="Anna Nee")
    report = target.programme.reports.get()
    report.state = "published"
    report.save()
    stored = {"report": report, "schema_version": 1, "published_at": timezone.now()}
    PublishedVersion(number=1, document="… met Anna Nee …".encode(), **stored).save()
    today = timezone.localdate()
    assert list(naming_reports(today)) == []

    NameUseFactory(person=person, use="report", answer="refused")
    assert list(naming_reports(today)) == [report]

    writer = UserFactory(is_superuser=True)
    start_correction(report, reason="Een naam is op verzoek weggehaald.", by=writer)
    assert list(naming_reports(today)) == []
    PublishedVersion(number=2, reason="naam weg", document=b"zonder die naam", **stored).save()
    report.refresh_from_db()
    report.state = "published"
    report.save()
    assert list(naming_reports(today)) == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [("door Anna Nee.", True), ("Anna Neeskens", False), ("“Anna Nee”", True), ("anna", False)],
)
def test_a_name_is_found_as_a_whole(text, stands):
    assert stands_in("Anna Nee", text) is stands
