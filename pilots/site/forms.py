from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from meetings.registering.fields import (
    WEB_ADDRESS,
    LineField,
    TextField,
    email_field,
    function_field,
    name_field,
)
from privacy.sending import CarefulForm

PHONE = r"^\s*\+?(?:[\s()./-]*\d){8,15}\s*$"
"""Eight to fifteen digits (E.164), with the signs that people write between them."""
NO_WEB_ADDRESS = "Laat webadressen weg. We vragen er later naar als we ze nodig hebben."


def refuse_web_address(value: str) -> None:
    """What is typed goes by mail to an address that nobody has checked yet."""
    if any(part in value.lower() for part in WEB_ADDRESS):
        raise ValidationError(NO_WEB_ADDRESS)


class JoinForm(CarefulForm):
    """Which organisation comes forward, and whom staff can answer."""

    organisation = LineField(
        label="Organisatie",
        help_text="Bijvoorbeeld: Gemeente Leiden of Rijkswaterstaat.",
        max_length=150,
        too_long="Kort de naam van uw organisatie in tot ten hoogste 150 tekens.",
        error_messages={"required": "Vul uw organisatie in."},
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    about = TextField(
        label="Waar zou het over moeten gaan?",
        help_text="In een paar zinnen. Laat namen van collega's weg.",
        max_length=2000,
        too_long="Kort dit in tot ten hoogste 2000 tekens.",
        error_messages={"required": "Schrijf op waar het over zou moeten gaan."},
        widget=forms.Textarea({"rows": 5}),
    )
    name = name_field()
    function = function_field()
    email = email_field(help_text="Hierop antwoorden we u.")
    phone = LineField(
        label="Telefoonnummer",
        required=False,
        max_length=30,
        too_long="Vul een telefoonnummer in van ten hoogste 30 tekens.",
        validators=[RegexValidator(PHONE, "Vul een telefoonnummer in, of laat dit leeg.")],
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("organisation", "about", "function", "phone"):
            self.fields[name].validators.append(refuse_web_address)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"data-guard": "warn"}
        fields = ("organisation", "about", "name", "function", "email", "phone")
        helper.layout = Layout(*fields, "stamp", self.trap)
        helper.add_input(Submit("send", "Verstuur"))
        return helper
