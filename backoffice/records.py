"""Keeping the history of a model, with the values of its fields and its links to many."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """Also records the row at the other end, where a link to many is made or ended from there."""

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
