"""Keys that were stored under an earlier way of folding follow by migration."""

from importlib import import_module

import pytest
from django.apps import apps

from pilots.models import Counterparty
from programme.models import Organisation, OrganisationName, Person
from tests.factories import (
    CounterpartyFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db

OLD = "’t oude & stijve"
NEW = "'t oude en stijve"


def run() -> None:
    for app, name in (("programme", "0004_name_keys"), ("pilots", "0004_fold_names_anew")):
        import_module(f"{app}.migrations.{name}").fold_anew(apps, None)


def with_old_key(row):
    type(row).objects.filter(pk=row.pk).update(sort_key=OLD)
    return row


def test_stored_keys_follow():
    made = [
        with_old_key(factory(name=OLD))
        for factory in (
            OrganisationFactory,
            OrganisationNameFactory,
            PersonFactory,
            CounterpartyFactory,
        )
    ]

    run()

    models = (Organisation, OrganisationName, Person, Counterparty)
    keys = [m.objects.get(pk=row.pk).sort_key for m, row in zip(models, made, strict=True)]
    assert keys == [NEW] * 4


def test_two_people_who_now_have_one_key_both_stay():
    first = PersonFactory(name="’t Hart")
    Person.objects.filter(pk=first.pk).update(sort_key="’t hart")
    second = PersonFactory(name="'t Hart")

    run()

    keys = Person.objects.in_bulk([first.pk, second.pk])
    assert keys[second.pk].sort_key == "'t hart"
    assert keys[first.pk].sort_key == f"'t hart ({first.pk})"
