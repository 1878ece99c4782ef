"""The number of an agreement changes with a trace, or is mended as the error it was."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from dates.entry import read_date
from programme.actions import change_number, correct_number
from programme.models import TargetChange
from tests.factories import TargetFactory

pytestmark = pytest.mark.django_db
BY = None
AGREED = {"since": read_date("juni 2013"), "agreed_with": "het ministerie", "how": "brief"}


@pytest.fixture
def target():
    return TargetFactory(number=8)


def test_change_keeps_what_was_agreed_before(target):
    change_number(target, number=6, by=BY, **AGREED)
    change_number(target, number=5, by=BY, **AGREED)
    target.refresh_from_db()
    kept = target.changes.values_list("former_number", "number")
    assert (target.number, list(kept)) == (5, [(8, 6), (6, 5)])
    assert target.history.first().history_change_reason.endswith("het ministerie")


@pytest.mark.parametrize("wrong", [{"number": 8}, {"agreed_with": " "}, {"how": ""}])
def test_change_without_another_number_or_with_nobody_is_refused(target, wrong):
    with pytest.raises(ValidationError):
        change_number(target, by=BY, **{"number": 6, **AGREED, **wrong})
    target.refresh_from_db()
    assert (target.number, target.changes.count()) == (8, 0)


def test_agreement_in_words_has_no_number_to_change():
    with pytest.raises(ValidationError):
        change_number(TargetFactory(number=None), number=6, by=BY, **AGREED)


def test_correction_is_no_change(target):
    correct_number(target, number=7, by=BY, why="tikfout")
    target.refresh_from_db()
    assert (target.number, target.changes.count()) == (7, 0)
    with pytest.raises(ValidationError):
        correct_number(target, number=7, by=BY, why="tikfout")
    with pytest.raises(ValidationError):
        correct_number(target, number=6, by=BY, why=" ")


def test_correction_after_a_change_mends_the_change(target):
    change = change_number(target, number=6, by=BY, **AGREED)
    correct_number(target, number=5, by=BY, why="tikfout")
    change.refresh_from_db()
    assert (change.former_number, change.number) == (8, 5)


@pytest.mark.parametrize("fields", [{"number": 8}, {"agreed_with": ""}, {"how": ""}])
def test_database_keeps_no_change_that_is_none(target, fields):
    row = {"former_number": 8, "number": 6, "agreed_with": "X", "how": "brief"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetChange.objects.create(target=target, **row)


def test_staff_change_the_number_by_an_action_and_not_in_the_form(admin_client, target):
    page = reverse("admin:programme_target_change", args=[target.pk])
    assert 'name="number"' not in admin_client.get(page).content.decode()
    action = reverse("admin:programme_target_aantal-wijzigen", args=[target.pk])
    sent = {"number": "6", "since": "juni 2013", "agreed_with": "het ministerie", "how": "brief"}
    assert admin_client.post(action, sent).status_code == 302
    assert target.changes.get().number == 6
    assert "het ministerie" in admin_client.get(page).content.decode()
