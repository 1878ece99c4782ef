from crispy_forms.helper import FormHelper
from django import forms

from programme.models import Programme

from .models import Publication


class OverviewForm(forms.Form):
    """Which publications stand in the overview. Names are those of the address."""

    programma = forms.ModelChoiceField(
        Programme.objects,
        to_field_name="slug",
        label="Programma",
        required=False,
        empty_label="Alle programma's",
        error_messages={"invalid_choice": "Dit programma bestaat niet. Kies een programma."},
    )
    jaar = forms.IntegerField(
        label="Jaar",
        required=False,
        min_value=2000,
        max_value=2100,
        error_messages={
            "invalid": "Vul een jaar van vier cijfers in, zoals 2013.",
            "min_value": "Vul een jaar vanaf 2000 in.",
            "max_value": "Vul een jaar tot en met 2100 in.",
        },
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle soorten"), *Publication.Kind.choices],
        error_messages={"invalid_choice": "Deze soort bestaat niet. Kies een soort."},
    )

    helper = FormHelper()
    helper.hide_optional = True
