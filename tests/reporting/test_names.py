"""Names in a role, in the report: only of who may be named there (decision 69)."""

import pytest
from django.utils import timezone

from reporting.collect import collect, material_of
from reporting.document.values import as_json
from reporting.making.actions import start_correction
from reporting.making.names import naming_reports, stands_in
from reporting.making.readiness import missing_from
from reporting.models import Narrative, PublishedVersion
from tests.factories import (
    EditionFactory,
    GroupFactory,
    HubFactory,
    NameUseFactory,
    PersonFactory,
    PilotFactory,
    ProgressReportFactory,
    TargetFactory,
    UserFactory,
)

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


def test_a_text_that_names_who_refused_is_listed_before_publishing(target):
    person = PersonFactory(name="Anna Nee")
    NameUseFactory(person=person, use="report", answer="refused")
    report = target.programme.reports.get()
    Narrative.objects.create(report=report, section="hubs", text="Begeleid door Anna Nee.")

    lines = [line for line in missing_from(material_of(report)) if line.kind.startswith("name-")]

    assert [(line.section, line.kind) for line in lines] == [("hubs", f"name-{person.pk}")]
    assert "Haal de naam weg." in lines[0].text


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
