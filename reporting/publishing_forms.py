"""What staff fill in around publishing: reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django import forms

from .waiving import Line

REASON = forms.Textarea(attrs={"rows": 3})


@dataclass(frozen=True)
class Row:
    """A line with the id of its box, as the error summary expects it, and whether it is chosen."""

    line: Line
    box: str
    chosen: bool


class WaiveForm(forms.Form):
    """The lines that may stand as they are, with one reason for all that were chosen."""

    keys = forms.MultipleChoiceField(
        label="Regels die zo mogen blijven",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies een of meer regels.",
            "invalid_choice": "Deze regel staat niet meer op de lijst. Kies opnieuw.",
        },
    )
    reason = forms.CharField(
        label="Waarom blijven de gekozen regels zo?",
        widget=REASON,
        error_messages={"required": "Schrijf op waarom dit zo blijft."},
    )

    def __init__(self, *args: object, lines: list[Line], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["keys"].choices = [
            (line.missing.key, line.missing.text) for line in lines if line.waiver is None
        ]

    def rows(self) -> Iterator[Row]:
        chosen, boxes = set(self["keys"].value() or []), count()
        for line in self.lines:
            box = "" if line.waiver else f"id_keys_{next(boxes)}"
            yield Row(line, box, line.missing.key in chosen)


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label="Waarom komt er een nieuwe versie?",
        help_text="Lezers zien deze reden bij de nieuwe versie.",
        widget=REASON,
        error_messages={"required": "Schrijf op waarom er een nieuwe versie komt."},
    )


class ShowForm(forms.Form):
    """A tick, so that nobody shows a report to everyone by one wrong click."""

    sure = forms.BooleanField(
        label="Ja, iedereen mag alle gepubliceerde versies lezen en ophalen",
        help_text="De rapportage is dan ook via zoekmachines te vinden. U kunt haar later van de "
        "site halen; wat iemand al heeft opgehaald, haalt u niet terug.",
        error_messages={"required": "Kruis aan dat iedereen de rapportage mag lezen."},
    )
