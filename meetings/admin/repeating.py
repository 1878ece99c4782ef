"""The page on which a meeting is repeated: places and days in rows."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from backoffice.base import ActionForm, ActionPage
from dates.fields import ApproximateDateFormField
from dates.values import write

from ..actions import Repeat, repeat
from ..actions.repeating import DOUBLE
from ..lines import meetings_line
from ..models import Meeting

ROWS = 6
NO_PLACE = "Vul ook in waar het is, of maak de regel leeg."


class RepeatForm(ActionForm):
    """A row that is empty does not count; a day that is not known yet may stay out."""

    despite_doubles = forms.BooleanField(
        label="Maak ook wat er al staat",
        required=False,
        help_text="Alleen nodig als u hoort dat een bijeenkomst er al is, en u die toch wilt.",
    )
    sentences_at = {DOUBLE: "despite_doubles"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.fields.pop("despite_doubles")
        for number in range(1, ROWS + 1):
            place = forms.CharField(label=f"Plaats {number}", max_length=80, required=False)
            self.fields[f"place_{number}"] = place
            self.fields[f"date_{number}"] = ApproximateDateFormField(label=f"Datum {number}")
        self.fields["despite_doubles"] = last

    def layout(self) -> list[str | tuple[str, ...]]:
        rows = [(f"place_{number}", f"date_{number}") for number in range(1, ROWS + 1)]
        in_rows = {name for row in rows for name in row}
        return [*rows, *(name for name in self.fields if name not in in_rows)]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        rows = list(self._rows(values))
        if not rows and not self.errors:
            raise ValidationError({"place_1": "Vul ten minste één plaats in."})
        return {"rows": rows, "despite_doubles": values.get("despite_doubles", False)}

    def _rows(self, values: dict[str, Any]) -> Iterator[Repeat]:
        for number in range(1, ROWS + 1):
            place, day = values.get(f"place_{number}"), values.get(f"date_{number}")
            if place:
                yield Repeat(place, day)
            elif day:
                self.add_error(f"place_{number}", NO_PLACE)


def links_to(concepts: list[Meeting]) -> SafeString:
    """Each concept that was made, to finish it."""
    rows = (
        (
            reverse(f"admin:{meetings_line(concept.line).admin_page}_change", args=[concept.pk]),
            f"{concept.place}, {write(concept.date)}",
        )
        for concept in concepts
    )
    return format_html_join("; ", '<a href="{}">{}</a>', rows)


REPEATING = ActionPage(
    "herhalen",
    "Herhaal in …",
    repeat,
    "De concepten staan klaar; zet elk op de site als het klopt:",
    form=RepeatForm,
    made=links_to,
    intro=(
        "Per regel komt er een concept bij, dat alleen de staf ziet. Mee gaan: titel, programma, "
        "voor wie, tekst, programma van de middag, thema's, tijden (als de dag bekend is), aantal "
        "plaatsen, minimum en contactpersoon; op dezelfde plaats ook locatie, route en "
        "toegankelijkheid. Niet mee gaan: aanmeldingen, datum, afspraak met de opdrachtgever, "
        "sprekers, reeks, vervolg, sluiting van het aanmelden, dag van beslissen, aantal "
        "aanwezigen en opmerkingen."
    ),
)
