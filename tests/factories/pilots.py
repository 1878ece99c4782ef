"""Pilots with nothing but a title: no sessions, no results, no agreed numbers unless told."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pilots.models import (
    Conversation,
    Counterparty,
    FacilitatorLink,
    Group,
    Observation,
    Pilot,
    Session,
    Vacation,
)

from .programme import PersonFactory, ProgrammeFactory


class PilotFactory(DjangoModelFactory):
    class Meta:
        model = Pilot

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Pilot {n}")
    slug = factory.Sequence(lambda n: f"pilot-{n}")


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    pilot = factory.SubFactory(PilotFactory)
    name = factory.Sequence(lambda n: f"Groep {n}")
    slug = factory.Sequence(lambda n: f"groep-{n}")
    planned_sessions = 4


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    group = factory.SubFactory(GroupFactory)
    number = factory.Sequence(lambda n: n + 1)


class FacilitatorLinkFactory(DjangoModelFactory):
    class Meta:
        model = FacilitatorLink

    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence(lambda n: f"begeleider{n}@stichting.example")
    expires_on = date(2099, 12, 31)


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = Observation

    session = factory.SubFactory(SessionFactory)
    written_by = factory.SubFactory(PersonFactory)
    tension = "De regel en de mens trokken beide."


class CounterpartyFactory(DjangoModelFactory):
    class Meta:
        model = Counterparty

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda n: f"Gesprekspartner {n}")


class ConversationFactory(DjangoModelFactory):
    class Meta:
        model = Conversation

    counterparty = factory.SubFactory(CounterpartyFactory)


class VacationFactory(DjangoModelFactory):
    class Meta:
        model = Vacation

    name = "Voorjaarsvakantie"
    first = date(2027, 2, 20)
    last = date(2027, 2, 28)
