"""Reports of 2013 and what they state."""

import factory
from factory.django import DjangoModelFactory

from dates.values import ApproximateDate
from reporting.models import Narrative, ProgressReport, StatedFigure

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
