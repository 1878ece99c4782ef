"""What a story giver fills in on the own page."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from backoffice.needed import SaysWhatIsNeeded

from ..models.terms import choices_of_uses
from .acting import NOTHING

NO_USE = "Kruis aan waarvoor uw verhaal gebruikt mag worden, ten minste één ding."


def uses_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Waarvoor mag uw verhaal gebruikt worden?",
        help_text="Wat u niet aankruist, gebeurt niet. U kunt het later wijzigen.",
        choices=choices_of_uses,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_USE, "invalid_choice": NO_USE},
    )


class UsesForm(SaysWhatIsNeeded, forms.Form):
    uses = uses_field()

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("change", "Wijzig waarvoor het mag"))
        return helper


class StrikeForm(SaysWhatIsNeeded, forms.Form):
    """The boxes stand in the text itself; see the template."""

    struck = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": NOTHING, "invalid_choice": NOTHING}
    )
    reason = forms.CharField(
        label="Waarom moeten deze zinnen weg?",
        help_text="Voor wie het verhaal opnieuw uitschrijft. Schrijf hier geen namen.",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Schrijf kort waarom, bijvoorbeeld: hieraan herkent men mijn collega.",
            "max_length": "Kort uw reden in tot ten hoogste 400 tekens.",
        },
    )

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["struck"].choices = [(i, i) for i in range(number)]
