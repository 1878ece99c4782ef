from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest

from backoffice.base import HouseAdmin, HouseForm, fill_slug

from .models import Publication


class PublicationForm(HouseForm):
    date = Publication.date.formfield()
    sentences_at = {"publications_publication_minutes_of_meeting": "meeting"}


@admin.register(Publication)
class PublicationAdmin(HouseAdmin):
    form = PublicationForm
    list_display = ["title", "kind", "date"]
    list_filter = ["kind", "concerns_public_administration", "programme"]
    search_fields = ["title", "url"]
    autocomplete_fields = ["meeting"]
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
        "concerns_public_administration",
    ]

    def save_model(
        self, request: HttpRequest, obj: Publication, form: PublicationForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)
