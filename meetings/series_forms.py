"""What staff fill in after a series, and how they mend it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from backoffice.base import ActionForm, Doubt
from dates.fields import ApproximateDateFormField
from programme.asking import TermForm, outside_term

from .evaluation.of_series import answers_to
from .models import FunderRequest, Meeting, Series, SeriesDecision, SeriesEvaluation

NONE_YET = "Nog geen"


def text(model: type[models.Model], name: str, *, required: bool = True) -> forms.CharField:
    """As the field of the model is called and explained."""
    field = model._meta.get_field(name)
    label = capfirst(field.verbose_name)
    area = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    return forms.CharField(label=label, help_text=field.help_text, required=required, widget=area)


class TermOfSeriesForm(ActionForm):
    """Dates are asked about outside the term of the programme."""

    years_after = 1
    """A series at the end of the term is evaluated, and answered about, in the year after it."""

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        for name, field in self.fields.items():
            if isinstance(field, ApproximateDateFormField):
                when = self.cleaned_data.get(name)
                sentence = outside_term(when, self.obj.programme, years_after=self.years_after)
                if sentence:
                    yield Doubt(name, sentence)


class EvaluateForm(TermOfSeriesForm):
    """What participants answered stands beside what staff write."""

    sentences_at = {"meetings_seriesevaluation_says_something": "process"}

    process = text(SeriesEvaluation, "process", required=False)
    content = text(SeriesEvaluation, "content", required=False)
    date = SeriesEvaluation.date.formfield()
    source = forms.CharField(
        label="Bron",
        max_length=200,
        required=False,
        help_text=SeriesEvaluation._meta.get_field("source").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = said_of(self.obj)
        if said:
            content = self.fields["content"]
            content.help_text = f"{content.help_text} Deelnemers: {said}."


def said_of(series: Series) -> str:
    """What participants answered about each part, where five or more did."""
    parts = list(series.meetings.order_by("part", "pk"))
    answers = answers_to(parts, timezone.localdate())
    return "; ".join(f"{called(part)}: {answers[part.pk]}" for part in parts if part.pk in answers)


def called(part: Meeting) -> str:
    return f"deel {part.part}" if part.part else f"“{part}”"


class DecideForm(TermOfSeriesForm):
    what = text(SeriesDecision, "what")
    date = SeriesDecision.date.formfield()
    follow_up = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Welke bijeenkomst volgde daarop?",
        required=False,
        empty_label=NONE_YET,
        help_text=SeriesDecision._meta.get_field("follow_up").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_follow_ups(self.fields["follow_up"], self.obj)


def offer_follow_ups(choice: forms.ModelChoiceField, series: Series) -> None:
    """The meetings of the programme, the newest first, that are no part of this series."""
    others = Meeting.objects.filter(programme=series.programme_id).exclude(series=series)
    choice.queryset = others.order_by("-date_latest", "-pk")
    choice.label_from_instance = lambda meeting: (
        f"{meeting.get_line_display()}: {meeting} ({meeting.date or 'zonder datum'})"
    )


class AskFunderForm(TermOfSeriesForm):
    what = text(FunderRequest, "what")
    asked = FunderRequest.asked.formfield()


class AnswerForm(TermOfSeriesForm):
    sentences_at = {
        "meetings_funderrequest_answer_with_date": "answered",
        "meetings_funderrequest_answered_after_asked": "answered",
    }

    request = forms.ModelChoiceField(
        FunderRequest.objects.none(), label="Op welk verzoek?", empty_label=None
    )
    answer = text(FunderRequest, "answer")
    answered = FunderRequest.answered.formfield(required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["request"]
        choice.queryset = self.obj.requests.filter(answer="")
        choice.label_from_instance = lambda request: request.what


class EvaluationForm(TermForm):
    programme_at = "series.programme"
    years_after = 1
    sentences_at = EvaluateForm.sentences_at
    date = SeriesEvaluation.date.formfield()


class DecisionForm(TermForm):
    programme_at = "series.programme"
    years_after = 1
    date = SeriesDecision.date.formfield()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields.get("follow_up")
        if choice and self.instance.series_id:
            offer_follow_ups(choice, self.instance.series)
            choice.empty_label = NONE_YET


class RequestForm(TermForm):
    programme_at = "series.programme"
    years_after = 1
    sentences_at = AnswerForm.sentences_at
    asked = FunderRequest.asked.formfield()
    answered = FunderRequest.answered.formfield()
