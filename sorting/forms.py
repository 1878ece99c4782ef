"""What is typed: a code, a card with its pile, a new round."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone

from dates.day_fields import DayField
from meetings.registering.fields import LineField

from .models import Round
from .piles import CARDS, UNKNOWN_CARD, UNKNOWN_PILE

NO_CODE = "Typ de code die uw begeleider gaf."


class CodeForm(forms.Form):
    code = LineField(
        label="Code",
        help_text="Zes letters en cijfers. Uw begeleider laat ze zien.",
        max_length=40,
        too_long="Deze code is te lang. Typ de zes letters en cijfers.",
        error_messages={"required": NO_CODE},
        widget=forms.TextInput({"autocapitalize": "off", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """As it is read out: with spaces, dashes or capitals it is the same code."""
        return "".join(filter(str.isalnum, self.cleaned_data["code"])).lower()[:8]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("send", "Verder"))
        return helper


class LayForm(forms.Form):
    """A card and the pile on which it goes; pile 0 is back on the hand."""

    sentences_at: dict[str, str] = {}

    card = forms.TypedChoiceField(
        choices=[(number, number) for number in range(1, CARDS + 1)],
        coerce=int,
        error_messages={"required": UNKNOWN_CARD, "invalid_choice": UNKNOWN_CARD},
    )
    pile = forms.TypedChoiceField(
        choices=[(number, number) for number in range(6)],
        coerce=int,
        error_messages={"required": UNKNOWN_PILE, "invalid_choice": UNKNOWN_PILE},
    )


class OpenForm(forms.Form):
    """A new round of the group of a session."""

    sentences_at: dict[str, str] = {}

    question = forms.ChoiceField(
        label="Vraag",
        choices=Round.Question.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welke vraag de groep beantwoordt."},
    )
    moves = forms.ChoiceField(
        label="Wanneer ziet u het beeld van de groep?",
        help_text=(
            "Bij “per vijf” telt niet mee wie na de laatste vijf komt: anders was te zien wat die "
            "mensen legden."
        ),
        choices=Round.Moves.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wanneer u het beeld ziet."},
    )
    open_until = DayField(
        label="Open tot en met",
        help_text="Ten hoogste twee weken. Daarna eindigt de ronde vanzelf.",
        error_messages={"required": "Vul in tot en met welke dag de ronde open is."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"moves": Round.Moves.AT_END, "open_until": self.today()}

    def today(self) -> date:
        return timezone.localdate()
