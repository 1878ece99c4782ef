from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from ambassadors.actions import enrol, resign
from ambassadors.models import Ambassador
from dates.entry import read_date
from privacy.models import Consent
from tests.factories import ActivityFactory, AmbassadorFactory, ProgrammeFactory
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db

TEXT = "Ik doe mee als ambassadeur en weet dat ik dat kan intrekken."


def ambassador_beside_another():
    known = AmbassadorFactory(email="jo@gemeente.example")
    return AmbassadorFactory(programme=known.programme)


VIOLATIONS = [
    *interval_violations("ambassadors_ambassador_joined_interval", AmbassadorFactory),
    *interval_violations("ambassadors_activity_date_interval", ActivityFactory),
    Violation(
        "ambassadors_ambassador_email_once",
        ambassador_beside_another,
        {"email": "jo@gemeente.example"},
        "Met dit e-mailadres is er al een ambassadeur.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


def join(programme, **others):
    details = {"name": "Jo", "email": "Jo@Gemeente.example", "consent_text": TEXT} | others
    return enrol(programme=programme, **details)


def test_enrol_keeps_the_consent_to_the_text_that_was_shown():
    at = datetime(2013, 3, 12, 12, tzinfo=UTC)

    ambassador = join(ProgrammeFactory(), joined=read_date("maart 2013"), consented_at=at)

    ambassador.refresh_from_db()
    assert (ambassador.consent.text, ambassador.consent.given_at) == (TEXT, at)
    assert (ambassador.email, str(ambassador.joined)) == ("jo@gemeente.example", "maart 2013")


def test_enrol_without_a_text_stores_nothing():
    with pytest.raises(ValidationError):
        join(ProgrammeFactory(), consent_text="")

    assert (Ambassador.objects.count(), Consent.objects.count()) == (0, 0)


def test_enrol_twice_with_one_address_stores_no_second_consent():
    programme = ProgrammeFactory()
    join(programme)

    with pytest.raises(ValidationError) as refusal:
        join(programme, email="jo@gemeente.example")

    assert refusal.value.messages == ["Met dit e-mailadres is er al een ambassadeur."]
    assert (Ambassador.objects.count(), Consent.objects.count()) == (1, 1)


def test_resign_takes_back_the_consent_and_ends_being_active():
    stays, leaves = AmbassadorFactory(), AmbassadorFactory()

    resign(leaves)

    assert list(Ambassador.objects.active()) == [stays]


def test_resign_twice_is_refused():
    ambassador = AmbassadorFactory()
    resign(ambassador)

    with pytest.raises(ValidationError) as refusal:
        resign(ambassador)

    assert refusal.value.messages == ["Deze toestemming was al ingetrokken."]


def test_ambassador_reads_without_name_or_address():
    ambassador = AmbassadorFactory(name="Jo", email="jo@gemeente.example")

    assert str(ambassador) == f"Ambassadeur {ambassador.pk}"
