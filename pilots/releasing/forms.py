"""What staff fill in: the matrix of what is released to whom, and how consent was given."""

from collections.abc import Iterator
from datetime import date, timedelta

from django import forms
from django.utils import timezone

from backoffice.actions import ActionForm
from dates.day_fields import DayField

from ..models import Audience, Form, Pilot, Release, What
from .recording import Choice, with_kind
from .standing import in_words

NOT = "niet"
USUAL_LIFE = timedelta(days=60)


def usual_last_day() -> date:
    return timezone.localdate() + USUAL_LIFE


class MatrixForm(ActionForm):
    """A group of fields for each thing to release: the form for each audience, and until when."""

    obj: Pilot
    last: tuple[str, ...] = ()
    """The fields that stand under the matrix."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(self._matrix())
        for name in self.last:
            self.fields[name] = self.fields.pop(name)

    def fieldsets(self) -> list[tuple[str | None, dict]]:
        cells = {name for what in What for name in self._names(what)}
        own = [name for name in self.fields if name not in cells]
        first = [name for name in own if name not in self.last]
        matrix = [(_heading(what), {"fields": [tuple(self._names(what))]}) for what in What]
        last = [("Hoe de toestemming is gegeven", {"fields": list(self.last)})] if self.last else []
        head = [("Aan wie", {"fields": first})] if first else []
        return [*head, *matrix, *last]

    def clean(self) -> dict:
        """The cells of the matrix as `choices`, in the place of the fields they came in."""
        values = super().clean()
        choices = with_kind(self.obj, list(self._chosen(values)))
        kept = {name: value for name, value in values.items() if name not in self._cell_names()}
        if not choices and not self.errors:
            self.add_error(None, "Kies ten minste één onderdeel om vrij te geven.")
        return kept | {"choices": choices}

    def _matrix(self) -> Iterator[tuple[str, forms.Field]]:
        for what in What:
            offered = [(form.value, form.label) for form in Form if _is_possible(what, form)]
            for audience in Audience:
                yield (
                    f"{what}_{audience}",
                    forms.ChoiceField(
                        label=f"Voor {audience.label}: {what.label}",
                        choices=[("", NOT), *offered],
                        required=False,
                    ),
                )
            yield (
                f"{what}_until",
                DayField(
                    label=f"Tot en met: {what.label}", required=False, help_text="Leeg: geen einde."
                ),
            )

    def _names(self, what: What) -> list[str]:
        return [*(f"{what}_{audience}" for audience in Audience), f"{what}_until"]

    def _cell_names(self) -> set[str]:
        return {name for what in What for name in self._names(what)}

    def _chosen(self, values: dict) -> Iterator[Choice]:
        for what in What:
            for audience in Audience:
                if form := values.get(f"{what}_{audience}"):
                    yield Choice(what, audience, form, values.get(f"{what}_until"))


class PaperForm(MatrixForm):
    last = ("consent_by", "consent_on", "source_note")
    consent_by = forms.CharField(
        label="Wie gaf toestemming?",
        max_length=200,
        help_text="De functie of afdeling bij de organisatie.",
    )
    consent_on = DayField(
        label="Wanneer?", help_text="De dag van de toestemming, bijvoorbeeld 24-2-2014."
    )
    source_note = forms.CharField(
        label="Waar is de toestemming te vinden?",
        max_length=200,
        help_text="Bijvoorbeeld: brief van 24-2-2014, in de map van de pilot.",
    )


class AskForm(MatrixForm):
    name = forms.CharField(label="Naam van wie beslist", max_length=120)
    email = forms.EmailField(label="E-mailadres")
    expires_on = DayField(label="De link geldt tot en met", initial=usual_last_day)
    message = forms.CharField(
        label="Toelichting van u",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Staat in de mail en op de pagina. Schrijf hier niets uit de resultaten.",
    )


class WithdrawForm(ActionForm):
    releases = forms.ModelMultipleChoiceField(
        Release.objects.none(),
        label="Wat wordt niet langer vrijgegeven?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wat niet langer wordt vrijgegeven."},
    )
    why = forms.CharField(label="Waarom verandert u dit?", max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["releases"]
        choice.queryset = self.obj.releases.filter(ended_at=None)
        choice.label_from_instance = called


def called(release: Release) -> str:
    what, audience = release.get_what_display(), release.get_audience_display()
    return f"{what} voor {audience}: {in_words(release)}"


def _heading(what: What) -> str:
    return f"{what.label[:1].upper()}{what.label[1:]}"


def _is_possible(what: What, form: Form) -> bool:
    return not (form == Form.NUMBERS and what in (What.CONCLUSIONS, What.NAME))
