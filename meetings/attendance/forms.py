"""What staff fill in at the door."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from backoffice.needed import SaysWhatIsNeeded

from ..actions import Applicant, Tick
from ..actions.ticking import CAME, NOT_THERE, WALKED_IN
from ..models import Meeting, Registration
from ..registering.fields import LineField

MOST_TICKS = 200
"""In one sending; what waits beyond it is sent after it."""
NOT_FROM_HERE = "Dit kwam niet van de lijst bij de deur. Laad de pagina opnieuw."


class SearchForm(SaysWhatIsNeeded, forms.Form):
    q = forms.CharField(
        label="Zoek op naam of organisatie", required=False, max_length=120, strip=True
    )


class MarkForm(forms.Form):
    """One button of one person was pressed: its name says what, its value who."""

    BUTTONS = ("came", "did_not", "same", "off", "ticket")

    q = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.BUTTONS:
            people = Registration.objects.filter(meeting=meeting)
            self.fields[name] = forms.ModelChoiceField(people, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        pressed = [name for name in self.BUTTONS if values.get(name)]
        if len(pressed) != 1:
            raise ValidationError("Deze persoon staat niet op de lijst. Laad de pagina opnieuw.")
        values["pressed"] = pressed[0]
        values["registration"] = values[pressed[0]]
        return values


class WalkInForm(forms.Form):
    name = LineField(
        label="Naam",
        max_length=120,
        too_long="Kort de naam in tot ten hoogste 120 tekens.",
        error_messages={"required": "Vul de naam in."},
    )
    organisation = LineField(
        label="Organisatie",
        required=False,
        max_length=250,
        too_long="Kort de naam van de organisatie in tot ten hoogste 250 tekens.",
    )

    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def values(self) -> dict[str, Any]:
        """What was typed stays beside the organisation that is known by exactly this name."""
        return {
            "key": self.cleaned_data["key"],
            "name": self.cleaned_data["name"],
            **Applicant.organisation_in(self.cleaned_data["organisation"]),
        }


class TickForm(SaysWhatIsNeeded, WalkInForm):
    """One of what waited on a phone: of a person on the list, or of who walked in."""

    what = forms.ChoiceField(choices=[(what, what) for what in (CAME, NOT_THERE, WALKED_IN)])
    person = forms.IntegerField(min_value=1, required=False)
    seen = forms.IntegerField(min_value=0, required=False)
    key = forms.UUIDField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.data.get("what") == WALKED_IN

    def tick(self) -> Tick:
        return Tick(**{**self.cleaned_data, "seen": self.cleaned_data["seen"] or 0})


class TicksForm(forms.Form):
    """What a phone sends: ticks as JSON, in the order in which they were made."""

    ticks = forms.JSONField(error_messages=dict.fromkeys(("required", "invalid"), NOT_FROM_HERE))

    def clean_ticks(self) -> list[Tick]:
        rows = self.cleaned_data["ticks"]
        if not isinstance(rows, list) or not 0 < len(rows) <= MOST_TICKS:
            raise ValidationError(NOT_FROM_HERE)
        forms = [TickForm(row if isinstance(row, dict) else {}) for row in rows]
        if not all(form.is_valid() for form in forms):
            raise ValidationError(NOT_FROM_HERE)
        return [form.tick() for form in forms]
