"""Deleting what was selected in a list, however many that are.

The page that asks carries the selection as one signed value: a field for each row would be refused
from some number on, and what is deleted is exactly what the page showed.
"""

from collections.abc import Callable, Iterable

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from .uses import NAMED, used_among

CHOSEN = "rows_to_delete"
SALT = "backoffice.deleting_many"
CAME_INTO_USE = (ProtectedError, IntegrityError)
"""What deleting raises where a colleague began to use the row between asking and deleting it."""
JUST_NOW = "Er is niets verwijderd: een collega begon intussen iets ervan te gebruiken."
TOLD = 5
"""Of so many rows that stay the page says each by itself."""


def pack(keys: Iterable[object]) -> str:
    return signing.dumps(list(map(str, keys)), salt=SALT, compress=True)


def unpacked(posted: QueryDict) -> QueryDict:
    """As the list itself would send its selection; nothing where the value is not ours."""
    try:
        keys = signing.loads(posted[CHOSEN], salt=SALT)
    except signing.BadSignature:
        keys = []
    found = posted.copy()
    found.setlist(ACTION_CHECKBOX_NAME, keys)
    return found


class DeletesMany(admin.ModelAdmin):
    """For a ModelAdmin whose `keeps` says of a row that it may not be deleted."""

    keeps_by: tuple[str, ...] = ()
    """The relations that `keeps` looks at, so that they are read once for all rows."""

    def keeps(self, obj: models.Model) -> bool:
        raise NotImplementedError

    def why_it_stays(self, obj: models.Model) -> str:
        raise NotImplementedError

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        if CHOSEN in request.POST:
            request.POST = unpacked(request.POST)
        return super().changelist_view(request, extra_context)

    def get_actions(self, request: HttpRequest) -> dict[str, tuple[Callable, str, str]]:
        found = super().get_actions(request)
        if "delete_selected" in found:
            _, name, description = found["delete_selected"]
            found["delete_selected"] = (delete_if_nothing_happened, name, description)
        return found

    def tell_what_stays(self, request: HttpRequest, kept: list[models.Model]) -> None:
        for obj in kept[:TOLD]:
            self.message_user(request, self.why_it_stays(obj), messages.ERROR)
        more = len(kept) - TOLD
        if more > 0:
            sentence = f"Dat geldt ook voor nog {more} van wat u koos. Er is niets verwijderd."
            self.message_user(request, sentence, messages.ERROR)


def delete_if_nothing_happened(
    house_admin: DeletesMany, request: HttpRequest, chosen: models.QuerySet
) -> HttpResponse | None:
    chosen = chosen.prefetch_related(*house_admin.keeps_by)
    kept = [obj for obj in chosen if house_admin.keeps(obj)]
    if kept:
        house_admin.tell_what_stays(request, kept)
        return None
    try:
        with transaction.atomic():
            page = delete_selected(house_admin, request, chosen)
    except CAME_INTO_USE:
        house_admin.message_user(request, JUST_NOW, messages.ERROR)
        return None
    if page is not None:
        page.context_data |= more_context(house_admin, page.context_data["protected"], list(chosen))
    return page


def more_context(house_admin: DeletesMany, protected: list, chosen: list[models.Model]) -> dict:
    """The selection; and where some of it is in use, which, with the page that says what can be."""
    used = used_among(chosen) if protected else []
    title = "In gebruik, dus niet te verwijderen" if protected else "Verwijderen?"
    asks = f"admin:{house_admin.opts.app_label}_{house_admin.opts.model_name}_delete"
    shown = [(reverse(asks, args=[quote(obj.pk)]), str(obj)) for obj in used[:NAMED]]
    return {
        "title": title,
        CHOSEN: pack(obj.pk for obj in chosen),
        "used": shown,
        "more_used": len(used) - len(shown),
    }
