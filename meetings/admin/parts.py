"""The rows that stand on the page of a meeting."""

from django.contrib import admin
from django.http import HttpRequest

from backoffice.base import HouseTabularInline
from dates.values import write_with_days

from ..models import Meeting, MeetingTitle, Rescheduling


class MeetingTitleInline(HouseTabularInline):
    model = MeetingTitle
    fields = ["title"]


class ReschedulingInline(HouseTabularInline):
    """The moves so far: facts, except for a reason that becomes known later."""

    model = Rescheduling
    fields = ["former_date", "decided", "reason"]
    readonly_fields = ["former_date", "decided"]
    can_delete = False
    verbose_name_plural = "verplaatsingen (een reden kunt u later aanvullen)"

    @admin.display(description="losgelaten datum")
    def former_date(self, move: Rescheduling) -> str:
        return write_with_days(move.former_date)

    @admin.display(description="besloten")
    def decided(self, move: Rescheduling) -> str:
        return write_with_days(move.decided)

    def has_add_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return False
