"""The four questions after a meeting."""

from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.crypto import salted_hmac

from privacy.sending import CarefulForm

from ..models import Evaluation, Meeting
from ..registering.fields import TextField
from .outcome import TEXTS

FORM_SALT = "meetings.evaluation.form"
CHOOSE = {"required": "Kies een antwoord.", "invalid_choice": "Kies een van de antwoorden."}
MARKS = [(mark, mark) for mark in range(Evaluation.LOWEST_MARK, Evaluation.HIGHEST_MARK + 1)]


def scale(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=TEXTS[name],
        choices=Evaluation.Degree.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class EvaluationForm(CarefulForm):
    useful = scale("useful")
    recognised = scale("recognised")
    mark = forms.TypedChoiceField(
        label=TEXTS["mark"],
        choices=[("", "Kies een cijfer"), *MARKS],
        coerce=int,
        error_messages={"required": "Kies een cijfer.", "invalid_choice": "Kies een cijfer."},
    )
    takes_along = TextField(
        label=TEXTS["takes_along"],
        help_text="Schrijf geen namen op, ook niet die van uzelf.",
        required=False,
        max_length=2000,
        too_long="Kort uw antwoord in tot ten hoogste 2000 tekens.",
    )
    questions = ("useful", "recognised", "mark", "takes_along")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(*self.questions, "stamp", self.trap)
        helper.add_input(Submit("send", "Verstuur mijn antwoorden"))
        return helper

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.questions}

    def key(self, meeting: Meeting) -> UUID:
        """Of this one form as it was shown: its moment and its token, which differs each time. A
        form without a token is known by what it says."""
        token = self.data.get("csrfmiddlewaretoken") or str(self.answers())
        text = f"{meeting.pk}:{self.data.get('stamp')}:{token}"
        return UUID(bytes=salted_hmac(FORM_SALT, text, algorithm="sha256").digest()[:16])
