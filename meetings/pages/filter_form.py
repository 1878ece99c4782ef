"""The filter above a list of meetings. What it does not know is told and left out of the search."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q

from programme.models import Theme
from programme.provinces import Province

from .. import lines
from ..models import Meeting

PAST = "geweest"


def unknown(sentence: str) -> dict[str, str]:
    return {"invalid_choice": sentence}


class FilterForm(forms.Form):
    provincie = forms.ChoiceField(
        label="Provincie",
        required=False,
        choices=[("", "Heel Nederland"), *Province.choices],
        error_messages=unknown("Deze provincie kennen we niet. Kies een provincie uit de lijst."),
    )
    thema = forms.ChoiceField(
        label="Thema",
        required=False,
        error_messages=unknown("Dit thema kennen we niet. Kies een thema uit de lijst."),
    )
    wanneer = forms.ChoiceField(
        label="Wanneer",
        required=False,
        choices=[("", "Komende"), (PAST, "Geweest")],
        error_messages=unknown("Kies komende bijeenkomsten, of die geweest zijn."),
    )

    helper = FormHelper()
    helper.hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Reads the themes once, for the choices and for the check."""
        super().__init__(*args, **kwargs)
        themes = list(Theme.objects.values_list("slug", "name"))
        self.fields["thema"].choices = [("", "Alle thema's"), *themes]

    def chosen(self) -> dict[str, str]:
        """What was filled in and is known, empty ones left out."""
        self.is_valid()
        known = self.cleaned_data if self.is_bound else {}
        return {name: value for name, value in known.items() if value}

    def in_words(self) -> str:
        """ "in Utrecht, over loyaliteit"; empty where nothing was chosen."""
        chosen = self.chosen()
        province = dict(Province.choices).get(chosen.get("provincie", ""))
        theme = dict(self.fields["thema"].choices[1:]).get(chosen.get("thema", ""))
        parts = [f"in {province}" if province else "", f"over {theme.lower()}" if theme else ""]
        return ", ".join(filter(None, parts))


class CalendarForm(FilterForm):
    """Of which meetings someone wants the calendar; past ones stay in it."""

    lijn = forms.ChoiceField(required=False, choices=[("", ""), *lines.CHOICES])
    wanneer = None

    def in_words(self) -> str:
        line = dict(lines.CHOICES).get(self.chosen().get("lijn", ""), "")
        return ", ".join(filter(None, [line, super().in_words()]))


def matching(chosen: dict[str, str]) -> Q:
    found = Q(line=chosen["lijn"]) if "lijn" in chosen else Q()
    if "provincie" in chosen:
        found &= Q(province=chosen["provincie"])
    if "thema" in chosen:
        rows = Meeting.themes.through.objects.filter(theme__slug=chosen["thema"])
        found &= Q(pk__in=rows.values("meeting"))
    return found
