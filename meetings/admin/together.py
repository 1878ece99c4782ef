"""What staff do with many meetings at once."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.actions import ActionForm, ActionPage
from backoffice.together import Together
from backoffice.together.setting import SetForm, differing, link
from dates.day_fields import ClockField
from programme.models import Programme, Target, Theme

from .. import actions
from ..forms import CancelForm
from ..models import Meeting
from .actions import MEETING_ACTIONS, AnnouncedPage

NO_DAY = "De dag van deze bijeenkomst is niet bekend, dus “dagen ervoor” ligt niet vast."
PAGES = {page.name: page for page in MEETING_ACTIONS}


class CancelTogetherForm(ActionForm):
    reason = CancelForm.base_fields["reason"]
    note = CancelForm.base_fields["note"]


class AgreementForm(SetForm):
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label="Programma", required=False, empty_label="laat staan"
    )
    target = forms.ModelChoiceField(
        Target.objects.none(),
        label="Telt mee voor afspraak",
        required=False,
        empty_label="laat staan",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = Target.objects.filter(line=self.obj.line).select_related("programme")
        self.fields["target"].queryset = targets


class ThemeForm(ActionForm):
    themes = forms.ModelChoiceField(Theme.objects.offered(), label="Thema")


class DaysBeforeForm(SetForm):
    decide = forms.IntegerField(
        label="Beslissen: zoveel dagen ervoor", min_value=0, max_value=365, required=False
    )
    close = forms.IntegerField(
        label="Aanmelden sluit: zoveel dagen ervoor", min_value=0, max_value=365, required=False
    )
    at = ClockField(label="Aanmelden sluit om", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        close, at = values.get("close"), values.get("at")
        if not self.errors and (close is None) != (at is None):
            at_field = "close" if close is None else "at"
            raise ValidationError({at_field: "Vul de dagen en de tijd van het sluiten beide in."})
        return values


def set_agreement(meeting: Meeting, *, by: object, **values: Any) -> None:
    _change(meeting, values, by=by)


def set_days_before(
    meeting: Meeting, *, by: object, decide: int | None, close: int | None, at: time | None
) -> None:
    if meeting.known_date is None:
        raise ValidationError(NO_DAY)
    first = meeting.known_date.earliest
    values: dict[str, Any] = {}
    if decide is not None:
        values["decision_date"] = first - timedelta(days=decide)
    if close is not None and at is not None:
        day = first - timedelta(days=close)
        values["registration_closes"] = timezone.make_aware(datetime.combine(day, at))
    _change(meeting, values, by=by)


def _change(meeting: Meeting, values: dict[str, Any], *, by: object) -> None:
    for name, value in differing(meeting, values).items():
        setattr(meeting, name, value)
    actions.change_details(meeting, by=by)


def _held() -> Together:
    page = PAGES["gehouden"]
    assert isinstance(page, AnnouncedPage)
    unless = "Alleen een geplande bijeenkomst kan als gehouden worden vastgelegd."
    return Together(page, form=ActionForm, unless=unless, later=page.later, goes=page.goes)


MEETINGS_TOGETHER = (
    Together(PAGES["op-de-site"], unless="Deze bijeenkomst staat al op de site."),
    Together(PAGES["van-de-site"], unless="Deze bijeenkomst staat niet op de site."),
    _held(),
    Together(
        PAGES["annuleren"],
        form=CancelTogetherForm,
        unless="Alleen een geplande bijeenkomst kan worden geannuleerd.",
    ),
    Together(
        ActionPage(
            "afspraak",
            "Programma of afspraak wijzigen",
            set_agreement,
            "Programma of afspraak gewijzigd.",
            form=AgreementForm,
            intro="Een bijeenkomst telt voor een afspraak van haar eigen programma en lijn.",
        )
    ),
    Together(ActionPage("thema", "Thema toevoegen", link, "Thema toegevoegd.", form=ThemeForm)),
    Together(
        ActionPage(
            "dagen-ervoor",
            "Beslisdag en sluiting zetten",
            set_days_before,
            "Beslisdag of sluiting gezet.",
            form=DaysBeforeForm,
            intro="Geteld vanaf de dag van elke bijeenkomst. Wat u leeg laat, blijft staan.",
        )
    ),
    Together(
        PAGES["toch-niet-gehouden"],
        unless="Deze bijeenkomst is niet gehouden.",
        in_list=False,
    ),
    Together(
        PAGES["toch-niet-geannuleerd"],
        unless="Deze bijeenkomst is niet geannuleerd.",
        in_list=False,
    ),
)
