from collections.abc import Iterator

from django.contrib import admin
from django.db.models import F, URLField
from django.http import HttpRequest

from backoffice.base import Doubt, HouseAdmin, fill_slug
from dates.near import rest_of_year
from dates.to_come import is_to_come
from dates.values import ApproximateDate
from programme.asking import TermForm
from sheets.pages import SheetPages

from .models import Publication
from .publication_sheet import PublicationSheet
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


@admin.register(Publication)
class PublicationAdmin(SheetPages, HouseAdmin):
    kinds = {"": PublicationSheet}
    form = PublicationForm
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
