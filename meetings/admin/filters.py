"""Filters of the lists of meetings."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import Max, Min
from django.http import HttpRequest
from django.utils import timezone

from dates.values import Period
from programme.models import Programme

from ..querysets import MeetingQuerySet

UNKNOWN = "onbekend"


class YearFilter(admin.SimpleListFilter):
    """Meetings that lie in a year of a programme, or may do so as far as their date is known."""

    title = "jaar"
    parameter_name = "jaar"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        term = Programme.objects.aggregate(first=Min("first_year"), last=Max("last_year"))
        if term["first"] is None:
            return []
        years = [str(year) for year in range(term["first"], term["last"] + 1)]
        return [*((year, year) for year in years), (UNKNOWN, "datum niet vastgelegd")]

    def queryset(self, request: HttpRequest, queryset: MeetingQuerySet) -> MeetingQuerySet:
        value = self.value()
        if value == UNKNOWN:
            return queryset.filter(date_earliest__isnull=True)
        if value in {year for year, _ in self.lookup_choices}:
            return queryset.may_be_in(Period.of_year(int(value)))
        return queryset


class StateFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"
    STATES: dict[str, tuple[str, Callable[[MeetingQuerySet], MeetingQuerySet]]] = {
        "gepland": ("gepland", MeetingQuerySet.planned),
        "te-bevestigen": (
            "nog te bevestigen",
            lambda meetings: meetings.to_confirm(timezone.localdate()),
        ),
        "gehouden": ("gehouden", MeetingQuerySet.held),
        "geannuleerd": ("geannuleerd", MeetingQuerySet.cancelled),
    }

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.STATES.items()]

    def queryset(self, request: HttpRequest, queryset: MeetingQuerySet) -> MeetingQuerySet:
        _, narrow = self.STATES.get(self.value(), ("", lambda meetings: meetings))
        return narrow(queryset)


class MissingFilter(admin.SimpleListFilter):
    """What the report asks for and nobody logged; its list of what is missing leads here."""

    title = "wat ontbreekt"
    parameter_name = "ontbreekt"
    GAPS: dict[str, tuple[str, Callable[[MeetingQuerySet], MeetingQuerySet]]] = {
        "aanwezigen": ("aantal aanwezigen", MeetingQuerySet.without_attendance),
        "verslag": ("verslag", MeetingQuerySet.without_minutes),
        "reden": ("reden van het verplaatsen", MeetingQuerySet.moved_without_reason),
    }

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.GAPS.items()]

    def queryset(self, request: HttpRequest, queryset: MeetingQuerySet) -> MeetingQuerySet:
        _, narrow = self.GAPS.get(self.value(), ("", lambda meetings: meetings))
        return narrow(queryset)
