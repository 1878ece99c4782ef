from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from dates.day_fields import MomentField
from programme.asking import TermForm

from .models import Activity, Ambassador


class AmbassadorForm(TermForm):
    joined = Ambassador.joined.formfield()
    sentences_at = {"ambassadors_ambassador_email_once": "email"}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class EnrolForm(AmbassadorForm):
    """Of a new ambassador also what he or she said yes to, and when (domain.md, rule 13)."""

    consent_text = forms.CharField(
        label="Tekst waarmee de ambassadeur instemde",
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        help_text=(
            "Neem de tekst letterlijk over zoals de ambassadeur die te zien kreeg. De ambassadeur "
            "krijgt een mail met deze tekst en een link om de toestemming in te trekken."
        ),
        error_messages={"required": "Zonder toestemming kan iemand geen ambassadeur zijn."},
    )
    consented_at = MomentField(
        time_needed=False,
        label="Toestemming gegeven op",
        help_text="De dag en, als u die weet, de tijd: 24-2-2014 of 24-2-2014 14.30.",
        error_messages={"required": "Vul in wanneer de toestemming is gegeven."},
    )

    def clean_consented_at(self) -> datetime:
        moment = self.cleaned_data["consented_at"]
        if moment > timezone.now():
            raise ValidationError("Dit moment is nog niet geweest. Controleer dag en jaar.")
        return moment

    def _get_validation_exclusions(self) -> set[str]:
        """The consent is not there yet: enrolling makes it."""
        return super()._get_validation_exclusions() | {"consent"}


class ActivityForm(TermForm):
    programme_at = "ambassador.programme"
    date = Activity.date.formfield()
