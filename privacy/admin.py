from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from backoffice.base import HouseAdmin

from .models import Consent, PersonRequest, Reading


class ReadOnlyAdmin(HouseAdmin):
    """Its rows are made by actions alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """For reading: a consent is given and taken back by the person, through an action."""

    list_display = ["__str__", "purpose", "given_at", "withdrawn_at"]
    list_filter = ["purpose", ("withdrawn_at", admin.EmptyFieldListFilter)]
    fields = ["purpose", "text", "text_hash", "how", "given_at", "valid_until", "withdrawn_at"]
    readonly_fields = ["text_hash"]


@admin.register(PersonRequest)
class PersonRequestAdmin(ReadOnlyAdmin):
    """What was done for whom stays without the address; the page that does it is apart."""

    list_display = ["handled_at", "asked", "checked", "outcome", "handled_by"]
    list_display_links = ["handled_at"]
    ordering = ["-handled_at", "-id"]
    list_filter = ["asked"]
    list_select_related = ["handled_by"]
    fields = ["asked", "checked", "outcome", "handled_at", "handled_by"]
    readonly_fields = ["handled_at", "handled_by"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Who read what is for few; the rows go by themselves."""

    list_display = ["read_at", "activity", "about", "reason", "read_by"]
    list_display_links = ["read_at"]
    ordering = ["-read_at", "-id"]
    list_filter = ["activity"]
    search_fields = ["subject"]
    list_select_related = ["read_by"]
    fields = ["read_at", "activity", "about", "reason", "read_by"]
    readonly_fields = ["read_at", "about", "read_by"]

    @admin.display(description="waarvan", ordering="subject")
    def about(self, reading: Reading) -> str:
        """By its number: a title can hold a name."""
        label, key = reading.subject.rsplit(" ", 1)
        return f"{apps.get_model(label)._meta.verbose_name} {key}"
