"""What staff fill in about a meeting, and for each of its actions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from backoffice.base import ActionForm, Doubt
from dates.day_fields import ClockField
from dates.fields import ApproximateDateFormField
from dates.near import rest_of_year, year_until
from dates.values import ApproximateDate
from programme.asking import TermForm, outside_term
from programme.provinces import province_of

from .asking import (
    added_before,
    check_before_meeting,
    differs_from_list,
    doubts_of_date,
    not_of_target,
)
from .beginning import last_of, target_of
from .models import Meeting, Rescheduling, move_without_day

WHY = "Waarom verandert u dit?"
TOO_FEW_PLACES = (
    "{}. De link gaat naar {} mensen; wie geen plaats meer vindt, kan daar op de wachtlijst. Klopt "
    "dat?"
)
NO_PLACES = "Met 0 plaatsen komt iedereen op de wachtlijst. Leeg is: zoveel als er komen. Klopt 0?"
ELSEWHERE = "{} ligt in {}. Klopt de provincie die u koos?"
ENDS_MOVE = (
    "De bijeenkomst is verplaatst en had nog geen dag. Noemt u die nu, dan hoort iedereen de "
    "nieuwe datum, en vragen we wie een plaats heeft of die dan komt."
)
ATTENDED_SOURCE = {"meetings_meeting_attended_with_source": "attended_source"}
TIMES = {
    "meetings_meeting_time_needs_day": "start_time",
    "meetings_meeting_ends_after_start": "end_time",
}


class MeetingForm(TermForm):
    class Meta:
        help_texts = {
            "description": "Zoals bezoekers het op de site lezen.",
            "venue": "De naam van het gebouw, de straat en het nummer.",
            "end_time": "Na middernacht? Vul de tijd in; dan is het de volgende dag.",
            "route": "Openbaar vervoer, parkeren, de ingang. Leeg: nog niet bekend.",
            "accessibility": "Drempels, lift, toilet, ringleiding. Leeg: nog niet bekend.",
        }

    sentences_at = {
        **TIMES,
        "meetings_meeting_minimum_within_capacity": "minimum",
        "meetings_meeting_not_built_on_itself": "builds_on",
        "meetings_meeting_part_needs_series": "series",
        "meetings_meeting_part_once": "part",
        **ATTENDED_SOURCE,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decision_date", "registration_closes"):
            if name in self.fields:
                self.fields[name].read_near(year_until(self.chosen("date")))

    def clean(self) -> dict[str, Any]:
        """A known town tells its province, where nobody chose one."""
        values = super().clean()
        if "place" in values and not values.get("province"):
            values["province"] = province_of(values["place"])
        return values

    def _post_clean(self) -> None:
        super()._post_clean()
        changed = {
            argument: self.cleaned_data.get(name)
            for argument, name in (
                ("decision_date", "decision_date"),
                ("closes", "registration_closes"),
            )
            if {name, "date", "start_time"} & set(self.changed_data)
        }
        try:
            check_before_meeting(self.instance, **changed)
        except ValidationError as refusal:
            self._update_errors(refusal)

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        when, target = self.instance.date, self.cleaned_data.get("target")
        outside = "date" in self.fields and outside_term(when, self.instance.programme)
        sentence = not_of_target(when, target)
        if sentence and not outside:
            yield Doubt("target", sentence, about=("date",))
        if beside := differs_from_list(self.instance, self.cleaned_data.get("attended")):
            yield Doubt("attended", beside)
        if "capacity" in self.changed_data and self.cleaned_data.get("capacity") == 0:
            yield Doubt("capacity", NO_PLACES)
        if {"place", "province"} & set(self.changed_data):
            yield from self._elsewhere()

    def _elsewhere(self) -> Iterator[Doubt]:
        """Of a town of which there is one, another province than it lies in."""
        place, chosen = self.cleaned_data.get("place", ""), self.cleaned_data.get("province")
        known = province_of(place)
        if known and chosen and known != chosen:
            said = Meeting(province=known).get_province_display()
            yield Doubt("province", ELSEWHERE.format(place, said), about=("place",))

    def asked_of_term(self) -> list[str]:
        """Of a meeting whose own date lies outside it, that one was asked about."""
        if outside_term(self.instance.date, self.instance.programme):
            return ["date"] if "date" in self.fields else []
        return super().asked_of_term()


class KnownMeetingForm(MeetingForm):
    notify = forms.BooleanField(
        label="Mail iedereen die is aangemeld of wacht",
        required=False,
        help_text="De mail zegt hoe het nu is: datum, tijden, plaats, route en toegankelijkheid.",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("notify") and self.changed_data == ["notify"]:
            raise ValidationError({"notify": "U verandert niets, dus er is niets te mailen."})
        return values


class NewMeetingForm(MeetingForm):
    """The date can be written here once; later it changes by the actions."""

    date = Meeting.date.formfield()
    by_date = forms.BooleanField(
        label="Telt mee voor de afspraak van het jaar waarin de datum valt",
        required=False,
        initial=True,
        help_text="Zolang die nog niet is ingevuld. Kiest u zelf een afspraak, dan geldt die.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs["data-year-of"] = "target"

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        when, programme = values.get("date"), values.get("programme")
        if values.get("by_date") and programme and not values.get("target"):
            values["target"] = target_of(programme, self.instance.line, when)
        if not (when and when.is_known_to_the_day):
            self._put_times_by(values)
        return values

    def _put_times_by(self, values: dict[str, Any]) -> None:
        """Those that the last meeting filled in were typed by nobody; they wait for a day."""
        last = last_of(self.instance.line)
        times = {name: values.get(name) for name in TIMES.values()}
        if last and any(times.values()) and times == {n: getattr(last, n) for n in times}:
            values.update(dict.fromkeys(times))
            for name, time in times.items():
                setattr(self.instance, f"kept_{name}", time)

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        if sentence := added_before(self.instance):
            yield Doubt("title", sentence, about=("place", "date"))

    def near(self, name: str) -> ApproximateDate | None:
        target = self.chosen("target")
        return ApproximateDate.of_year(target.year) if target else None


class DateForm(ActionForm):
    """A date, or explicitly that it is not known: an empty field alone might be an oversight."""

    to = ApproximateDateFormField(label="Datum")
    unknown = forms.BooleanField(label="De datum is niet bekend", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        typed = self.data.get(self.add_prefix("to"), "").strip()
        unknown = values.pop("unknown", False) or bool(typed and values.get("to") is None)
        if "to" in values and unknown == (values["to"] is not None):
            raise ValidationError(
                {"to": "Schrijf de datum op, of vink aan dat die niet bekend is."}
            )
        return values

    def doubts(self) -> Iterator[Doubt]:
        for sentence in doubts_of_date(self.obj, self.cleaned_data.get("to")):
            yield Doubt("to", sentence)


class MoveForm(DateForm):
    to = ApproximateDateFormField(label="Nieuwe datum")
    unknown = forms.BooleanField(label="De nieuwe datum is nog niet bekend", required=False)
    reason = forms.CharField(
        label="Reden",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Leeg: nog niet bekend. U kunt de reden later aanvullen.",
    )
    decided = ApproximateDateFormField(label="Wanneer is dit besloten?")
    start_time = ClockField(label="Nieuw begin", required=False)
    end_time = ClockField(
        label="Nieuw einde",
        required=False,
        help_text="Vult u geen tijden in, dan blijven de tijden zoals ze zijn.",
    )
    field_order = ("to", "unknown", "start_time", "end_time", "reason", "decided")
    sentences_at = TIMES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, target = self.obj.date, self.obj.target
        self.fields["to"].read_near(rest_of_year(known, target.year if target else 0))
        self.fields["decided"].read_near(year_until(known))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        times = (values.pop("start_time", None), values.pop("end_time", None))
        return values | {"times": times if any(times) else None}


class CorrectDateForm(DateForm):
    to = ApproximateDateFormField(label="Juiste datum")
    why = forms.CharField(label=WHY, max_length=80)
    notify = forms.BooleanField(
        label="Mail iedereen die is aangemeld of wacht",
        required=False,
        help_text="Niet aangevinkt: er gaat geen mail.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, target = self.obj.date, self.obj.target
        year = ApproximateDate.of_year(target.year) if target and known is None else None
        self.initial["to"] = known
        self.initial["notify"] = self._is_waited_for()
        self.fields["to"].stand_at(known, year)
        if move_without_day(self.obj):
            self.fields["notify"].help_text = ENDS_MOVE

    def _is_waited_for(self) -> bool:
        """Whether people count on a day that is not known: when it is, they would hear nothing."""
        planned = self.obj.status == Meeting.Status.PLANNED
        waits = planned and self.obj.known_date is None
        return waits and self.obj.registrations.active().exists()


class CorrectFormerDateForm(DateForm):
    rescheduling = forms.ModelChoiceField(
        Rescheduling.objects.none(), label="Welke eerdere datum?", empty_label=None
    )
    to = ApproximateDateFormField(label="Juiste eerdere datum")
    why = forms.CharField(label=WHY, max_length=70)
    field_order = ("rescheduling", "to", "unknown", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["rescheduling"]
        choice.queryset = self.obj.reschedulings.all()
        choice.label_from_instance = lambda move: str(move.former_date or "datum niet vastgelegd")

    def doubts(self) -> Iterator[Doubt]:
        """A date that was given up may have lain in another year than the target."""
        sentence = outside_term(self.cleaned_data.get("to"), self.obj.programme)
        if sentence:
            yield Doubt("to", sentence)


class HoldForm(ActionForm):
    sentences_at = ATTENDED_SOURCE

    attended = forms.IntegerField(
        label="Aantal aanwezigen",
        min_value=0,
        required=False,
        help_text="Alleen als er geen presentielijst is. Leeg: niet vastgelegd.",
    )
    attended_source = forms.CharField(
        label="Bron van dat aantal",
        max_length=200,
        required=False,
        help_text="Van wie of waaruit komt het aantal?",
    )

    def doubts(self) -> Iterator[Doubt]:
        if beside := differs_from_list(self.obj, self.cleaned_data.get("attended")):
            yield Doubt("attended", beside)


class CancelForm(ActionForm):
    reason = forms.ChoiceField(
        label="Reden",
        choices=[("", "Kies een reden"), *Meeting.CancellationReason.choices],
        error_messages={"required": "Kies een reden uit de lijst."},
        help_text="Die lezen ook wie zich aanmeldden of wachten, behalve “anders”.",
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Voor de rapportage. Staat niet in de mail.",
    )
    sister = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Bied een plaats aan in een andere bijeenkomst",
        required=False,
        empty_label="Bied geen andere bijeenkomst aan",
        help_text="Wie was aangemeld of wachtte, krijgt een link om zich daar aan te melden.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["sister"]
        choice.queryset = Meeting.objects.sisters_of(self.obj, timezone.localdate())
        choice.label_from_instance = lambda sister: f"{sister}, {sister.date}{places_of(sister)}"

    def doubts(self) -> Iterator[Doubt]:
        """Not all who hear of the other meeting can get a place there."""
        sister, people = self.cleaned_data.get("sister"), self.obj.registrations.active().count()
        if sister and sister.capacity is not None and sister.capacity - sister.taken < people:
            where = f"“{sister}”{places_of(sister)}"
            yield Doubt("sister", TOO_FEW_PLACES.format(where, people))


def places_of(sister: Meeting) -> str:
    """Of a meeting read `with_occupancy`; empty where there is no limit."""
    if sister.capacity is None:
        return ""
    free = sister.capacity - sister.taken
    return f", nog {free} {'plaats' if free == 1 else 'plaatsen'}"


class WhyForm(ActionForm):
    why = forms.CharField(label=WHY, max_length=70)
