"""What is looked for in the library. What it does not know is told and left out of the search."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import slugify

from meetings.pages.filter_form import unknown
from meetings.registering.fields import LineField

from .entries import SHELVES, Entry

LONGEST = 200


class LibraryForm(forms.Form):
    """Names are those of the address."""

    zoek = LineField(
        label="Zoek in de toolkit",
        required=False,
        max_length=LONGEST,
        too_long=f"Kort uw zoekvraag in tot ten hoogste {LONGEST} tekens.",
        widget=forms.TextInput({"type": "search"}),
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle soorten"), *((s.address, s.more) for s in SHELVES.values())],
        error_messages=unknown("Deze soort kennen we niet. Kies een soort uit de lijst."),
    )
    kwaliteit = forms.ChoiceField(
        label="Kwaliteit van goed werk",
        required=False,
        error_messages=unknown("Deze kwaliteit kennen we niet. Kies er een uit de lijst."),
    )
    thema = forms.ChoiceField(
        label="Thema",
        required=False,
        error_messages=unknown("Dit thema kennen we niet. Kies een thema uit de lijst."),
    )

    helper = FormHelper()
    helper.hide_optional = True

    def __init__(self, *args: Any, entries: Sequence[Entry], **kwargs: Any) -> None:
        """Offers the qualities and themes that something in the library is about."""
        super().__init__(*args, **kwargs)
        labels = {q.pk: q.label for entry in entries for q in entry.qualities}
        names = {t.pk: (t.slug, t.name) for entry in entries for t in entry.themes}
        qualities = dict.fromkeys(labels[pk] for pk in sorted(labels))
        offered = [(slugify(label), label) for label in qualities]
        self.fields["kwaliteit"].choices = [("", "Alle kwaliteiten"), *offered]
        self.fields["thema"].choices = [("", "Alle thema's"), *(names[pk] for pk in sorted(names))]
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # what is too long is told, not cut off

    def chosen(self) -> dict[str, str]:
        """What was filled in and is known, empty ones left out."""
        self.is_valid()
        known = self.cleaned_data if self.is_bound else {}
        return {name: value for name, value in known.items() if value}


def matching(entries: Sequence[Entry], chosen: dict[str, str]) -> list[Entry]:
    """Those of the kind, quality and theme that were chosen."""
    return [entry for entry in entries if _is_meant(entry, chosen)]


def _is_meant(entry: Entry, chosen: dict[str, str]) -> bool:
    here = {
        "soort": [entry.shelf.address],
        "kwaliteit": [slugify(quality.label) for quality in entry.qualities],
        "thema": [theme.slug for theme in entry.themes],
    }
    return all(chosen.get(name, "") in ("", *values) for name, values in here.items())
