from datetime import timedelta

import pytest
from django.utils import timezone

from reporting.models import Confirmation, Question, Reader
from tests.violations import Violation, assert_database_refuses, assert_person_hears

from ..publishing import published

pytestmark = pytest.mark.django_db


def reader(email: str = "een@bzk.example", version=None) -> Reader:
    report = (version or published()).report
    until = timezone.localdate() + timedelta(days=30)
    return Reader.objects.create(report=report, name="Een", email=email, expires_on=until)


def second_reader() -> Reader:
    version = published()
    reader(version=version)
    return reader("twee@bzk.example", version)


def question() -> Question:
    version = published()
    return Question.objects.create(
        reader=reader(version=version), version=version, about="hubs", text="Waarom?"
    )


def second_confirmation() -> Confirmation:
    version = published()
    values = {
        "reader": reader(version=version),
        "version": version,
        "name": "Een",
        "code_hash": "x",
        "code_expires_at": timezone.now(),
    }
    Confirmation.objects.create(kind="received", **values)
    return Confirmation.objects.create(kind="agreed", **values)


VIOLATIONS = [
    Violation(
        "reporting_reader_once_a_report",
        second_reader,
        {"email": "een@bzk.example"},
        "Deze lezer is al uitgenodigd.",
    ),
    Violation(
        "reporting_question_answered_with_moment",
        question,
        {"answer": "Daarom."},
        "Een antwoord heeft een tekst en een moment.",
    ),
    Violation(
        "reporting_confirmation_once",
        second_confirmation,
        {"kind": "received"},
        "Dit is al gevraagd of bevestigd.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)
