"""The rules that the database itself keeps on versions, their forms, waivers and jobs."""

import pytest
from django.utils import timezone

from reporting.models import AskedLine, PublishedVersion, PublishJob, Rendering, Waiver
from tests.factories import ProgressReportFactory, UserFactory
from tests.violations import Violation, assert_database_refuses, assert_person_hears

pytestmark = pytest.mark.django_db


def version(report=None, number=1, **fields):
    return PublishedVersion.objects.create(
        report=report or ProgressReportFactory(),
        number=number,
        schema_version=1,
        document=b"{}",
        checksum="0" * 64,
        published_at=timezone.now(),
        published_by=UserFactory(),
        **fields,
    )


def second_version():
    return version(version().report, number=2, reason="Een hub vergeten.")


def rendering_beside_the_pdf():
    known = version()
    of_version = {"version": known, "content": b"x", "checksum": "0" * 64}
    Rendering.objects.create(format="pdf", **of_version)
    return Rendering.objects.create(format="json", **of_version)


def waiver(report=None, key="hubs:minutes:meeting:b"):
    return Waiver.objects.create(
        report=report or ProgressReportFactory(),
        key=key,
        text="Er is geen verslag.",
        reason="Kwijtgeraakt.",
        waived_by=UserFactory(),
    )


def waiver_beside_another():
    return waiver(waiver(key="hubs:minutes:meeting:a").report)


def asked(report, key):
    needs = "meetings.change_meeting"
    return AskedLine.objects.create(report=report, key=key, needs=needs, asked_by=UserFactory())


def question_beside_another():
    report = ProgressReportFactory()
    asked(report, "hubs:minutes:meeting:a")
    return asked(report, "hubs:minutes:meeting:b")


def finished_job_beside_an_open_one():
    report, user = ProgressReportFactory(), UserFactory()
    PublishJob.objects.create(report=report, requested_by=user)
    return PublishJob.objects.create(
        report=report, requested_by=user, finished_at=timezone.now(), error="Mislukt."
    )


VIOLATIONS = [
    Violation(
        "reporting_publishedversion_number_once",
        second_version,
        {"number": 1},
        "Deze versie bestaat al.",
    ),
    Violation(
        "reporting_publishedversion_correction_with_reason",
        second_version,
        {"reason": ""},
        "Schrijf op waarom er een nieuwe versie komt.",
    ),
    Violation(
        "reporting_rendering_once_a_format",
        rendering_beside_the_pdf,
        {"format": "pdf"},
        "Deze download bestaat al.",
    ),
    Violation(
        "reporting_waiver_once_a_line",
        waiver_beside_another,
        {"key": "hubs:minutes:meeting:a"},
        "Deze regel staat er al.",
    ),
    Violation(
        "reporting_waiver_with_reason",
        waiver,
        {"reason": ""},
        "Schrijf op waarom dit zo blijft.",
    ),
    Violation(
        "reporting_askedline_once",
        question_beside_another,
        {"key": "hubs:minutes:meeting:a"},
        "Dit is al aan een collega gevraagd.",
    ),
    Violation(
        "reporting_publishjob_one_at_a_time",
        finished_job_beside_an_open_one,
        {"finished_at": None},
        "Deze rapportage wordt al gemaakt.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)
