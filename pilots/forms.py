"""What staff fill in about a pilot, its groups, sessions and talks, and for each of its actions."""

import datetime
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.base import ActionForm, Doubt, HouseForm, fill_slug
from dates.fields import ApproximateDateFormField
from dates.to_come import is_over, is_to_come
from programme.asking import TermForm, outside_term

from .models import Conversation, Group, Pilot, Session

UNDATED_CLOSING = "De slotbijeenkomst is gehouden, maar zonder datum. Klopt dat?"
PAST_CLOSING = "De slotbijeenkomst is gepland, maar deze datum is voorbij: {}. Klopt dat?"


class PilotForm(HouseForm):
    sentences_at = {"pilots_pilot_participants_range_with_source": "participants_min"}

    begins = Pilot.begins.formfield(
        help_text="Geen sessie kan hiervoor liggen. Leeg: nog niet bekend."
    )


class GroupForm(HouseForm):
    def save(self, commit: bool = True) -> Group:
        group = self.instance
        fill_slug(group, group.name, among=Group.objects.filter(pilot=group.pilot))
        return super().save(commit)


class SessionForm(TermForm):
    programme_at = "group.pilot.programme"
    sentences_at = {"pilots_session_number_once": "number"}

    date = Session.date.formfield(help_text="")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """What a session that is there already went through is kept by its actions."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in {"date", "status"} & set(self.fields):
                self.fields[name].disabled = True

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        if self.instance.status == Session.Status.HELD and self.instance.date is None:
            sentence = f"{self.instance} is gehouden, maar zonder datum. Klopt dat?"
            yield Doubt("date", sentence, about=("status",))


class SessionOfGridForm(HouseForm):
    """On its own page only who is to lead it is filled in; the rest is done by its buttons."""


class VacationForm(HouseForm):
    sentences_at = {"pilots_vacation_in_order": "last"}


class ConversationForm(TermForm):
    """The stage of a talk that is stored stays: a later talk says how it went on."""

    programme_at = "counterparty.programme"
    sentences_at = {"pilots_conversation_step_with_day": "next_step"}
    date = Conversation.date.formfield()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.pk and self.instance.stage != Conversation.Stage.UNKNOWN
        if known and "stage" in self.fields:
            self.fields["stage"].disabled = True

    def asked_of_term(self) -> list[str]:
        return [name for name in super().asked_of_term() if name != "next_step_on"]

    def clean_next_step_on(self) -> datetime.date | None:
        day = self.cleaned_data["next_step_on"]
        if day and "next_step_on" in self.changed_data and day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies een dag die nog komt, of laat leeg.")
        return day

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        when = self.instance.date
        if is_to_come(when):
            yield Doubt("date", f"Dit gesprek moet nog komen: {when}. Klopt dat?")


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

    def doubts(self) -> Iterator[Doubt]:
        """`closing_state` tells which state the closing meeting is to be in."""
        when, state = self.cleaned_data.get("on"), self.closing_state()
        outside = outside_term(when, self.obj.programme)
        if outside and "on" in self.changed_data:
            yield Doubt("on", outside)
        if state == Pilot.ClosingState.HELD and when is None:
            yield Doubt("on", UNDATED_CLOSING)
        if state == Pilot.ClosingState.PLANNED and is_over(when):
            yield Doubt("on", PAST_CLOSING.format(when))

    def closing_state(self) -> str:
        return Pilot.ClosingState.PLANNED


class HoldClosingForm(ClosingForm):
    def closing_state(self) -> str:
        return Pilot.ClosingState.HELD


class CorrectClosingForm(ClosingForm):
    state = forms.ChoiceField(
        label="Stand van de slotbijeenkomst", choices=Pilot.ClosingState.choices
    )
    why = forms.CharField(label="Waarom verandert u dit?", max_length=70)
    field_order = ("state", "on", "why")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["state"] = self.obj.closing_state

    def closing_state(self) -> str:
        return self.cleaned_data["state"]


class ResultsStateForm(ActionForm):
    state = forms.ChoiceField(label="Stand van de resultaten", choices=Pilot.ResultsState.choices)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial["state"] = self.obj.results_state
