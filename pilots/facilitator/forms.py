"""What a facilitator fills in: how many came, and what stood out."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from backoffice.asking import Doubt
from programme.models import Quality, Theme

from ..actions.observing import LONGEST
from ..models import Observation, Session
from ..participants import Participants, checked
from ..session_forms import CorrectForm, HeldForm, HoldForm, ParticipantsField

KEPT = {"data-keep": ""}
"""What is typed stays in the browser until it was saved; a large text does so anyway."""
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"} | KEPT
QUESTIONS = (
    "Staat er een naam, functie, afdeling of zaak in die naar één persoon wijst?",
    "Kan iemand die erbij was, herkennen over wie dit gaat?",
    "Zou degene van wie dit komt, het zo willen teruglezen?",
    "Gaat het over de spanning in het werk, en niet over hoe iemand is?",
)
"""That help to keep the confidence of a session; they stand beside the field."""


class OnPhone(HeldForm):
    """A number is typed on the keys for numbers; a range is two of them, with its source.

    Nothing is asked back here: what is unlikely is said afterwards, and flagged for staff.
    """

    participants = ParticipantsField(
        help_text="Weet u het niet? Laat het leeg. Schrijf geen namen op.",
        widget=forms.TextInput(NUMERIC),
    )
    up_to = ParticipantsField(
        label="Ten hoogste",
        help_text="Typ hierboven het kleinste aantal en hier het grootste.",
        widget=forms.TextInput(NUMERIC),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"source", "why"} & set(self.fields):
            self.fields[name].widget.attrs |= KEPT

    def doubts(self) -> Iterator[Doubt]:
        yield from ()

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        most = values.pop("up_to", None)
        if most and "participants" in values:
            try:
                values["participants"] = _range(values["participants"], most)
            except ValidationError as error:
                self.add_error("participants", error)
        return super().clean()


def _range(least: Participants | None, most: Participants) -> Participants:
    if least is None:
        raise ValidationError("Vul ook het kleinste aantal in, of laat beide leeg.")
    return checked(Participants(least.least, most.most))


class LogForm(OnPhone, HoldForm):
    """What is logged of a session that was held."""


class MendForm(OnPhone, CorrectForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.obj.participants
        self.initial["participants"] = str(number.least) if number else ""
        self.initial["up_to"] = "" if number is None or number.is_exact else str(number.most)


class Chosen(forms.ModelChoiceField):
    """One of a short list, or none."""

    widget = forms.Select(KEPT)

    def label_from_instance(self, row: Theme | Quality) -> str:
        return row.label if isinstance(row, Quality) else str(row)


class ObservationForm(forms.Form):
    sentences_at = {"pilots_observation_with_tension": "tension"}

    tension = forms.CharField(
        label="Welke spanning zag u?",
        help_text="Wat maakte goed werk hier moeilijk?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        error_messages={
            "required": "Schrijf op welke spanning u zag.",
            "max_length": f"Kort uw tekst in tot ten hoogste {LONGEST} tekens.",
        },
    )
    theme = Chosen(Theme.objects.none(), label="Thema", required=False, empty_label="Geen van deze")
    quality = Chosen(
        Quality.objects.none(),
        label="Welke van de drie B’s?",
        required=False,
        empty_label="Geen, of meer dan één",
    )
    quote = forms.CharField(
        label="Een uitspraak, zonder namen",
        help_text="Wat iemand zei, zo dat niemand te herkennen is.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": f"Kort de uitspraak in tot ten hoogste {LONGEST} tekens."},
    )

    def __init__(
        self, *args: Any, session: Session, observation: Observation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        programme = session.group.pilot.programme
        self.fields["theme"].queryset = Theme.objects.offered()
        self.fields["quality"].queryset = Quality.objects.offered().filter(programme=programme)
        for name in self.fields if observation else ():
            self.initial[name] = getattr(observation, name)
