"""What staff fill in about the report: its cover, and a text for each section."""

from django import forms

from programme.admin_base import ApproximateDatesForm

from .models import Narrative, ProgressReport, StatedFigure
from .narrative_check import refuse_unreadable
from .sections.titles import SECTION_TITLES

LARGE = forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"})
ORDER = {section: place for place, section in enumerate(SECTION_TITLES)}


class ProgressReportForm(ApproximateDatesForm):
    reference_date = ProgressReport.reference_date.formfield()
    date = ProgressReport.date.formfield()
    sentences_at = {"reporting_progressreport_once_a_year": "year"}


class StatedFigureForm(ApproximateDatesForm):
    as_of = StatedFigure.as_of.formfield(
        required=True, error_messages={"required": "Vul in van wanneer dit cijfer is."}
    )
    sentences_at = {
        "reporting_statedfigure_has_date": "as_of",
        "reporting_statedfigure_has_source": "source",
    }


class NarrativeForm(ApproximateDatesForm):
    """The text of one section. The section is given, and its title is the name of the field.

    `place` is where the section stands in the report.
    """

    class Meta:
        model = Narrative
        fields = ["section", "text"]
        widgets = {"section": forms.HiddenInput, "text": LARGE}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        section = self.initial.get("section") or self.instance.section
        self.fields["text"].label = SECTION_TITLES.get(section, section)
        self.place = ORDER.get(section, len(ORDER))

    def clean_text(self) -> str:
        refuse_unreadable(self.cleaned_data["text"])
        return self.cleaned_data["text"]


class NarrativesFormSet(forms.BaseInlineFormSet):
    """A form for each section, those without a text too; the page sorts them by their place."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        report = kwargs.get("instance")
        kwargs["initial"] = [{"section": key} for key in sections_without_text(report)]
        super().__init__(*args, **kwargs)


def sections_without_text(report: ProgressReport | None) -> list[str]:
    written = set()
    if report is not None and report.pk:
        written = set(report.narratives.values_list("section", flat=True))
    return [key for key in SECTION_TITLES if key not in written]
