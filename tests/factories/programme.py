"""The register and what was agreed."""

from datetime import UTC, date, datetime

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from programme.models import (
    LinkChoice,
    NameUse,
    Organisation,
    OrganisationName,
    Party,
    Person,
    Programme,
    Quality,
    Sector,
    Target,
    Theme,
)


class UserFactory(DjangoModelFactory):
    """A member of staff without rights."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"medewerker{n}")
    is_staff = True


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Programma {n}")
    slug = factory.Sequence(lambda n: f"programma-{n}")
    first_year = 2012
    last_year = 2014


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisatie {n}")
    sector = Sector.OTHER


class OrganisationNameFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationName

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Andere naam {n}")


class LinkChoiceFactory(DjangoModelFactory):
    class Meta:
        model = LinkChoice

    digest = factory.Sequence(lambda n: f"{n:064x}")
    organisation = factory.SubFactory(OrganisationFactory)
    chosen_at = datetime(2013, 1, 1, tzinfo=UTC)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Begeleider {n}")


class NameUseFactory(DjangoModelFactory):
    class Meta:
        model = NameUse

    person = factory.SubFactory(PersonFactory)
    use = NameUse.Use.SITE
    answer = NameUse.Answer.AGREED
    said_on = date(2014, 3, 3)
    source = "mail"


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Party.Role.PARTNER


class TargetFactory(DjangoModelFactory):
    """Eight hubs in 2013, unless told otherwise."""

    class Meta:
        model = Target

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2013
    line = "hubs"
    number = 8
    description = factory.LazyAttribute(lambda target: f"{target.number} keer {target.line}")
    source = "subsidiebeschikking"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")


class QualityFactory(DjangoModelFactory):
    class Meta:
        model = Quality

    programme = factory.SubFactory(ProgrammeFactory)
    label = factory.Sequence(lambda n: f"Kwaliteit {n}")
    meaning = "wat goed werk is"
