"""What staff fill in about the report in the admin: its cover, and the figures they state."""

from programme.asking import TermForm

from ..models import ProgressReport, StatedFigure


class ProgressReportForm(TermForm):
    """Of the last year is reported after it."""

    years_after = 1
    reference_date = ProgressReport.reference_date.formfield()
    date = ProgressReport.date.formfield()
    sentences_at = {"reporting_progressreport_once_a_year": "year"}


class StatedFigureForm(TermForm):
    years_after = 1
    as_of = StatedFigure.as_of.formfield(
        required=True, error_messages={"required": "Vul in van wanneer dit cijfer is."}
    )
    sentences_at = {
        "reporting_statedfigure_has_date": "as_of",
        "reporting_statedfigure_has_source": "source",
    }
