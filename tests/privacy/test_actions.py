from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from privacy import actions
from privacy.actions import end_consents, give_consent, withdraw_consent
from privacy.models import Consent, Hold, PendingConsent, RateCount, Reading
from tests.factories import ConsentFactory
from tests.violations import Violation, assert_database_refuses, assert_person_hears

pytestmark = pytest.mark.django_db


def pending_consent():
    return PendingConsent.objects.create(
        purpose="news", email="jo@gemeente.example", text="Stuur mij nieuws."
    )


def second_count():
    RateCount.objects.create(key="a", window=1, n=1)
    return RateCount.objects.create(key="a", window=2, n=1)


def a_hold():
    until = timezone.localdate() + timedelta(days=3)
    return Hold.objects.create(hashed_address="a", reason="Een klacht.", until=until)


def a_reading():
    return Reading.objects.create(activity="raw_story", subject="toolkit.Story 1", reason="Werk.")


VIOLATIONS = [
    Violation("privacy_reading_has_reason", a_reading, {"reason": ""}, "Zeg waarom u dit leest."),
    Violation(
        "privacy_hold_has_reason",
        a_hold,
        {"reason": ""},
        "Zeg waarom deze gegevens langer blijven.",
    ),
    Violation(
        "privacy_pendingconsent_has_text",
        pending_consent,
        {"text": ""},
        "Leg de tekst vast waarmee iemand kan instemmen.",
    ),
    Violation("privacy_ratecount_once", second_count, {"window": 1}, "Deze teller bestaat al."),
    Violation(
        "privacy_consent_has_text",
        ConsentFactory,
        {"text": ""},
        "Leg de tekst vast waarmee iemand instemde.",
    ),
    Violation(
        "privacy_consent_withdrawn_after_given",
        ConsentFactory,
        lambda consent: {"withdrawn_at": consent.given_at - timedelta(seconds=1)},
        "Toestemming kan pas na het geven worden ingetrokken.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


def test_give_consent_records_text_and_moment():
    at = datetime(2013, 3, 12, 12, tzinfo=UTC)

    consent = give_consent(purpose="ambassador", how="form", text="Ja, ik doe mee.", at=at)

    consent.refresh_from_db()
    assert (consent.text, consent.given_at, consent.withdrawn_at) == ("Ja, ik doe mee.", at, None)


def test_give_consent_is_of_now_when_no_moment_is_given():
    before = timezone.now()

    consent = give_consent(purpose="ambassador", how="form", text="Ja, ik doe mee.")

    assert before <= consent.given_at <= timezone.now()


@pytest.mark.parametrize(("purpose", "text"), [("ambassador", ""), ("newsletter", "Ja.")])
def test_give_consent_to_nothing_or_for_an_unknown_purpose_is_refused(purpose, text):
    with pytest.raises(ValidationError):
        give_consent(purpose=purpose, how="form", text=text)

    assert Consent.objects.count() == 0


def test_withdraw_consent_leaves_only_the_others_standing():
    stands, ends = ConsentFactory(), ConsentFactory()

    withdraw_consent(ends)

    ends.refresh_from_db()
    assert ends.withdrawn_at > ends.given_at
    assert list(Consent.objects.standing()) == [stands]


def test_who_takes_one_back_as_its_time_is_over_stops_no_other(monkeypatch):
    now = timezone.now()
    times = {"valid_until": timezone.localdate() - timedelta(days=1), "purpose": "news"}
    ends = [ConsentFactory(given_at=now - timedelta(days=days), **times) for days in (5, 6, 7)]
    meanwhile = Consent.objects.filter(pk=ends[1].pk)
    monkeypatch.setitem(
        actions._at_withdrawal, "news", lambda consent: meanwhile.update(withdrawn_at=now)
    )

    assert end_consents(now) == 2
    assert not Consent.objects.standing().exists()


def test_withdraw_consent_twice_is_refused_and_keeps_the_first_moment():
    consent = ConsentFactory()
    withdraw_consent(consent)
    consent.refresh_from_db()
    first_moment = consent.withdrawn_at

    with pytest.raises(ValidationError) as refusal:
        withdraw_consent(consent)

    consent.refresh_from_db()
    assert refusal.value.messages == ["Deze toestemming was al ingetrokken."]
    assert consent.withdrawn_at == first_moment
