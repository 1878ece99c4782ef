"""A form with one field of every kind that the site uses."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms


class ExampleForm(forms.Form):
    name = forms.CharField(label="Uw naam", error_messages={"required": "Vul uw naam in."})
    email = forms.EmailField(
        label="E-mailadres van uw werk",
        help_text="Hierop krijgt u de bevestiging.",
        error_messages={"required": "Vul uw e-mailadres in."},
    )
    organisation = forms.CharField(label="Organisatie", required=False)
    sector = forms.ChoiceField(
        label="Sector",
        choices=[("", "Kies een sector"), ("rijk", "Rijk"), ("gemeente", "Gemeente")],
        error_messages={"required": "Kies uw sector."},
    )
    way = forms.ChoiceField(
        label="Hoe doet u mee?",
        choices=[("plaats", "Op locatie"), ("online", "Online")],
        widget=forms.RadioSelect,
        help_text="De link voor online deelname sturen we een dag van tevoren.",
        error_messages={"required": "Kies hoe u meedoet."},
    )
    themes = forms.MultipleChoiceField(
        label="Waar wilt u het over hebben?",
        choices=[("dialoog", "Dialoog"), ("loyaliteit", "Loyaliteit")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    question = forms.CharField(
        label="Welke vraag neemt u mee?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Noem geen namen of persoonlijke gegevens van anderen.",
    )
    agreed = forms.BooleanField(
        label="Ik heb gelezen wat er met mijn gegevens gebeurt.",
        error_messages={"required": "Geef aan dat u de uitleg over uw gegevens hebt gelezen."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Over u", "name", "email", "organisation", "sector"),
            Fieldset("Uw deelname", "way", "themes", "question", "agreed"),
            Submit("send", "Meld mij aan"),
        )


class FilterForm(forms.Form):
    province = forms.ChoiceField(
        label="Provincie", choices=[("", "Heel Nederland")], required=False
    )
    theme = forms.ChoiceField(label="Thema", choices=[("", "Alle thema’s")], required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.hide_optional = True
