"""What a reader answers who tries to find whom a story is about, and what staff compare."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from backoffice.base import ActionForm
from backoffice.needed import SaysWhatIsNeeded

from .intruding import LONGEST
from .models import Attempt

TOO_LONG = f"Kort uw antwoord in tot ten hoogste {LONGEST // 2} tekens."


def question(label: str, help_text: str, needed: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST // 2,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off", "data-private": "true"}),
        error_messages={"required": needed, "max_length": TOO_LONG},
    )


class AttemptForm(SaysWhatIsNeeded, forms.Form):
    who = question(
        "Wie is dit?",
        "Wie denkt u te herkennen, en waaraan? U mag ook zoeken, bijvoorbeeld op internet.",
        "Schrijf op wie u denkt te herkennen. Weet u het niet, schrijf dan: weet ik niet.",
    )
    where = question(
        "Waar was het?",
        "Welke organisatie, plaats of tijd denkt u te herkennen, en waaraan?",
        "Schrijf op waar u denkt dat het was. Weet u het niet, schrijf dan: weet ik niet.",
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("send", "Geef uw antwoord"))
        return helper


class ChosenAttempt(forms.ModelChoiceField):
    def label_from_instance(self, attempt: Attempt) -> str:
        who = attempt.reader.name if attempt.reader else attempt.read_by or "een lezer"
        return f"{who}, {attempt.answered_at:%-d-%-m-%Y}"


class CompareForm(ActionForm):
    attempt = ChosenAttempt(
        Attempt.objects.none(),
        label="Antwoord van",
        error_messages={"required": "Kies welk antwoord u vergeleek."},
    )
    outcome = forms.ChoiceField(
        label="Wat herkende de lezer?",
        choices=Attempt.Outcome.choices,
        widget=forms.RadioSelect,
        help_text="Herkende de lezer iets, dan kan deze tekst niet worden opgenomen.",
        error_messages={"required": "Kies of de lezer iemand of een plaats herkende."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.obj.attempts.to_compare().select_related("reader", "read_by")
        self.fields["attempt"].queryset = rows
