from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, URLField
from django.http import HttpRequest

from backoffice.base import Doubt, HouseAdmin, fill_slug
from backoffice.importing import FileForm, Importing, ImportPages
from dates.near import rest_of_year
from dates.to_come import is_to_come
from dates.values import ApproximateDate
from programme.asking import TermForm
from programme.models import Programme
from tables import Judge, Judged, Plan, Row, Table

from .importing import apply, plan
from .models import Publication
from .rows import COLUMNS, RowForm, names_in
from .together import PUBLICATIONS_TOGETHER

TO_COME = "“{}” moet nog komen. Is dit al verschenen, controleer dan de datum. Klopt die?"


class PublicationForm(TermForm):
    date = Publication.date.formfield()
    sentences_at = {
        "publications_publication_minutes_of_meeting": "meeting",
        "publications_publication_of_one": "meeting",
    }

    def near(self, name: str) -> ApproximateDate | None:
        """After the meeting that it is about, in the same year."""
        meeting = self.chosen("meeting")
        return rest_of_year(meeting.date) if meeting and not self.instance.date else None

    def doubts(self) -> Iterator[Doubt]:
        yield from super().doubts()
        when = self.cleaned_data.get("date")
        if is_to_come(when):
            yield Doubt("date", TO_COME.format(when))


class PublicationFileForm(FileForm):
    """A programme holds for the whole file; a kind for the rows that name none."""

    file = forms.FileField(label="Bestand (CSV, XLSX, RSS of Atom)", required=False)
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Programma")
    kind = forms.ChoiceField(
        label="Soort als het bestand er geen noemt",
        choices=[("", "---------"), *Publication.Kind.choices],
        help_text="Alleen voor nieuwe bijdragen.",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("programme"):
            values["names"] = names_in(values["programme"])
        return values


class PublicationImporting(Importing):
    columns = COLUMNS
    form = PublicationFileForm
    intro = (
        "Kies een bestand met bijdragen: een tabel uit een spreadsheet (CSV of XLSX), of de "
        "feed van een site (RSS of Atom). Nodig is alleen een kolom met de titel."
    )

    def judged(
        self, table: Table, head: Row, places: Mapping[str, int], chosen: Mapping[str, Any]
    ) -> Iterable[Judged]:
        names = chosen["names"]
        return Judge(table, head, places, COLUMNS, lambda cells: RowForm(cells, names)).judge()

    def plan(self, rows: Iterable[Judged], chosen: Mapping[str, Any]) -> Plan:
        return plan(rows, chosen["programme"], chosen["kind"])

    def apply(self, plan: Plan, chosen: Mapping[str, Any], *, by: Any) -> None:
        apply(plan, chosen["programme"], by=by)


@admin.register(Publication)
class PublicationAdmin(ImportPages, HouseAdmin):
    form = PublicationForm
    importings = (PublicationImporting,)
    together = PUBLICATIONS_TOGETHER
    list_display = ["title", "kind", "date", "meeting"]
    list_select_related = ["meeting"]
    ordering = [F("date_latest").desc(nulls_last=True), "-id"]
    list_filter = ["kind", "concerns_public_administration", "programme"]
    search_fields = ["title", "url"]
    autocomplete_fields = ["meeting", "pilot", "story"]
    formfield_overrides = {
        **HouseAdmin.formfield_overrides,
        URLField: {"assume_scheme": "https"},
    }
    fields = [
        "programme",
        "kind",
        "title",
        "date",
        "url",
        "meeting",
        "pilot",
        "story",
        "concerns_public_administration",
    ]

    def save_model(
        self, request: HttpRequest, obj: Publication, form: PublicationForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)
