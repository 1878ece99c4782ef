"""What somebody who imports fills in: the file, and in which column each thing stands."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from backoffice.needed import SaysWhatIsNeeded
from tables import Column, Row, Table, letter_of, packed, read_table, unpacked

TWICE = "Deze kolom is al gekozen bij “{}”. Kies een andere."
NO_FILE = "Kies een bestand."
NOT_IN_FILE = "staat niet in het bestand"
LONGEST_EXAMPLE = 40


class FileForm(SaysWhatIsNeeded, forms.Form):
    """The file, or the table that was read from it. What holds for all rows are fields of its
    heirs."""

    file = forms.FileField(label="Bestand (CSV of XLSX)", required=False)
    table = forms.CharField(widget=forms.HiddenInput, required=False)
    packed = ""
    """The table as it travels on, also where something else is still missing."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("file"):
            values["read"] = self._at_file(read_table, values["file"])
        elif values.get("table"):
            values["read"] = self._at_file(unpacked, values["table"])
        elif "file" not in self.errors:
            self.add_error("file", NO_FILE)
        return values

    def _at_file(self, read: Any, value: Any) -> Table | None:
        """What goes wrong is said at the file, also of one that is too large to bring along."""
        try:
            table = read(value)
            self.packed = packed(table)
        except ValidationError as error:
            self.add_error("file", error)
            return None
        return table


class ColumnsForm(SaysWhatIsNeeded, forms.Form):
    """In which column of the table each thing stands."""

    def __init__(self, *args: Any, head: Row, table: Table, columns: Iterable[Column]) -> None:
        super().__init__(*args, prefix="kolom")
        self.columns = {column.name: column for column in columns}
        choices = [("", NOT_IN_FILE), *_choices(head, table)]
        for column in self.columns.values():
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.is_needed,
                error_messages={"required": f"Kies de kolom waarin “{column.label}” staat."},
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        taken: dict[str, str] = {}
        for name, place in list(values.items()):
            if place and place in taken:
                self.add_error(name, TWICE.format(taken[place]))
            taken.setdefault(place, self.columns[name].label)
        return values

    @property
    def places(self) -> dict[str, int]:
        return {name: int(place) for name, place in self.cleaned_data.items() if place}


def _choices(head: Row, table: Table) -> list[tuple[str, str]]:
    """The letter with what stands in the head; where it is empty, what stands below it."""
    below = next((row for row in table.rows if row.number > head.number), head)
    return [
        (str(index), f"{letter_of(index)}: {_short(head.cell(index) or below.cell(index))}")
        for index in range(table.width)
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"
