from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group

from routekaart.models import LentRole, LostPhone, Snooze
from sheets.models import Import
from tests.factories import UserFactory
from tests.violations import Violation, assert_database_refuses

pytestmark = pytest.mark.django_db


def snooze(row=2):
    values = {"kind": "hubs.hub:concept", "until": date(2027, 3, 1), "reason": "De zaal volgt."}
    return Snooze.objects.create(row=row, **values)


def snooze_beside_another():
    snooze(row=1)
    return snooze(row=2)


def imported_row_beside_another():
    run = Import.objects.create(kind="organisaties", made=2, changed=0)
    run.rows.create(record=1, version="x")
    return run.rows.create(record=2, version="x")


def lost_phone():
    return LostPhone.objects.create(
        user=UserFactory(), asked_by=UserFactory(), checked="Teruggebeld."
    )


def lent_role():
    return LentRole.objects.create(
        user=UserFactory(),
        group=Group.objects.get(name="Rapporteur"),
        reason="Vakantie van Bo.",
        until=datetime(2027, 3, 1, tzinfo=UTC),
        lent_by=UserFactory(),
    )


def lent_role_beside_another():
    lent = lent_role()
    other = Group.objects.get(name="Beheerder")
    return LentRole.objects.create(
        user=lent.user, group=other, reason="Ook.", until=lent.until, lent_by=lent.lent_by
    )


VIOLATIONS = [
    Violation(
        "routekaart_lentrole_once",
        lent_role_beside_another,
        lambda lent: {"group": Group.objects.get(name="Rapporteur")},
        "Uw collega heeft deze rol al voor een tijd.",
    ),
    Violation(
        "routekaart_lentrole_by_another",
        lent_role,
        lambda lent: {"lent_by": lent.user},
        "Vraag een andere beheerder om dit voor u te doen.",
    ),
    Violation(
        "routekaart_lentrole_has_reason",
        lent_role,
        {"reason": ""},
        "Schrijf waarom uw collega deze rol nodig heeft.",
    ),
    Violation(
        "sheets_importedrow_once",
        imported_row_beside_another,
        {"record": 1},
        "Van deze regel is al bewaard wat er stond.",
    ),
    Violation(
        "routekaart_lostphone_by_another",
        lost_phone,
        lambda lost: {"asked_by": lost.user},
        "Vraag een collega om dit voor u te doen.",
    ),
    Violation(
        "routekaart_lostphone_is_checked",
        lost_phone,
        {"checked": ""},
        "Zeg hoe u weet dat uw collega dit zelf vraagt.",
    ),
    Violation(
        "routekaart_snooze_once",
        snooze_beside_another,
        {"row": 1},
        "Dit staat al uitgesteld.",
    ),
    Violation(
        "routekaart_snooze_has_reason", snooze, {"reason": ""}, "Zeg waarom dit kan wachten."
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)
