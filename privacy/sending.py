"""Keeping machines from filling in public forms, without a captcha.

A form carries a signed moment and a field that people do not see. Who fills that in, or is quicker
than anyone can type, is asked to send the form again, and keeps what was filled in.
"""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from backoffice.needed import SaysWhatIsNeeded

SALT = "privacy.sending"
TOO_QUICK = "Dat ging erg snel. Kijk uw gegevens na en verstuur het formulier opnieuw."
NOT_EMPTY = "Een verborgen veld was ingevuld. Verstuur het formulier opnieuw."


def fresh_stamp() -> str:
    """The present moment, signed."""
    return signing.dumps(int(timezone.now().timestamp()), salt=SALT)


class CarefulForm(SaysWhatIsNeeded, forms.Form):
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    trap = Div("website", css_class="trap", aria_hidden="true")

    data: QueryDict

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.shown_at = self._read_stamp()
        else:
            self.initial["stamp"] = fresh_stamp()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if settings.HONEYPOT and values.get("website"):
            self._ask_again(NOT_EMPTY)
        elif self._is_too_quick():
            self._ask_again(TOO_QUICK)
        return values

    def _is_too_quick(self) -> bool:
        least = settings.MINIMUM_FORM_SECONDS
        now = timezone.now().timestamp()
        return least > 0 and (self.shown_at is None or now - self.shown_at < least)

    def _ask_again(self, sentence: str) -> None:
        self.data = self.data.copy()
        self.data["website"] = ""
        if self.shown_at is None:
            self.data["stamp"] = fresh_stamp()
        self.add_error(None, ValidationError(sentence))

    def _read_stamp(self) -> int | None:
        """When the form was shown first; None where that was not signed here."""
        try:
            return signing.loads(self.data.get("stamp", ""), salt=SALT)
        except signing.BadSignature:
            return None
