"""What staff fill in about a pilot, its groups, sessions and talks, and for each of its actions."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.base import ActionForm, HouseForm, fill_slug
from dates.day_fields import DayField
from dates.fields import ApproximateDateFormField

from .models import Conversation, Group, Pilot, Session


class PilotForm(HouseForm):
    sentences_at = {"pilots_pilot_participants_range_with_source": "participants_min"}


class GroupForm(HouseForm):
    def save(self, commit: bool = True) -> Group:
        group = self.instance
        fill_slug(group, group.name, among=Group.objects.filter(pilot=group.pilot))
        return super().save(commit)


class SessionForm(HouseForm):
    sentences_at = {"pilots_session_number_once": "number"}

    date = Session.date.formfield(help_text="")


class ConversationForm(HouseForm):
    date = Conversation.date.formfield()


class CounterpartyForm(HouseForm):
    sentences_at = {"pilots_counterparty_name_once": "name"}


class WhyForm(ActionForm):
    why = forms.CharField(label="Waarom verandert u dit?", max_length=70)


class CancelForm(ActionForm):
    note = forms.CharField(
        label="Waarom gaat de pilot niet door?", widget=forms.Textarea({"rows": 3})
    )


class ClosingForm(ActionForm):
    on = ApproximateDateFormField(label="Datum van de slotbijeenkomst")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = self.obj.closing_date
        self.fields["on"].stand_at(self.obj.closing_date)


class CorrectClosingForm(ClosingForm):
    state = forms.ChoiceField(
        label="Stand van de slotbijeenkomst", choices=Pilot.ClosingState.choices
    )
    why = forms.CharField(label="Waarom verandert u dit?", max_length=70)
    field_order = ("state", "on", "why")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["state"] = self.obj.closing_state


class ResultsStateForm(ActionForm):
    state = forms.ChoiceField(label="Stand van de resultaten", choices=Pilot.ResultsState.choices)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["state"] = self.obj.results_state


class ReleaseForm(ActionForm):
    consent_by = forms.CharField(
        label="Wie gaf toestemming?",
        max_length=200,
        help_text="De functie of afdeling bij de organisatie.",
    )
    consent_on = DayField(
        label="Wanneer?", help_text="De dag van de toestemming, bijvoorbeeld 24-2-2014."
    )

    def clean_consent_on(self) -> date:
        day = self.cleaned_data["consent_on"]
        if day > timezone.localdate():
            raise ValidationError("Deze dag ligt in de toekomst. Vul de dag van de toestemming in.")
        return day
