"""What someone fills in to register for a meeting, and to change that."""

from functools import cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, LayoutObject, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.urls import reverse_lazy

from privacy.models import Consent
from privacy.sending import CarefulForm
from programme.matching import organisation_called

from ..actions import Applicant
from ..lines import meetings_line
from ..models import Registration
from . import fields
from .more import More

NEEDS_CONSENT = (
    "Bewaar dit voor de organisator van deze bijeenkomst. Het wordt gewist 14 dagen na afloop of "
    "na het annuleren, en meteen als u zich afmeldt."
)
CONSENT_TEXTS: dict[str, str] = {
    Consent.Purpose.NEWS: "Stuur mij nieuws over bijeenkomsten en verhalen van de Routekaart.",
    Consent.Purpose.AMBASSADOR: (
        "Ik wil ambassadeur van goed werk worden. Neem hierover contact met mij op."
    ),
}
LONGEST_TYPED = Registration._meta.get_field("organisation_typed").max_length
TOO_LONG_TOGETHER = f"Kort dit in: samen met de organisatie ten hoogste {LONGEST_TYPED} tekens."
WHO = ("name", "email", "organisation", "function")
NEEDS = Fieldset("Meedoen", "needs", "needs_consent")


class ApplicantForm(forms.Form):
    """The facts about who comes; `applicant` gives them to the action."""

    name = fields.name_field()
    organisation = fields.organisation_field()
    organisation.widget.attrs["data-suggestions"] = reverse_lazy("programme:organisations")
    organisation_other = fields.organisation_other_field()
    function = fields.function_field()
    leads_people = forms.TypedChoiceField(
        label="Geeft u leiding?",
        required=False,
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda answer: answer == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies ja of nee."},
    )
    needs = fields.needs_field()
    needs_consent = forms.BooleanField(label=NEEDS_CONSENT, required=False)

    def __init__(self, *args: Any, line: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not meetings_line(line).asks_who_leads:
            del self.fields["leads_people"]
        organisation = self.fields["organisation"]
        organisation.required = not self.data.get("organisation_other", "").strip()

    def more(self, *others: LayoutObject) -> More:
        """What nobody has to tell: four fields are enough to come."""
        leads = ["leads_people"] if "leads_people" in self.fields else []
        hint = "bijvoorbeeld wat u nodig hebt om mee te doen"
        return More("Meer doorgeven", hint, "organisation_other", *leads, NEEDS, *others)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("needs") and not values.get("needs_consent"):
            self.add_error(
                "needs_consent",
                "Vink aan dat we dit mogen bewaren, of maak het veld erboven leeg.",
            )
        words = [values.get(name, "") for name in ("organisation", "organisation_other")]
        if all(words) and len(", ".join(words)) > LONGEST_TYPED:
            self.add_error("organisation_other", TOO_LONG_TOGETHER)
        return values

    def applicant(self, *, email: str) -> Applicant:
        values = self.cleaned_data
        return Applicant(
            name=values["name"],
            email=email,
            **Applicant.organisation_in(values["organisation"], values["organisation_other"]),
            function=values["function"],
            leads_people=values.get("leads_people"),
            needs=values["needs"],
        )


class RegistrationForm(CarefulForm, ApplicantForm):
    email = fields.email_field(help_text="Hierheen sturen we uw bevestiging.")
    wants_news = forms.BooleanField(label=CONSENT_TEXTS["news"], required=False)
    wants_ambassador = forms.BooleanField(label=CONSENT_TEXTS["ambassador"], required=False)
    field_order = WHO

    @property
    def helper(self) -> FormHelper:
        asked = Fieldset("Op de hoogte blijven", "wants_news", "wants_ambassador")
        layout = Layout(*WHO, self.more(asked), self.trap)
        helper = _helper(layout, "Meld mij aan")
        helper.form_tag, helper.disable_csrf = False, True
        return helper

    def typed(self) -> dict[str, str]:
        """Who it is, word for word as it was typed."""
        values = self.cleaned_data
        organisation = [values["organisation"], values["organisation_other"]]
        return {
            "name": values["name"],
            "organisation": ", ".join(part for part in organisation if part),
            "email": values["email"],
        }

    def consents(self) -> dict[str, str]:
        """The texts that were ticked, by purpose."""
        ticked = {purpose: f"wants_{purpose}" for purpose in CONSENT_TEXTS}
        return {p: CONSENT_TEXTS[p] for p, name in ticked.items() if self.cleaned_data[name]}


@cache
def blank_fields(line: str) -> str:
    """The fields of an empty RegistrationForm, the same for every visitor; made once, since that
    takes longer than all the rest of the page. The moment of showing is apart."""
    return render_crispy_form(RegistrationForm(line=line))


class ChangeForm(ApplicantForm):
    """The address cannot be changed: the link was sent to it."""

    @property
    def helper(self) -> FormHelper:
        who = [name for name in WHO if name != "email"]
        return _helper(Layout(*who, self.more()), "Bewaar de wijzigingen")


class AddressForm(CarefulForm):
    """To have one's links mailed."""

    email = fields.email_field(help_text="Het adres waarmee u zich hebt aangemeld.")

    @property
    def helper(self) -> FormHelper:
        return _helper(Layout("email", "stamp", self.trap), "Stuur mij mijn aanmeldingen")


def values_of(registration: Registration) -> dict[str, Any]:
    """What ChangeForm begins with: the organisation where it was filled in, also as typed."""
    answers = {True: "ja", False: "nee", None: None}
    organisation, typed = registration.organisation, registration.organisation_typed
    is_typed = organisation is None or organisation_called(typed) == organisation
    return {
        "name": registration.name,
        "organisation": typed if is_typed else organisation.name,
        "organisation_other": "" if is_typed else typed,
        "function": registration.function,
        "leads_people": answers[registration.leads_people],
        "needs": registration.needs,
        "needs_consent": bool(registration.needs),
    }


def _helper(layout: Layout, button: str) -> FormHelper:
    helper = FormHelper()
    helper.layout = layout
    helper.add_input(Submit("send", button))
    return helper
