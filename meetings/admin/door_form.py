"""Whom staff assign to the door of a meeting."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser

from backoffice.base import ActionForm

from ..rules import on_duty


class PeopleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user: AbstractUser) -> str:
        return user.get_full_name() or user.get_username()


class DoorForm(ActionForm):
    people = PeopleField(
        None,
        label="Wie staat er aan de deur?",
        required=False,
        help_text="Niemand aangevinkt: iedereen met de rol Deurdienst.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = able = on_duty()
        self.initial["people"] = [user.pk for user in self.obj.door.all()]
        if not able.exists():
            self.fields[
                "people"
            ].help_text = (
                "Nog niemand heeft de rol Deurdienst. Vraag een Beheerder om die te geven."
            )
