import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reporting.models import Comment, SectionWork
from tests.factories import (
    NarrativeFactory,
    ProgressReportFactory,
    StatedFigureFactory,
    UserFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db


def report_beside_that_of_2012():
    earlier = ProgressReportFactory(year=2012)
    return ProgressReportFactory(programme=earlier.programme, year=2013)


def narrative_beside_another():
    known = NarrativeFactory(section="inleiding")
    return NarrativeFactory(report=known.report, section="resume")


NO_DATE = {"as_of_earliest": None, "as_of_latest": None, "as_of_wording": ""}


def remark():
    colleague, now = UserFactory(), timezone.now()
    settled = {"made_by": colleague, "settled_by": colleague, "settled_at": now}
    report = ProgressReportFactory()
    return Comment.objects.create(report=report, section="hubs", text="Klopt dit?", **settled)


def work_beside_that_on_hubs():
    stand = {"state_by": UserFactory(), "state_at": timezone.now()}
    hubs = SectionWork.objects.create(report=ProgressReportFactory(), section="hubs", **stand)
    return SectionWork.objects.create(report=hubs.report, section="pilots", **stand)


VIOLATIONS = [
    Violation("reporting_comment_with_text", remark, {"text": ""}, "Schrijf uw opmerking op."),
    Violation(
        "reporting_sectionwork_once_a_section",
        work_beside_that_on_hubs,
        {"section": "hubs"},
        "Van dit onderdeel is de stand al vastgelegd.",
    ),
    *interval_violations("reporting_progressreport_reference_date_interval", ProgressReportFactory),
    *interval_violations("reporting_progressreport_date_interval", ProgressReportFactory),
    *(
        violation
        for violation in interval_violations(
            "reporting_statedfigure_as_of_interval", StatedFigureFactory
        )
        if violation.changes["as_of_latest"]
    ),
    Violation(
        "reporting_progressreport_once_a_year",
        report_beside_that_of_2012,
        {"year": 2012},
        "Voor dit jaar is er al een rapportage.",
    ),
    Violation(
        "reporting_narrative_once_a_section",
        narrative_beside_another,
        {"section": "inleiding"},
        "Dit onderdeel heeft al een tekst.",
    ),
    Violation(
        "reporting_statedfigure_has_date",
        StatedFigureFactory,
        NO_DATE,
        "Vul in van wanneer dit cijfer is.",
    ),
    Violation(
        "reporting_statedfigure_has_source",
        StatedFigureFactory,
        {"source": ""},
        "Vul in waar dit cijfer vandaan komt.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


@pytest.mark.parametrize("year", [2012, 2013, 2014])
def test_report_of_a_year_of_the_term_is_fine(year):
    assert ProgressReportFactory(year=year).full_clean() is None


@pytest.mark.parametrize("year", [2011, 2015])
def test_report_of_a_year_outside_the_term_is_refused(year):
    report = ProgressReportFactory(year=year)

    with pytest.raises(ValidationError) as refusal:
        report.full_clean()

    assert refusal.value.message_dict == {
        "year": ["Dit jaar valt buiten de looptijd van het programma."]
    }


@pytest.mark.parametrize(
    ("qualifier", "written"),
    [
        ("", "bereikte organisaties, sinds het begin: 250"),
        ("meer dan", "bereikte organisaties, sinds het begin: meer dan 250"),
    ],
)
def test_stated_figure_reads_with_its_qualifier(qualifier, written):
    assert str(StatedFigureFactory.build(qualifier=qualifier)) == written
