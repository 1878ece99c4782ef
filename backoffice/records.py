"""Keeping the history of a model, with the values of its fields and its links to many."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

IMPORTED = "bij het inlezen"
MADE = "+"

_is_importing = ContextVar("is_importing", default=False)


@contextmanager
def importing() -> Iterator[None]:
    """Rows that are made meanwhile say that nobody typed them: they were read from a file."""
    token = _is_importing.set(True)
    try:
        yield
    finally:
        _is_importing.reset(token)


class Kept(HistoryManager):
    """What is kept of a model. Its class is asked for at each saving, and made but once."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """Also records the row at the other end, where a link to many is made or ended from there.

    Who did it stays as a key when that account is deleted. An empty key would say that nobody did
    it, which is true only of what no colleague did.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(history_manager=Kept, **options)

    def _get_history_user_fields(self) -> dict[str, models.Field]:
        who = models.ForeignKey(
            settings.AUTH_USER_MODEL,
            null=True,
            related_name=self.user_related_name,
            on_delete=models.DO_NOTHING,
            db_constraint=False,
        )
        return {"history_user": who}

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> Any:
        reason = super().get_change_reason_for_object(instance, history_type, using)
        is_imported = history_type == MADE and _is_importing.get()
        return reason or (IMPORTED if is_imported else None)

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        """A row that was made just now is linked to nothing yet."""
        if history_instance.history_type != MADE:
            super().create_historical_record_m2ms(history_instance, instance)

    def m2m_changed(
        self, instance: Any, action: str, attr: str, pk_set: Any, reverse: bool, **rest: Any
    ) -> None:
        if not reverse:
            super().m2m_changed(instance, action, attr, pk_set, reverse, **rest)
        elif action in ("post_add", "post_remove"):
            rows: models.QuerySet = self._owners().filter(pk__in=pk_set)
            for row in rows:
                super().m2m_changed(row, action, attr, pk_set, False, **rest)

    def _owners(self) -> Any:
        return self.cls._base_manager


def record_change(row: Any, *, by: Any, why: str) -> None:
    """Keep a change that was written by a conditional update, which records nothing itself."""
    type(row).history.bulk_history_create(
        [row],
        update=True,
        default_user=by if getattr(by, "pk", None) else None,
        default_change_reason=why,
    )
