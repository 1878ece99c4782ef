"""What somebody fills in to join the network, and about his or her own work."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from backoffice.needed import SaysWhatIsNeeded
from dates.day_fields import DayField
from meetings.registering.fields import LineField, email_field, name_field, organisation_field
from privacy.sending import CarefulForm
from programme.models import Sector
from programme.provinces import Province

from ..models import OFFERS, Activity, Ambassador
from ..texts import TEXTS

MOST_PEOPLE = 5000
KINDS = [(value, label.capitalize()) for value, label in Activity.Kind.choices]
PARTS = [(value, label.capitalize()) for value, label in Activity.Part.choices]
NUMBER = "Vul een aantal in, zoals 8, of laat dit leeg."
UNSAID = [("", "Kies, of sla over")]


class JoinForm(CarefulForm):
    """Nothing but the address: who reads its mail fills in the rest."""

    email = email_field(help_text="We mailen u een link. Daarmee gaat u verder.")

    @property
    def helper(self) -> FormHelper:
        return helper_of(Layout("email", "stamp", self.trap), "Mail mij de link")


class ProfileForm(SaysWhatIsNeeded, forms.Form):
    """What somebody says of his or her own work; `profile` gives it to the action."""

    name = name_field()
    organisation = organisation_field()
    setting = LineField(
        label="Wat voor werk doet u?",
        help_text="Bijvoorbeeld: beleidsmedewerker jeugd, of teamleider handhaving.",
        required=False,
        max_length=150,
        too_long="Kort dit in tot ten hoogste 150 tekens.",
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    sector = forms.ChoiceField(label="Sector", required=False, choices=UNSAID + Sector.choices)
    province = forms.ChoiceField(
        label="Provincie waar u werkt", required=False, choices=UNSAID + Province.choices
    )
    offers = forms.MultipleChoiceField(
        label="Wat biedt u aan?",
        help_text="Kies wat bij u past; u kunt het later wijzigen.",
        required=False,
        choices=[(name, words.capitalize()) for name, words in OFFERS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    fields_of_profile = ("name", "organisation", "setting", "sector", "province", "offers")

    @property
    def helper(self) -> FormHelper:
        return helper_of(Layout(*self.fields_of_profile), "Bewaar")

    def profile(self) -> dict[str, Any]:
        values = self.cleaned_data
        offered = {name: name in values["offers"] for name in OFFERS}
        own = {name: values[name] for name in ("name", "setting", "sector", "province")}
        return own | offered | {"organisation_typed": values["organisation"]}


class SignUpForm(ProfileForm):
    """Who reads the mail of the address says who he or she is, and yes to each thing apart."""

    wants_ambassador = forms.BooleanField(
        label=TEXTS["ambassador"],
        error_messages={"required": "Vink dit aan als u ambassadeur wilt worden."},
    )
    wants_reminder = forms.BooleanField(label=TEXTS["reminder"], required=False)
    wants_news = forms.BooleanField(label=TEXTS["news"], required=False)

    @property
    def helper(self) -> FormHelper:
        asked = Fieldset("Toestemming", "wants_ambassador", "wants_reminder", "wants_news")
        return helper_of(Layout(*self.fields_of_profile, asked), "Meld mij aan als ambassadeur")

    def consents(self) -> dict[str, str]:
        """The texts that were ticked, by purpose."""
        return {p: text for p, text in TEXTS.items() if self.cleaned_data[f"wants_{p}"]}


class LogForm(SaysWhatIsNeeded, forms.Form):
    """What one did: two answers are enough."""

    day = DayField(
        label="Wanneer?",
        error_messages={"required": "Vul de dag in, bijvoorbeeld 24-2-2014."},
    )
    kind = forms.ChoiceField(label="Wat deed u?", choices=KINDS, widget=forms.RadioSelect)
    organisation = LineField(
        label="Bij welke organisatie?",
        required=False,
        max_length=250,
        too_long="Kort de naam van de organisatie in tot ten hoogste 250 tekens.",
    )
    people = forms.IntegerField(
        label="Met hoeveel mensen?",
        help_text="Weet u het niet? Laat het leeg.",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": NUMBER,
            "min_value": NUMBER,
            "max_value": f"Vul ten hoogste {MOST_PEOPLE} in.",
        },
    )
    part = forms.ChoiceField(
        label="Welk deel van de toolkit?", required=False, choices=UNSAID + PARTS
    )
    description = LineField(
        label="Hoe ging het, in één regel?",
        help_text="Zonder namen van anderen.",
        required=False,
        max_length=250,
        too_long="Kort dit in tot ten hoogste 250 tekens.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    @property
    def helper(self) -> FormHelper:
        return helper_of(Layout(*self.fields), "Noteer")


def logged_values(activity: Activity) -> dict[str, Any]:
    """What the form begins with that mends it."""
    names = ("kind", "people", "part", "description")
    return {name: getattr(activity, name) for name in names} | {
        "day": activity.date.day if activity.date else None,
        "organisation": activity.organisation_typed,
    }


def values_of(ambassador: Ambassador | None) -> dict[str, Any]:
    """What the form begins with."""
    if ambassador is None:
        return {}
    linked = ambassador.organisation
    names = ("name", "setting", "sector", "province")
    return {name: getattr(ambassador, name) for name in names} | {
        "organisation": ambassador.organisation_typed or (linked.name if linked else ""),
        "offers": [name for name in OFFERS if getattr(ambassador, name)],
    }


def helper_of(layout: Layout, button: str) -> FormHelper:
    helper = FormHelper()
    helper.layout = layout
    helper.add_input(Submit("send", button))
    return helper
