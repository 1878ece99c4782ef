"""What an administrator fills in about the account of a colleague."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Q

from backoffice.base import ActionForm
from backoffice.needed import SaysWhatIsNeeded
from dates.day_fields import DayField

from ..rights import IN_WORDS
from .actions import KNOWN


class NamesRoles:
    """Each role with what one may do in it."""

    def label_from_instance(self, group: Group) -> str:
        words = IN_WORDS.get(group.name)
        return f"{group.name}: {words}" if words else group.name


class RoleChoices(NamesRoles, forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class OneRole(NamesRoles, forms.ModelChoiceField):
    pass


def role_choices() -> RoleChoices:
    return RoleChoices(
        Group.objects.all(),
        label="Rollen",
        required=False,
        help_text="Wat iemand mag, volgt uit de rollen. Meer dan één mag.",
    )


class InvitationForm(SaysWhatIsNeeded, forms.ModelForm):
    """Of a colleague who has no account yet."""

    first_name = forms.CharField(label="Voornaam", max_length=150)
    last_name = forms.CharField(label="Achternaam", max_length=150)
    email = forms.EmailField(
        label="E-mailadres",
        max_length=150,
        help_text="Hiermee logt uw collega in, en hierheen gaat de uitnodiging.",
    )
    groups = role_choices()

    class Meta:
        model = get_user_model()
        fields = ["first_name", "last_name", "email", "groups"]

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].strip().lower()
        same = Q(email__iexact=address) | Q(username__iexact=address)
        if get_user_model().objects.filter(same).exists():
            raise ValidationError(KNOWN)
        return address


class AccountForm(SaysWhatIsNeeded, forms.ModelForm):
    """Of a colleague who has one; what is done with it stands in its actions."""

    groups = role_choices()


class LendForm(ActionForm):
    group = OneRole(Group.objects.all(), label="Rol", empty_label="kies een rol")
    until = DayField(label="Tot en met", help_text="Hooguit veertien dagen; daarna is de rol weg.")
    reason = forms.CharField(
        label="Waarom nu?",
        max_length=200,
        help_text="Bijvoorbeeld: vervangt Bo. Uw collega en alle beheerders lezen dit.",
    )


CHECKED = {
    "label": "Hoe weet u zeker dat uw collega dit zelf vraagt?",
    "max_length": 200,
    "help_text": "Bijvoorbeeld: gebeld op het nummer dat wij van haar hebben. Dit wordt bewaard.",
}


class LostPhoneForm(ActionForm):
    checked = forms.CharField(**CHECKED)
