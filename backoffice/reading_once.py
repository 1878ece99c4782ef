"""A page of the admin reads the row that it is about once, however many of its parts ask for it."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


class ReadsOnce(admin.ModelAdmin):
    """Only while looking: who changes a row reads it anew once it is locked.

    `read_with` are the rows beside it that several parts of its page ask for.
    """

    read_with: tuple[str, ...] = ()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        if request.method not in ("GET", "HEAD"):
            return super().get_object(request, object_id, from_field)
        known = request.__dict__.setdefault("rows_of_page", {})
        key = (self.model, object_id, from_field)
        if key not in known:
            known[key] = super().get_object(request, object_id, from_field)
            if known[key] is not None:
                models.prefetch_related_objects([known[key]], *self.read_with)
        return known[key]
