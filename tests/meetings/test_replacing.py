"""A cancelled meeting names what came in its place."""

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import reverse_cancellation
from meetings.actions.replacing import replace
from meetings.admin.replacement_form import ReplacementForm
from tests.factories import HubFactory, TargetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def cancelled(target):
    return HubFactory(programme=target.programme, target=target, cancelled=True)


def beside(meeting, **fields):
    return HubFactory(programme=meeting.programme, **fields)


def refusal(meeting, by_meeting) -> list[str]:
    with pytest.raises(ValidationError) as error:
        replace(meeting, by_meeting=by_meeting, by=None)
    return error.value.messages


def test_replaced_meeting_knows_what_came_instead_and_says_so_in_its_history(cancelled):
    other = beside(cancelled)
    replace(cancelled, by_meeting=other, by=None)
    cancelled.refresh_from_db()
    assert cancelled.replaced_by_id == other.pk
    assert cancelled.history.first().history_change_reason == f"vervangen door {other}"


def test_replacement_can_be_taken_back(cancelled):
    replace(cancelled, by_meeting=beside(cancelled), by=None)
    assert replace(cancelled, by_meeting=None, by=None).replaced_by_id is None


def test_cancellation_is_not_taken_back_while_something_came_instead(cancelled):
    replace(cancelled, by_meeting=beside(cancelled), by=None)
    with pytest.raises(ValidationError) as error:
        reverse_cancellation(cancelled, by=None, why="toch wel")
    assert error.value.messages == [
        "Deze bijeenkomst is vervangen door een andere. Maak eerst dat ongedaan."
    ]


def test_only_what_is_cancelled_is_replaced(target):
    planned = HubFactory(programme=target.programme)
    assert refusal(planned, beside(planned)) == [
        "Deze bijeenkomst is gepland en kan niet worden vervangen."
    ]


def test_meeting_replaces_only_one(cancelled):
    other = beside(cancelled)
    replace(beside(cancelled, cancelled=True), by_meeting=other, by=None)
    assert refusal(cancelled, other) == [
        "Die bijeenkomst vervangt al een andere. Kies er een die dat niet doet."
    ]


def test_what_counts_for_another_year_cannot_count_for_this_one_too(cancelled, target):
    later = TargetFactory(programme=target.programme, year=2014)
    assert refusal(cancelled, beside(cancelled, target=later)) == [
        "Die bijeenkomst telt al mee voor een andere afspraak en kan niet ook deze vervangen."
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"cancelled": True}, "Die bijeenkomst is zelf geannuleerd. Kies een andere."),
        ({}, "Kies een bijeenkomst van hetzelfde programma."),
    ],
)
def test_cancelled_or_foreign_meeting_replaces_nothing(cancelled, fields, sentence):
    other = beside(cancelled, **fields) if fields else HubFactory()
    assert refusal(cancelled, other) == [sentence]


def test_form_offers_what_could_replace(cancelled, target):
    fits, same_target = beside(cancelled), beside(cancelled, target=target)
    beside(cancelled, cancelled=True)
    beside(cancelled, target=TargetFactory(programme=target.programme, year=2014))
    HubFactory()
    choices = ReplacementForm(obj=cancelled).fields["by_meeting"].queryset
    assert {meeting.pk for meeting in choices} == {fits.pk, same_target.pk}
