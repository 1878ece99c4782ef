from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from backoffice.base import HouseAdmin

from .models import Consent


@admin.register(Consent)
class ConsentAdmin(HouseAdmin):
    """For reading: a consent is given and taken back by the person, through an action."""

    list_display = ["__str__", "purpose", "given_at", "withdrawn_at"]
    list_filter = ["purpose", ("withdrawn_at", admin.EmptyFieldListFilter)]
    fields = ["purpose", "text", "given_at", "withdrawn_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
