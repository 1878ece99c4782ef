"""What staff do with many ambassadors at once."""

from typing import Any

from django import forms

from backoffice.actions import ActionForm, ActionPage
from backoffice.together import Together
from backoffice.together.setting import LEAVE, WHY, SetForm, differing
from programme.models import Sector
from programme.provinces import Province

from .actions import correct_profile
from .models import OFFERS, Ambassador


class WorkForm(SetForm):
    sector = forms.ChoiceField(label="Sector", choices=[*LEAVE, *Sector.choices], required=False)
    province = forms.ChoiceField(
        label="Provincie", choices=[*LEAVE, *Province.choices], required=False
    )


class OfferForm(ActionForm):
    offer = forms.ChoiceField(label="Biedt aan", choices=[("", "Kies"), *OFFERS.items()])


def set_work(ambassador: Ambassador, *, by: object, **values: Any) -> None:
    correct_profile(ambassador, by=by, why=WHY, **differing(ambassador, values))


def add_offer(ambassador: Ambassador, *, by: object, offer: str) -> None:
    set_work(ambassador, by=by, **{offer: True})


def ambassadors_together(pages: tuple[ActionPage, ...]) -> tuple[Together, ...]:
    known = {page.name: page for page in pages}
    return (
        Together(known["opnemen"], unless="Alleen een belangstellende kan worden opgenomen."),
        Together(known["pauzeren"], unless="Alleen wie meedoet, kan pauzeren."),
        Together(known["verder"], unless="Deze ambassadeur pauzeert niet."),
        Together(
            ActionPage(
                "werk", "Sector of provincie wijzigen", set_work, "Gewijzigd.", form=WorkForm
            )
        ),
        Together(
            ActionPage("aanbod", "Aanbod toevoegen", add_offer, "Toegevoegd.", form=OfferForm)
        ),
    )
