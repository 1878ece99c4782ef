"""What staff fill in at the door."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from backoffice.needed import SaysWhatIsNeeded

from ..actions import Applicant
from ..models import Meeting, Registration
from ..registering.fields import LineField


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
