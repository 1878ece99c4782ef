"""Reports of 2013 and what they state."""

import factory
from factory.django import DjangoModelFactory

from dates.values import ApproximateDate
from reporting.models import Lesson, Narrative, ProgressReport, Risk, StatedFigure

from .programme import ProgrammeFactory


class ProgressReportFactory(DjangoModelFactory):
    """The report of 2013 as things stood in April 2014."""

    class Meta:
        model = ProgressReport

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2013
    reference_date = ApproximateDate.of_month(2014, 4)


class NarrativeFactory(DjangoModelFactory):
    class Meta:
        model = Narrative

    report = factory.SubFactory(ProgressReportFactory)
    section = "inleiding"
    text = "Dit schreef de staf."


class StatedFigureFactory(DjangoModelFactory):
    class Meta:
        model = StatedFigure

    programme = factory.SubFactory(ProgrammeFactory)
    key = StatedFigure.Key.ORGANISATIONS
    value = 250
    qualifier = StatedFigure.Qualifier.MORE_THAN
    as_of = ApproximateDate.of_month(2014, 4)
    source = "opgave van de staf"


class LessonFactory(DjangoModelFactory):
    """Of the whole programme, in 2013."""

    class Meta:
        model = Lesson

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2013
    text = "Een hub heeft een gastheer nodig."


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = Risk

    programme = factory.SubFactory(ProgrammeFactory)
    what = "Organisaties hebben geen tijd voor een pilot."
    owner = "programmaleider"
