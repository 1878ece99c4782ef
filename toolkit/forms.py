"""What staff and the Werkgroep fill in about stories, editions, milestones and findings."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import Truncator

from backoffice.base import ActionForm, HouseForm
from pilots.models import Observation
from programme.asking import TermForm
from programme.models import Quality

from .anonymising import refuse_open
from .models import Audience, Edition, Milestone, Story
from .models.story import WRITTEN_OUT

LARGE = forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"})


class QualityChoices(forms.ModelMultipleChoiceField):
    """Each quality with its programme: two programmes may use the same word."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, quality: Quality) -> str:
        return f"{quality.label} ({quality.programme})"


class OwnQualities(HouseForm):
    """What is about the qualities of good work, of its own programme."""

    qualities = QualityChoices(
        label="Kwaliteiten van goed werk",
        queryset=Quality.objects.offered().select_related("programme"),
        required=False,
    )

    audience = forms.ChoiceField(label="Voor wie", choices=Audience.choices, required=False)

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or self.instance.audience

    def clean_qualities(self) -> object:
        chosen = self.cleaned_data["qualities"]
        programme = self.cleaned_data.get("programme")
        if programme and any(quality.programme_id != programme.pk for quality in chosen):
            raise ValidationError("Kies kwaliteiten van het programma waar dit bij hoort.")
        return chosen


class StoryForm(OwnQualities):
    sentences_at = {"toolkit_story_text_from_anonymised_on": "text"}

    class Meta:
        model = Story
        exclude = ["slug", "state"]
        widgets = {
            "text": LARGE,
            "raw_text": LARGE,
            "themes": forms.CheckboxSelectMultiple,
        }

    def clean(self) -> dict:
        """What a new text brings into an adopted story is decided about first."""
        data = super().clean()
        adopted = self.instance.state == Story.State.ADOPTED
        if adopted and {"title", *WRITTEN_OUT} & {*self.changed_data}:
            try:
                refuse_open(self._as_it_becomes(data))
            except ValidationError as error:
                self.add_error("text" if "text" in self.fields else None, error)
        return data

    def _as_it_becomes(self, data: dict) -> Story:
        story = Story(pk=self.instance.pk, slug=self.instance.slug)
        for name in ("title", *WRITTEN_OUT):
            setattr(story, name, data.get(name) or "")
        return story


class StepForm(ActionForm):
    note = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        required=False,
        help_text="Voor wie hierna komt. Schrijf hier geen namen of plaatsen uit het verhaal.",
    )


class StepBackForm(ActionForm):
    note = forms.CharField(
        label="Waarom gaat het verhaal een stap terug?",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        help_text="Schrijf hier geen namen of plaatsen uit het verhaal.",
    )


class KeepStoryForm(ActionForm):
    reason = forms.CharField(
        label="Waarom mag dit verhaal blijven?",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text="Bijvoorbeeld: niemand is erin te herkennen, en de verteller vindt het goed.",
    )


class EditionForm(TermForm):
    ready = Edition.ready.formfield()


class MilestoneForm(TermForm):
    planned = Milestone.planned.formfield()
    expected = Milestone.expected.formfield()
    actual = Milestone.actual.formfield()
    sentences_at = {"toolkit_milestone_not_waiting_for_itself": "waits_for"}


class ObservationChoices(forms.ModelMultipleChoiceField):
    """Each by how it begins: only who may read observations gets this field."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, observation: Observation) -> str:
        theme = observation.theme or "zonder thema"
        return f"{Truncator(observation.tension).chars(100)} ({theme})"


class FindingForm(TermForm):
    observations = ObservationChoices(
        label="Rust op waarnemingen",
        queryset=Observation.objects.select_related("theme"),
        required=False,
        help_text="In de rapportage staat alleen hoeveel het er zijn, vanaf vijf.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "observations" in self.fields:
            of_programme = Q(session__group__pilot__programme=self.instance.programme_id)
            chosen = Q(pk__in=self.instance.observations.values("pk"))
            rows = Observation.objects.filter(of_programme | chosen).select_related("theme")
            self.fields["observations"].queryset = rows

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"})}
