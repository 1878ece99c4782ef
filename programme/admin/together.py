"""What staff do with many organisations at once."""

from django import forms

from backoffice.actions import ActionPage
from backoffice.instead_of_deleting import RETIRE, USE_AGAIN
from backoffice.together import Together
from backoffice.together.setting import LEAVE, SetForm, set_fields

from ..models import Rank, Sector


class SectorForm(SetForm):
    sector = forms.ChoiceField(label="Sector", choices=[*LEAVE, *Sector.choices], required=False)
    rank = forms.TypedChoiceField(
        label="Plaats bij zoeken",
        choices=[*LEAVE, *Rank.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )


ORGANISATIONS_TOGETHER = (
    Together(
        ActionPage(
            "indelen",
            "Sector of plaats bij zoeken wijzigen",
            set_fields,
            "Anders ingedeeld.",
            form=SectorForm,
        )
    ),
    Together(RETIRE, unless="Deze organisatie wordt al niet meer aangeboden."),
    Together(USE_AGAIN, unless="Deze organisatie wordt al aangeboden."),
)
