"""Meetings that build on each other and milestones that wait for each other run in no circle."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import HubFactory, MilestoneFactory

pytestmark = pytest.mark.django_db

KINDS = [
    pytest.param(
        HubFactory, "builds_on", "Deze bijeenkomsten bouwen op elkaar voort.", id="meetings"
    ),
    pytest.param(
        MilestoneFactory, "waits_for", "Deze mijlpalen wachten op elkaar.", id="milestones"
    ),
]


def chain(factory, name, length):
    """So many rows of which each points at the one before."""
    rows = [factory()]
    for _ in range(length - 1):
        rows.append(factory(**{f"{name}_id": rows[-1].pk}))
    return rows


def point(row, name, at):
    type(row).objects.filter(pk=row.pk).update(**{name: at.pk})
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(("factory", "name", "sentence"), KINDS)
@pytest.mark.parametrize("length", [2, 3, 5])
def test_circle_of_any_length_is_refused(factory, name, sentence, length):
    rows = chain(factory, name, length)
    setattr(rows[0], f"{name}_id", rows[-1].pk)

    with pytest.raises(ValidationError) as refusal:
        rows[0].full_clean()

    assert refusal.value.message_dict == {name: [sentence]}


@pytest.mark.parametrize(("factory", "name", "sentence"), KINDS)
def test_row_that_leads_into_an_old_circle_is_checked_to_an_end(factory, name, sentence):
    first, second = chain(factory, name, 2)
    point(first, name, second)
    leading_in = factory(**{f"{name}_id": first.pk})

    leading_in.full_clean()

    assert getattr(leading_in, f"{name}_id") == first.pk


@pytest.mark.parametrize(("factory", "name", "sentence"), KINDS)
def test_row_that_points_at_itself_hears_so_once(factory, name, sentence):
    row = factory()
    setattr(row, f"{name}_id", row.pk)

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert len(refusal.value.messages) == 1


@pytest.mark.parametrize(("factory", "name", "sentence"), KINDS)
def test_chain_without_circle_is_sound(factory, name, sentence):
    for row in chain(factory, name, 4):
        row.full_clean()

    assert type(row).objects.exclude(**{name: None}).count() == 3
