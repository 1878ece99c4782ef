"""What the proxies of Meeting, one for each line, have in common."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete

from .models.meeting import records
from .querysets import MeetingQuerySet

AnyMeetings: Any = models.Manager.from_queryset(MeetingQuerySet)


class LineManager(AnyMeetings):
    """The meetings of one line."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line

    def get_queryset(self) -> MeetingQuerySet:
        return super().get_queryset().filter(line=self.line)


class OfOneLine:
    """A new row of the proxy gets its line by itself."""

    LINE = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        if not args:
            kwargs.setdefault("line", self.LINE)
        super().__init__(*args, **kwargs)


def record_history(proxy: type[models.Model]) -> None:
    """Keep history of what is saved or deleted through a proxy too; Django signals those apart."""
    post_save.connect(records.post_save, sender=proxy, weak=False)
    pre_delete.connect(records.pre_delete, sender=proxy, weak=False)
    post_delete.connect(records.post_delete, sender=proxy, weak=False)
