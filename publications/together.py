"""What staff do with many publications at once."""

from django import forms

from backoffice.actions import ActionPage
from backoffice.together import Together
from backoffice.together.setting import LEAVE, SetForm, YesOrNo, set_fields
from programme.models import Programme

from .models import Publication


class DetailsForm(SetForm):
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label="Programma", required=False, empty_label="laat staan"
    )
    kind = forms.ChoiceField(
        label="Soort", choices=[*LEAVE, *Publication.Kind.choices], required=False
    )
    concerns_public_administration = YesOrNo(label="Gaat over het openbaar bestuur")


PUBLICATIONS_TOGETHER = (
    Together(
        ActionPage(
            "indelen",
            "Programma, soort of bestuur wijzigen",
            set_fields,
            "Anders ingedeeld.",
            form=DetailsForm,
        )
    ),
)
