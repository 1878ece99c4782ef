"""The form with which anyone shares a story from practice."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils import timezone

from dates.day_fields import DayField
from meetings.registering.fields import LineField, TextField, email_field
from privacy.sending import CarefulForm

from .giver.forms import uses_field
from .sharing import CONSENT_TEXT


class ShareStoryForm(CarefulForm):
    title = LineField(
        label="Titel",
        help_text="Waar gaat uw verhaal over, in een paar woorden?",
        max_length=200,
        too_long="Kort de titel in tot ten hoogste 200 tekens.",
        error_messages={"required": "Geef uw verhaal een titel."},
    )
    story = TextField(
        label="Uw verhaal",
        help_text=(
            "Wat gebeurde er, wat maakte het moeilijk, en wat deed u? "
            "Laat namen van mensen weg, ook die van uzelf."
        ),
        max_length=20_000,
        too_long="Kort uw verhaal in tot ten hoogste 20.000 tekens.",
        error_messages={"required": "Schrijf uw verhaal op."},
        widget=forms.Textarea({"rows": 12}),
    )
    consent = forms.BooleanField(
        label=CONSENT_TEXT,
        error_messages={"required": "Zonder uw toestemming kunnen we uw verhaal niet bewaren."},
    )
    uses = uses_field()
    valid_until = DayField(
        label="Tot en met welke dag? (mag leeg blijven)",
        help_text="Daarna halen we uw verhaal vanzelf weg. Leeg: tot u het intrekt.",
        required=False,
    )
    email = email_field(
        label="E-mailadres",
        help_text=(
            "Om u iets over uw verhaal te kunnen vragen, en om u de link te mailen waarmee u uw "
            "toestemming intrekt."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False

    def clean_valid_until(self) -> date | None:
        day = self.cleaned_data["valid_until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Kies een dag die nog komt, of laat dit leeg.")
        return day

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"data-guard": "warn"}
        helper.layout = Layout(
            *("title", "story", "uses", "valid_until"),
            *("email", "consent", "stamp", self.trap),
        )
        helper.add_input(Submit("send", "Deel mijn verhaal"))
        return helper
