"""Meetings, planned and on an unknown date unless told otherwise.

`HubFactory(date=read_date("2013"))` gives a date; `held=True` and `cancelled=True` give a status.
"""

import factory
from factory.django import DjangoModelFactory

from dates.values import ApproximateDate
from hubs.models import Hub
from leadership.models import LeadershipMeeting
from meetings.models import (
    FunderRequest,
    Meeting,
    MeetingTitle,
    Registration,
    Rescheduling,
    Series,
    SeriesDecision,
    SeriesEvaluation,
)

from .programme import ProgrammeFactory


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Reeks {n}")
    slug = factory.Sequence(lambda n: f"reeks-{n}")
    planned_parts = 3


class SeriesEvaluationFactory(DjangoModelFactory):
    class Meta:
        model = SeriesEvaluation

    series = factory.SubFactory(SeriesFactory)
    process = "Er waren te weinig aanmeldingen."
    content = "De onderwerpen spraken aan."


class SeriesDecisionFactory(DjangoModelFactory):
    class Meta:
        model = SeriesDecision

    series = factory.SubFactory(SeriesFactory)
    what = "Opnieuw een bijeenkomst aanbieden."


class FunderRequestFactory(DjangoModelFactory):
    """Open: asked on an unknown day, without an answer."""

    class Meta:
        model = FunderRequest

    series = factory.SubFactory(SeriesFactory)
    number = factory.Sequence(lambda n: n + 1)
    what = "Geld om de bijeenkomst te herhalen."


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    class Params:
        held = factory.Trait(status=Meeting.Status.HELD)
        cancelled = factory.Trait(
            status=Meeting.Status.CANCELLED,
            cancellation_reason=Meeting.CancellationReason.TOO_FEW,
        )

    programme = factory.SubFactory(ProgrammeFactory)
    line = "hubs"
    title = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    slug = factory.Sequence(lambda n: f"bijeenkomst-{n}")


class HubFactory(MeetingFactory):
    class Meta:
        model = Hub


class LeadershipMeetingFactory(MeetingFactory):
    class Meta:
        model = LeadershipMeeting

    line = "leadership"


class MeetingTitleFactory(DjangoModelFactory):
    class Meta:
        model = MeetingTitle

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Andere titel {n}")


class ReschedulingFactory(DjangoModelFactory):
    """A move that gave up a date somewhere in 2013."""

    class Meta:
        model = Rescheduling

    meeting = factory.SubFactory(MeetingFactory)
    former_date = ApproximateDate.of_year(2013)


class RegistrationFactory(DjangoModelFactory):
    """Someone who has a place."""

    class Meta:
        model = Registration

    meeting = factory.SubFactory(MeetingFactory)
    state = Registration.State.CONFIRMED
    name = factory.Sequence(lambda n: f"Deelnemer {n}")
    email = factory.Sequence(lambda n: f"deelnemer{n}@gemeente.example")
