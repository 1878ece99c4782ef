"""What staff fill in to assign a story, and to end that."""

from typing import Any

from django import forms

from backoffice.base import ActionForm
from dates.day_fields import DayField

from ..models import Assignment


class AssignForm(ActionForm):
    name = forms.CharField(
        label="Naam",
        max_length=120,
        error_messages={"required": "Vul in hoe de lezer heet."},
    )
    email = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Vul het e-mailadres van de lezer in.",
            "invalid": "Dit is geen e-mailadres. Vul een adres in als naam@organisatie.nl.",
        },
    )
    expires_on = DayField(
        label="Link geldt tot en met",
        help_text="De dag waarop de link voor het laatst werkt; ten hoogste 90 dagen vooruit.",
    )


class ChosenReader(forms.ModelChoiceField):
    def label_from_instance(self, assignment: Assignment) -> str:
        return assignment.reader.name


class EndForm(ActionForm):
    assignment = ChosenReader(
        Assignment.objects.none(),
        label="Lezer",
        help_text="Het verhaal is meteen weg van de pagina van deze lezer.",
        error_messages={"required": "Kies van wie u het verhaal terugneemt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.obj.assignments.filter(ended_at=None).select_related("reader")
        self.fields["assignment"].queryset = standing
