"""What staff fill in about someone who registered."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.forms import Textarea
from django.utils import timezone

from backoffice.asking import Asks, Doubt
from backoffice.autocomplete import OneChoice
from backoffice.base import ActionForm
from backoffice.needed import SaysWhatIsNeeded
from dates.values import write
from programme.models import Organisation

from ..actions import Applicant
from ..actions.attendance import namesakes
from ..models import Meeting, Registration
from ..registering.fields import email_field, function_field, name_field

TO_ORGANISATION = Registration._meta.get_field("organisation")
ON_THE_LIST = "Er is al iemand aangemeld die “{}” heet, voor {}. Is dit echt iemand anders?"
MAY_BE_EMPTY = "Leeg: deze persoon krijgt geen mail. Geef dan zelf door wat er verandert."


def organisation_choice(**options: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Organisation.objects.offered(),
        label="Organisatie in het register",
        widget=OneChoice(TO_ORGANISATION, admin.site),
        **options,
    )


def typed_field() -> forms.CharField:
    return forms.CharField(
        label="Organisatie, zoals opgegeven",
        required=False,
        max_length=250,
        help_text="Als die niet in het register staat.",
    )


def named(meeting: Meeting) -> str:
    concept = "" if meeting.is_public else " (concept)"
    return f"{meeting}, {write(meeting.date)}{concept}"


class RegisterForForm(Asks, forms.ModelForm):
    """Someone rings to register."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.planned().order_by("date_earliest", "title"),
        label="Bijeenkomst",
        error_messages={"required": "Kies de bijeenkomst."},
    )
    name = name_field()
    email = email_field("E-mailadres", MAY_BE_EMPTY)
    organisation = organisation_choice(required=False)
    organisation_typed = typed_field()
    function = function_field()

    class Meta:
        model = Registration
        fields = ["meeting", "name", "email", "organisation", "organisation_typed", "function"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        meetings = self.fields["meeting"]
        meetings.queryset = meetings.queryset.not_over(timezone.localdate())
        meetings.label_from_instance = named

    def doubts(self) -> Iterator[Doubt]:
        meeting, name = self.cleaned_data["meeting"], self.cleaned_data["name"]
        if namesakes(meeting.registrations.active(), name):
            yield Doubt("name", ON_THE_LIST.format(name, meeting), about=("meeting",))

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "email"}

    def applicant(self) -> Applicant:
        values = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "meeting"}
        return Applicant(**values)


class DetailsForm(ActionForm):
    name = name_field()
    organisation = organisation_choice(required=False)
    organisation_typed = typed_field()
    function = function_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.initial[name] = getattr(self.obj, name)


class AddressForm(ActionForm):
    email = email_field("Nieuw e-mailadres", "De mail met de persoonlijke link gaat hierheen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email"] = self.obj.email


class PlaceForm(ActionForm):
    reason = forms.CharField(
        label="Waarom krijgt deze persoon voorrang?", widget=Textarea({"rows": 2}), max_length=500
    )
    when_full = forms.BooleanField(
        label="Ook als de bijeenkomst daarmee vol of te vol is", required=False
    )


class LetterForm(SaysWhatIsNeeded, forms.Form):
    subject = forms.CharField(label="Onderwerp", max_length=150)
    text = forms.CharField(
        label="Tekst",
        widget=Textarea({"rows": 8, "class": "vLargeTextField"}),
        max_length=5000,
        help_text="Aanhef, de gegevens van de bijeenkomst en de persoonlijke link komen erbij.",
    )

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")
