"""What a reader fills in: a question, a name, a code."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import RegexValidator
from django.forms import Widget

from meetings.registering.fields import TextField, name_field

from .actions import LONGEST

SIX_DIGITS = "Vul de zes cijfers uit de mail in."


class QuestionText(TextField):
    """The browser cuts off nothing; a line break counts as one character."""

    def widget_attrs(self, widget: Widget) -> dict:
        return super().widget_attrs(widget) | {"maxlength": None}

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class QuestionForm(forms.Form):
    text = QuestionText(
        label="Uw vraag",
        help_text="Ten hoogste 2000 tekens. Andere lezers van deze rapportage zien uw vraag, uw "
        "naam en het antwoord.",
        max_length=LONGEST,
        too_long="Kort uw vraag in tot ten hoogste 2000 tekens.",
        error_messages={"required": "Schrijf uw vraag op."},
        widget=forms.Textarea({"rows": 8}),
    )


class ConfirmForm(forms.Form):
    name = name_field()

    @property
    def helper(self) -> FormHelper:
        return _helper("Mail mij een code")


class CodeField(forms.CharField):
    def to_python(self, value: object) -> str:
        return "".join(super().to_python(value).split())


class CodeForm(forms.Form):
    code = CodeField(
        label="Code uit de mail",
        error_messages={"required": SIX_DIGITS},
        validators=[RegexValidator(r"\A[0-9]{6}\Z", SIX_DIGITS)],
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "input--code"}
        ),
    )

    @property
    def helper(self) -> FormHelper:
        return _helper("Bevestig")


def _helper(button: str) -> FormHelper:
    helper = FormHelper()
    helper.add_input(Submit("send", button))
    return helper
