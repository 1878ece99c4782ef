"""Taking along what a list shows: first what for, then the file, which says so too."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from backoffice.needed import SaysWhatIsNeeded
from dates.values import write_day
from documents.csv_file import csv_file
from privacy.models import Reading
from privacy.reading import HEADERS, note_subject
from tables import Tab, xlsx_file

from .kind import Kind
from .logged import EXPORTED, log

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "Gemaakt op {} door {}; {}. Doel: {}"
FOR_FEW = "alleen voor dit doel, en daarna weggooien"
FOR_STAFF = "voor gebruik door de staf"


class ExportForm(SaysWhatIsNeeded, forms.Form):
    purpose = forms.CharField(
        label="Waarvoor is dit bestand?",
        max_length=200,
        help_text=(
            "Bijvoorbeeld: plaatsen aanvullen. Dit komt in het logboek en in het bestand. "
            "Noem geen namen van anderen."
        ),
        error_messages={"required": "Schrijf waarvoor u dit bestand maakt."},
    )
    form = forms.ChoiceField(
        label="Soort bestand",
        choices=[("xlsx", "XLSX (Excel, LibreOffice)"), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def clean_purpose(self) -> str:
        return " ".join(self.cleaned_data["purpose"].split())


def export(
    kind: Kind, records: Sequence[Any], request: HttpRequest, *, purpose: str, form: str
) -> HttpResponse:
    note(kind, len(records), request.user, purpose)
    lines = lines_of(kind, records, by=str(request.user), purpose=purpose)
    if form == "csv":
        content, kept_as = csv_file(lines), "text/csv; charset=utf-8"
    else:
        content, kept_as = xlsx_file([Tab(kind.name.capitalize(), lines, head=2)]), XLSX
    answer = HttpResponse(content, content_type=kept_as)
    answer["Content-Disposition"] = f'attachment; filename="{kind.name}.{form}"'
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def lines_of(kind: Kind, records: Sequence[Any], *, by: str, purpose: str) -> list[list[str | int]]:
    """What it is for, the head, and a row for each. The semicolon in the first keeps it one cell
    in a CSV, so that what separates the columns is still seen."""
    head: list[str | int] = [column.label for column in kind.all_columns]
    about = FOR_FEW if kind.is_personal else FOR_STAFF
    mark = MARK.format(write_day(timezone.localdate()), by, about, purpose)
    return [[mark, *[""] * (len(head) - 1)], head, *map(kind.line, records)]


def note(kind: Kind, number: int, by: Any, purpose: str) -> None:
    """In the log of the admin; of people also in the log of reading."""
    if kind.is_personal:
        subject = f"{kind.model._meta.label} ({number})"
        note_subject(Reading.Activity.EXPORT, subject, by=by, reason=purpose)
    log(kind, EXPORTED, f"{_rows(number)} ({kind.name}). Doel: {purpose}", by=by)


def _rows(number: int) -> str:
    return "1 regel" if number == 1 else f"{number} regels"
