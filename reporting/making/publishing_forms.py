"""What staff fill in around publishing: reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, groupby

from django import forms

from .let_stand import what_of
from .missing import Missing
from .waiving import Line

OTHERS_NOW = (
    "Er staan nu andere regels open dan toen u deze pagina opende. Kijk opnieuw, en kies dan weer."
)
REASON = forms.Textarea(attrs={"rows": 3})


@dataclass(frozen=True)
class Row:
    """A line with the id of its box, as the error summary expects it, and whether it is chosen."""

    line: Line
    box: str
    chosen: bool


@dataclass(frozen=True)
class Section:
    """The lines of one section, with the id of the box that chooses all that are open."""

    key: str
    title: str
    rows: tuple[Row, ...]
    box: str
    chosen: bool

    @property
    def number_open(self) -> int:
        return len(self._open)

    @property
    def holds(self) -> str:
        """What a reason for all of them is about: "aantal aanwezigen (3), verslag (2)"."""
        counts = Counter(what_of(each) or each.text for each in self._open)
        return ", ".join(f"{lower_first(what)} ({number})" for what, number in counts.items())

    @property
    def _open(self) -> list[Missing]:
        return [row.line.missing for row in self.rows if row.line.waiver is None]


class WaiveForm(forms.Form):
    """The lines that may stand as they are, with one reason for all that were chosen."""

    keys = forms.MultipleChoiceField(
        label="Regels die zo mogen blijven",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze regel staat niet meer op de lijst. Kies opnieuw."},
    )
    sections = forms.MultipleChoiceField(
        label="Onderdelen waarvan alle regels zo mogen blijven",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "In dit onderdeel staat niets meer open. Kies opnieuw."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """By which the page knows the open lines it showed: a reason is for what somebody saw."""
    reason = forms.CharField(
        label="Waarom blijven de gekozen regels zo?",
        help_text="Deze reden komt in de rapportage, onder wat niet is vastgelegd.",
        widget=REASON,
        error_messages={"required": "Schrijf op waarom dit zo blijft."},
    )

    def __init__(self, *args: object, lines: list[Line], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        open_lines = [line.missing for line in lines if line.waiver is None]
        self.fields["keys"].choices = [(missing.key, missing.text) for missing in open_lines]
        titles = {missing.section: missing.title for missing in open_lines}
        self.fields["sections"].choices = list(titles.items())
        self.fields["seen"].initial = self._mark = mark_of(open_lines)

    def clean(self) -> dict:
        """`keys` takes in all open lines of the chosen sections."""
        values = super().clean()
        if not self.has_error("keys") and not self.has_error("sections"):
            sections, seen = values.pop("sections"), values.pop("seen", "")
            if sections and seen and seen != self._mark:
                raise forms.ValidationError(OTHERS_NOW)
            values["keys"] = self._all_of(set(values["keys"]), sections)
            if not values["keys"]:
                self.add_error("keys", "Kies een of meer regels.")
        return values

    def _all_of(self, keys: set[str], sections: list[str]) -> list[str]:
        choices = [line.missing for line in self.lines if line.waiver is None]
        return [each.key for each in choices if each.key in keys or each.section in sections]

    def parts(self) -> Iterator[Section]:
        """What the page shows, in the order of the report."""
        chosen, known = set(self["sections"].value() or []), dict(self.fields["sections"].choices)
        for key, found in groupby(self._rows(), key=lambda row: row.line.missing.section):
            rows = tuple(found)
            box = f"id_sections_{list(known).index(key)}" if key in known else ""
            yield Section(key, rows[0].line.title, rows, box, key in chosen)

    def _rows(self) -> Iterator[Row]:
        chosen, boxes = set(self["keys"].value() or []), count()
        for line in self.lines:
            box = "" if line.waiver else f"id_keys_{next(boxes)}"
            yield Row(line, box, line.missing.key in chosen)


def mark_of(lines: Iterable[Missing]) -> str:
    return sha256("\n".join(missing.key for missing in lines).encode()).hexdigest()[:16]


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


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
