"""What staff fill in when a session is held, moved, cancelled or mended, and when a group stops."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from backoffice.base import ActionForm, Doubt
from dates.entry import read_date
from dates.fields import ApproximateDateFormField
from dates.values import ApproximateDate
from programme.asking import outside_term
from programme.models import Person

from .actions.setting_up import MOST_GROUPS, MOST_SESSIONS, MOST_WEEKS
from .calendar import ClosedDays
from .models import Session
from .participants import Participants, read_participants

WHY = "Waarom verandert u dit?"


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick; who is sent twice is refused, not silently counted once."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        sent = list(value or ())
        if len(sent) != len(set(sent)):
            raise ValidationError("Iemand staat er twee keer. Kies elke begeleider één keer.")
        return super().clean(value)


class ParticipantsField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        shown = {
            "label": "Aantal deelnemers",
            "help_text": "Bijvoorbeeld 8, of 6 tot 11. Leeg: niet bekend. Schrijf geen namen op.",
        }
        super().__init__(**shown | {"required": False, "max_length": 40} | kwargs)

    def clean(self, value: str) -> Participants | None:
        return read_participants(super().clean(value))


class HeldForm(ActionForm):
    """How many came to a session, and who led it."""

    sentences_at = {"date": "on", "pilots_session_participants": "participants"}

    participants = ParticipantsField()
    source = forms.CharField(
        label="Bron van dat aantal",
        max_length=200,
        required=False,
        help_text="Nodig bij een aantal als 6 tot 11: van wie of waaruit komt het?",
    )
    facilitators = PeopleField(
        Person.objects.none(),
        label="Begeleiders",
        required=False,
        help_text="Niemand aangevinkt: niet vastgelegd wie deze sessie leidde.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilot, led = self.obj.group.pilot, Q(sessions=self.obj)
        people = Person.objects.filter(led | Q(pilots=pilot)).distinct()
        self.fields["facilitators"].queryset = people
        self.initial["facilitators"] = [person.pk for person in self.obj.facilitators.all()]
        if not people.exists():
            self.fields[
                "facilitators"
            ].help_text = (
                "Deze pilot heeft nog geen begeleiders. Kies ze op de pagina van de pilot."
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        number = values.get("participants")
        if number and not number.is_exact and not values.get("source", "").strip():
            self.add_error("source", "Schrijf op waar u dit aantal vandaan heeft.")
        return values

    def doubts(self) -> Iterator[Doubt]:
        agreed = self.obj.group.pilot.facilitators_per_session or 0
        led_by = len(self.cleaned_data["facilitators"])
        if 0 < led_by < agreed:
            people = "begeleider" if led_by == 1 else "begeleiders"
            yield Doubt(
                "facilitators",
                f"Dit is minder dan afgesproken: {led_by} {people}, afgesproken {agreed}. "
                "Klopt dat?",
            )


class HoldForm(HeldForm):
    """The date is asked only where it is not known: to move a session is another action."""

    on = ApproximateDateFormField(label="Datum")
    field_order = ("on", "participants", "source", "facilitators")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj.date:
            del self.fields["on"]

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        if "on" not in self.fields:
            return
        when = self.cleaned_data["on"]
        outside = outside_term(when, self.obj.group.pilot.programme)
        if outside:
            yield Doubt("on", outside)
        if when is None:
            yield Doubt("on", f"{self.obj} is gehouden, maar zonder datum. Klopt dat?")


class CorrectForm(HeldForm):
    why = forms.CharField(label=WHY, max_length=70)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.obj.participants
        self.initial["participants"] = str(number) if number else ""
        self.initial["source"] = self.obj.participants_source


class DateForm(ActionForm):
    """A date, or explicitly that it is not known: an empty field alone might be an oversight."""

    sentences_at = {"date": "to"}

    to = ApproximateDateFormField(label="Nieuwe datum")
    unknown = forms.BooleanField(label="De datum is niet bekend", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        unknown = values.pop("unknown", False)
        if "to" in values and unknown == (values["to"] is not None):
            self.add_error("to", "Schrijf de datum op, of vink aan dat die niet bekend is.")
        return values

    def doubts(self) -> Iterator[Doubt]:
        sentence = outside_term(self.cleaned_data["to"], self.obj.group.pilot.programme)
        if sentence:
            yield Doubt("to", sentence)


class MoveForm(DateForm):
    reason = forms.CharField(
        label="Reden",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Leeg: nog niet bekend. U kunt de reden later aanvullen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].read_near(self.obj.date)


class CorrectDateForm(DateForm):
    to = ApproximateDateFormField(label="Juiste datum")
    why = forms.CharField(label=WHY, max_length=70)
    field_order = ("to", "unknown", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["to"] = self.obj.date
        self.fields["to"].stand_at(self.obj.date)

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        if self.obj.status == Session.Status.HELD and self.cleaned_data["to"] is None:
            yield Doubt("to", f"{self.obj} is gehouden, maar zonder datum. Klopt dat?")


class CancelSessionForm(ActionForm):
    reason = forms.CharField(
        label="Waarom gaat de sessie niet door?",
        max_length=70,
        error_messages={"required": "Schrijf op waarom de sessie niet doorgaat."},
    )


class StopForm(ActionForm):
    reason = forms.CharField(
        label="Waarom stopt de groep eerder?",
        max_length=70,
        error_messages={"required": "Schrijf op waarom de groep eerder stopt."},
    )


class DaysField(forms.CharField):
    """Days with a semicolon, comma or line between them."""

    def clean(self, value: str) -> list[date]:
        parts = [part.strip() for part in re.split(r"[;,\n]", super().clean(value))]
        return [self._day(part) for part in parts if part]

    def _day(self, text: str) -> date:
        try:
            found = read_date(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if found is None or found.earliest != found.latest:
            raise ValidationError(f"“{text}” is geen dag. Typ een dag, zoals 24-2-2014.")
        return found.earliest


def number_field(label: str, most: int, **kwargs: Any) -> forms.IntegerField:
    sentence = f"Typ een getal van 1 tot en met {most}."
    wrong = dict.fromkeys(("min_value", "max_value", "invalid"), sentence)
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, error_messages=wrong, **kwargs
    )


class SetUpForm(ActionForm):
    """Six inputs, and no more: the rest is filled in where it is known."""

    sentences_at = {"date": "first"}

    groups = number_field("Aantal groepen", MOST_GROUPS)
    sessions = number_field("Aantal sessies per groep", MOST_SESSIONS)
    team = PeopleField(Person.objects.none(), label="Begeleiders", required=False)
    facilitators = number_field(
        "Afgesproken aantal begeleiders per sessie",
        20,
        required=False,
        help_text="Leeg: nog niet afgesproken.",
    )
    first = DaysField(
        label="Eerste dag",
        required=False,
        help_text=(
            "Eén dag voor alle groepen, of voor elke groep één met een puntkomma ertussen. "
            "Leeg: nog niet bekend; de sessies komen er dan zonder datum."
        ),
    )
    weeks = number_field(
        "Om de hoeveel weken?",
        MOST_WEEKS,
        required=False,
        help_text="Leeg: elke week. Feestdagen en vakanties worden overgeslagen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.obj.team.values("pk")
        offered = Person.objects.filter(Q(is_retired=False) | Q(pk__in=chosen))
        self.fields["team"].queryset = offered
        self.initial["team"] = [person.pk for person in self.obj.team.all()]
        self.initial["facilitators"] = self.obj.facilitators_per_session

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        days, groups = values.get("first") or [], values.get("groups")
        if groups and len(days) not in (0, 1, groups):
            self.add_error("first", f"Vul één dag in, of voor elk van de {groups} groepen één.")
        return values

    def doubts(self) -> Iterator[Doubt]:
        closed = ClosedDays.known()
        for day in dict.fromkeys(self.cleaned_data["first"]):
            why, when = closed.why(day), ApproximateDate.of_day(day)
            if why:
                yield Doubt("first", f"Dan is er iets: {when} ({why}). Klopt deze dag?")
            if outside := outside_term(when, self.obj.programme):
                yield Doubt("first", outside)
