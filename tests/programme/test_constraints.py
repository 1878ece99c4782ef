from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from dates.entry import read_date
from programme.models import Merge, TargetChange
from tests.factories import (
    NameUseFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PersonFactory,
    ProgrammeFactory,
    QualityFactory,
    TargetFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)

pytestmark = pytest.mark.django_db

TESTS = Path(__file__).parent.parent


def target_beside_that_of_pilots():
    pilots = TargetFactory(line="pilots")
    return TargetFactory(programme=pilots.programme, line="hubs")


def party_beside_a_funder():
    funder = PartyFactory(role="funder")
    return PartyFactory(programme=funder.programme, organisation=funder.organisation)


def quality_beside_excellence():
    excellence = QualityFactory(label="Vakkundig")
    return QualityFactory(programme=excellence.programme, label="Integer")


def changed_agreement():
    return TargetChange.objects.create(
        target=TargetFactory(number=6),
        former_number=8,
        number=6,
        since=read_date("maart 2013"),
        agreed_with="BZK",
        how="brief",
    )


def merge_beside_another():
    Merge.objects.create(kind="person", gone=1, kept=2, merged_at=datetime(2013, 1, 1, tzinfo=UTC))
    return Merge.objects.create(
        kind="person", gone=3, kept=2, merged_at=datetime(2013, 1, 1, tzinfo=UTC)
    )


def name_beside_another():
    known = OrganisationNameFactory(name="Bureau Één")
    return OrganisationNameFactory(organisation=known.organisation, name="Bureau Twee")


VIOLATIONS = [
    Violation(
        "programme_programme_term_in_order",
        ProgrammeFactory,
        {"first_year": 2014, "last_year": 2013},
        "Het laatste jaar ligt niet voor het eerste jaar.",
    ),
    Violation(
        "programme_party_once_per_role",
        party_beside_a_funder,
        {"role": "funder"},
        "Deze organisatie heeft deze rol al in dit programma.",
    ),
    Violation(
        "programme_target_once_per_line_and_year",
        target_beside_that_of_pilots,
        {"line": "pilots"},
        "Voor deze lijn en dit jaar is er al een afspraak.",
    ),
    Violation(
        "programme_targetchange_is_a_change",
        changed_agreement,
        {"number": 8},
        "Dit aantal is al afgesproken. Vul het nieuwe aantal in.",
    ),
    Violation(
        "programme_targetchange_with_whom_and_how",
        changed_agreement,
        {"how": ""},
        "Leg vast met wie het is afgesproken, en hoe.",
    ),
    *interval_violations("programme_targetchange_since_interval", changed_agreement),
    Violation(
        "programme_quality_label_once",
        quality_beside_excellence,
        {"label": "Vakkundig"},
        "Deze kwaliteit staat er al.",
    ),
    Violation(
        "programme_organisation_not_merged_into_itself",
        OrganisationFactory,
        lambda organisation: {"merged_into_id": organisation.pk},
        "Een organisatie gaat niet in zichzelf op.",
    ),
    Violation(
        "programme_organisation_not_its_own_parent",
        OrganisationFactory,
        lambda organisation: {"parent_id": organisation.pk},
        "Een organisatie valt niet onder zichzelf.",
    ),
    Violation(
        "programme_organisation_not_its_own_successor",
        OrganisationFactory,
        lambda organisation: {"successor_id": organisation.pk},
        "Een organisatie volgt zichzelf niet op.",
    ),
    *interval_violations("programme_organisationname_since_interval", OrganisationNameFactory),
    *interval_violations("programme_organisationname_until_interval", OrganisationNameFactory),
    Violation(
        "programme_person_not_merged_into_itself",
        PersonFactory,
        lambda person: {"merged_into_id": person.pk},
        "Een medewerker gaat niet in zichzelf op.",
    ),
    Violation(
        "programme_nameuse_once",
        NameUseFactory,
        lambda said: {"use": NameUseFactory(person=said.person, use="report").use},
        "Leg voor elke plaats één antwoord vast.",
    ),
    Violation(
        "programme_nameuse_said_on_a_day",
        NameUseFactory,
        {"said_on": None},
        "Vul in op welke dag dit is gezegd, en laat het jaar leeg. Een antwoord geldt voor alle "
        "jaren.",
    ),
    Violation(
        "programme_nameuse_published_in_a_year",
        NameUseFactory,
        {"answer": "published"},
        "Wat al openbaar is, geldt alleen in rapportages. Vul in over welk jaar.",
    ),
    Violation(
        "programme_merge_once",
        merge_beside_another,
        {"gone": 1},
        "Dit is al samengevoegd.",
    ),
    Violation(
        "programme_organisationname_once",
        name_beside_another,
        {"sort_key": "bureau een"},
        "Deze naam staat er al.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


def test_every_constraint_of_every_model_is_broken_by_a_test():
    models = [model for model in apps.get_models() if model._meta.app_label in own_apps()]
    named = {constraint.name for model in models for constraint in model._meta.constraints}

    broken = {violation.constraint for table in tables() for violation in table}

    assert sorted(named - broken) == []
    assert sorted(broken - named) == []


def tables() -> list[list[Violation]]:
    """The table `VIOLATIONS` of each file with tests that has one."""
    files = (file for file in TESTS.rglob("test_*.py") if "\nVIOLATIONS = [" in file.read_text())
    modules = (".".join(file.relative_to(TESTS.parent).with_suffix("").parts) for file in files)
    return [import_module(module).VIOLATIONS for module in modules]


def own_apps() -> set[str]:
    """Apps of this project stand in its own directory, not in a package that was installed."""
    return {
        app.label
        for app in apps.get_app_configs()
        if app.path.startswith(str(settings.BASE_DIR)) and "site-packages" not in app.path
    }
