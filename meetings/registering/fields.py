"""Fields of public forms: each error is one sentence that says what to do."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

WEB_ADDRESS = ("://", "www.")


TURNERS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that nobody sees and that turn the order in which what follows is read."""


class OneError(forms.CharField):
    """Reports the first thing that is wrong, and refuses characters that cannot be kept."""

    line_breaks = ""
    validators: list

    def __init__(self, *, max_length: int, too_long: str, **kwargs: object) -> None:
        super().__init__(max_length=max_length, **kwargs)
        replaced = (MaxLengthValidator, ProhibitNullCharactersValidator)
        others = [check for check in self.validators if not isinstance(check, replaced)]
        length = MaxLengthValidator(max_length, too_long)
        self.validators = [length, self.refuse_control_characters, *others]

    def run_validators(self, value: str) -> None:
        try:
            super().run_validators(value)
        except ValidationError as error:
            raise error.error_list[0] from error

    def refuse_control_characters(self, value: str) -> None:
        controls = {c for c in value if unicodedata.category(c) in ("Cc", "Cs") or c in TURNERS}
        if controls - set(self.line_breaks):
            raise ValidationError(
                "Dit veld bevat een onzichtbaar teken dat we niet kunnen bewaren. Typ het opnieuw."
            )


class LineField(OneError, forms.CharField):
    """One line of text."""


class AddressField(OneError, forms.EmailField):
    """An e-mail address to which a mail server can deliver: its domain also as lines carry it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [*self.validators, self.refuse_what_cannot_be_sent]

    def refuse_what_cannot_be_sent(self, value: str) -> None:
        try:
            value.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise ValidationError(self.error_messages["invalid"]) from error


class TextField(OneError, forms.CharField):
    """Text of several lines."""

    line_breaks = "\r\n\t"
    widget = forms.Textarea({"rows": 3, "data-private": "true"})


class NameField(LineField):
    """The name of a person; no web address, since it is printed in a mail to the address given."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(part in value.lower() for part in WEB_ADDRESS):
            raise ValidationError("Vul alleen uw naam in, zonder webadres.")


def name_field() -> NameField:
    return NameField(
        label="Naam",
        max_length=120,
        too_long="Kort uw naam in tot ten hoogste 120 tekens.",
        error_messages={"required": "Vul uw naam in."},
        widget=forms.TextInput({"autocomplete": "name"}),
    )


def email_field(label: str = "E-mailadres van uw werk", help_text: str = "") -> AddressField:
    wrong = "Vul een e-mailadres in zoals naam@organisatie.nl."
    return AddressField(
        label=label,
        help_text=help_text,
        max_length=254,
        too_long=wrong,
        error_messages={"required": "Vul uw e-mailadres in.", "invalid": wrong},
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )


def organisation_field() -> LineField:
    return LineField(
        label="Organisatie",
        help_text="Bijvoorbeeld: Gemeente Leiden of Rijkswaterstaat. Een afkorting mag ook.",
        error_messages={"required": "Vul uw organisatie in."},
        max_length=250,
        too_long="Kort de naam van uw organisatie in tot ten hoogste 250 tekens.",
        widget=forms.TextInput({"autocomplete": "organization"}),
    )


def organisation_other_field() -> LineField:
    return LineField(
        label="Anders, namelijk",
        help_text="Alleen als u uw organisatie hierboven niet kunt vinden.",
        required=False,
        max_length=250,
        too_long="Kort de naam van uw organisatie in tot ten hoogste 250 tekens.",
    )


def function_field() -> LineField:
    return LineField(
        label="Functie",
        required=False,
        max_length=120,
        too_long="Kort uw functie in tot ten hoogste 120 tekens.",
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )


def needs_field() -> TextField:
    return TextField(
        label="Wat hebt u nodig om mee te doen?",
        help_text="Bijvoorbeeld een plaats voor een rolstoel of een gebarentolk.",
        required=False,
        max_length=2000,
        too_long="Kort dit in tot ten hoogste 2000 tekens.",
    )
