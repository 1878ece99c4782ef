"""The admin of a meeting, for the proxies of its lines; and of Meeting itself, to choose from."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from programme.admin_base import HouseAdmin, StatesByAction, fill_slug
from programme.dates import write

from ..forms import MeetingForm, NewMeetingForm
from ..models import Meeting, Series
from .actions import MEETING_ACTIONS
from .filters import StateFilter, YearFilter
from .parts import MeetingTitleInline, ReschedulingInline

WHAT = ("Wat", {"fields": ["title", "programme", "audience", "themes", "contributors"]})
PLACE = [("start_time", "end_time"), "place", "province", "venue"]
AGREEMENT = ("Afspraak", {"fields": ["target"]})
SERIES = ("series", "part")
AFTER = ("Na afloop", {"fields": ["attended", "attended_source", "remark"]})
DATE_BY_ACTION = "De datum en de status verandert u met de knoppen bovenaan deze pagina."


class MeetingAdminBase(StatesByAction, HouseAdmin):
    """Date and status are read here; they change by the action pages, which keep their history."""

    action_pages = MEETING_ACTIONS
    why_kept = (
        "“{}” kan niet worden verwijderd: er is al iets mee gebeurd, en dat blijft bewaard. "
        "Gaat de bijeenkomst niet door, annuleer haar dan."
    )
    list_display = ["title", "when", "status", "place"]
    list_filter = [YearFilter, "programme", StateFilter]
    search_fields = ["title", "other_titles__title", "place"]
    autocomplete_fields = ["builds_on", "contributors", "themes"]
    readonly_fields = [
        "when",
        "status",
        "cancellation_reason",
        "cancellation_note",
        "followed_by",
        "slug",
    ]

    def get_form(
        self, request: HttpRequest, obj: Meeting | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs.setdefault("form", MeetingForm if obj else NewMeetingForm)
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Meeting | None = None) -> list[tuple]:
        if obj is None:
            when = ("Wanneer en waar", {"fields": ["date", *PLACE]})
            return [WHAT, when, AGREEMENT, ("Vervolg", {"fields": ["builds_on", SERIES]}), AFTER]
        cancelled = ["cancellation_reason", "cancellation_note"] if obj.is_cancelled else []
        when = {"fields": ["when", "status", *cancelled, *PLACE], "description": DATE_BY_ACTION}
        follow_up = ("Vervolg", {"fields": ["builds_on", "followed_by", SERIES]})
        technical = ("Technisch", {"fields": ["slug"], "classes": ["collapse"]})
        return [WHAT, ("Wanneer en waar", when), AGREEMENT, follow_up, AFTER, technical]

    def get_inlines(self, request: HttpRequest, obj: Meeting | None = None) -> list[type]:
        moved = obj is not None and obj.reschedulings.exists()
        return [MeetingTitleInline, ReschedulingInline] if moved else [MeetingTitleInline]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField:
        if db_field.name == "target":
            targets = db_field.remote_field.model.objects
            kwargs["queryset"] = targets.filter(line=self.model.LINE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Meeting, form: forms.ModelForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title, obj.place)
        super().save_model(request, obj, form, change)

    @admin.display(description="datum", ordering="date_earliest")
    def when(self, meeting: Meeting) -> str:
        return write(meeting.date)

    @admin.display(description="hierop bouwen voort")
    def followed_by(self, meeting: Meeting) -> str:
        return ", ".join(map(str, meeting.follow_ups.all())) or "nog geen bijeenkomst"


@admin.register(Meeting)
class MeetingAdmin(HouseAdmin):
    """Meetings of all lines, only to choose one from; each opens at the page of its own line."""

    search_fields = ["title", "other_titles__title", "place"]
    ordering = ["-date_earliest", "title"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        """Who may see the meetings of one line may choose from those of all lines."""
        return any(
            request.user.has_perm(f"{line._meta.app_label}.view_{line._meta.model_name}")
            for line in Meeting.__subclasses__()
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        meeting = self.get_object(request, object_id)
        for line in Meeting.__subclasses__():
            if meeting and meeting.line == line.LINE:
                page = f"admin:{line._meta.app_label}_{line._meta.model_name}_change"
                return HttpResponseRedirect(reverse(page, args=[meeting.pk]))
        return super().change_view(request, object_id, *args)


@admin.register(Series)
class SeriesAdmin(HouseAdmin):
    list_display = ["title", "programme", "planned_parts"]
    list_filter = ["programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    fields = ["programme", "title", "planned_parts"]

    def save_model(
        self, request: HttpRequest, obj: Series, form: forms.ModelForm, change: bool
    ) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)
