"""Adding a passkey, in the words of the house."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from backoffice.needed import SaysWhatIsNeeded


class PasskeyForm(SaysWhatIsNeeded, AddWebAuthnForm):
    passwordless = forms.BooleanField(
        label="Zonder wachtwoord inloggen met deze passkey",
        required=False,
        help_text="Uw browser vraagt dan om uw vinger, gezicht of pincode.",
    )
