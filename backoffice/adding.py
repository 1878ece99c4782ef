"""The same new record twice: pressed twice, or logged by two colleagues at once."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .versions import Opened, compared, digest, digests_of

AGAIN = (
    "{} hetzelfde intussen al vastgelegd: {}. Er is niets dubbel bewaard. "
    "Is dit echt een andere, sla dan nog eens op."
)


class AddsOnce(forms.ModelForm):
    """For a new row: what was added since the page was opened is not added once more unasked."""

    opened: Opened
    reader: Any

    def _post_clean(self) -> None:
        super()._post_clean()
        twin = None if self.errors else self._twin()
        if twin is not None:
            who = "U hebt" if twin.user == self.reader else f"{_name(twin.user)} heeft"
            self.add_error(None, format_html(AGAIN, who, _link(twin)))

    def _twin(self) -> LogEntry | None:
        names = set(self._of_the_row())
        typed = {name: digest(self.cleaned_data[name]) for name in names}
        for entry in self._added_since():
            row = self._meta.model._base_manager.filter(pk=entry.object_id).first()
            stored = digests_of(type(self)(instance=row), names) if row else {}
            if {name: stored.get(name) for name in names} == typed:
                return entry
        return None

    def _of_the_row(self) -> Iterator[str]:
        """What else is asked, such as a text of consent, is kept elsewhere."""
        model, cleaned = self._meta.model, self.cleaned_data
        return (name for name in compared(self) if hasattr(model, name) and name in cleaned)

    def _added_since(self) -> models.QuerySet[LogEntry]:
        kind = ContentType.objects.get_for_model(self._meta.model, for_concrete_model=False)
        added = LogEntry.objects.filter(
            content_type=kind, action_flag=ADDITION, object_id__isnull=False
        )
        return added.filter(action_time__gte=self.opened.at).select_related("user")[:20]


def _name(user: Any) -> str:
    return user.get_full_name() or str(user)


def _link(entry: LogEntry) -> SafeString:
    kind = entry.content_type
    try:
        address = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[entry.object_id])
    except NoReverseMatch:
        return format_html("{}", entry.object_repr)
    return format_html('<a href="{}">{}</a>', address, entry.object_repr)
