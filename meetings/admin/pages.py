"""The admin of a meeting, for the proxies of its lines; and of Meeting itself, to choose from."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from backoffice.base import HouseAdmin, StatesByAction, fill_slug
from dates.values import write, write_with_days
from sheets.kind import Kind
from sheets.pages import SheetPages

from .. import actions
from ..beginning import begins_with, last_of
from ..forms import KnownMeetingForm, NewMeetingForm
from ..lines import meetings_line
from ..meeting_sheet import sheet_of
from ..models import Meeting
from ..querysets import next_first
from ..registering.places_left import above_capacity
from ..rules import may_run
from .actions import MEETING_ACTIONS
from .announcing import AnnouncesActions, AnnouncesSaving
from .filters import MissingFilter, StateFilter, YearFilter
from .parts import MeetingTitleInline, ReschedulingInline
from .showing import ShowsBeforehand
from .together import MEETINGS_TOGETHER

WHAT_FIELDS = ["title", "programme", "audience", "description", "timetable"]
WHAT = ("Wat", {"fields": [*WHAT_FIELDS, "themes", "contributors"]})
PLACE = [("start_time", "end_time"), "place", "province", "venue", "route", "accessibility"]
REGISTERING = (
    "Aanmelden",
    {"fields": ["capacity", "registration_closes", "minimum", "decision_date", "contact"]},
)
AGREEMENT = ("Afspraak", {"fields": ["target"]})
NEW_AGREEMENT = ("Afspraak", {"fields": ["target", "by_date"]})
SERIES = ("series", "part")
AFTER_FIELDS = ["attended", "attended_source", "remark"]
AFTER = ("Na afloop", {"fields": AFTER_FIELDS})
WITH_LIST = ("Aanmeldingen en na afloop", {"fields": ["who_came", *AFTER_FIELDS]})
MAIL = ("Laat het weten", {"fields": ["notify"]})
DATE_BY_ACTION = (
    "De datum, de status en het op de site zetten gaan met de knoppen bovenaan deze pagina."
)
CONCEPT = (
    "Dit is een concept: alleen de staf ziet het. Klopt alles, zet de bijeenkomst dan op de site."
)
IS_EXTRA = "Telt voor geen enkele afspraak. Is dat niet de bedoeling, kies er dan hieronder een."
EMPTY = "leeg"
BEGUN = (
    "Al ingevuld: het programma, en zoals bij “{}” ({}) voor wie, thema's, tijden, aantallen en "
    "contactpersoon. Wijzig wat nu anders is, of <a href='{}'>begin leeg</a>."
)


class MeetingAdminBase(
    SheetPages, ShowsBeforehand, AnnouncesActions, AnnouncesSaving, StatesByAction, HouseAdmin
):
    """Date and status are read here; they change by the action pages, which keep their history."""

    action_pages = MEETING_ACTIONS
    together = MEETINGS_TOGETHER
    why_kept = (
        "“{}” kan niet worden verwijderd: er is al iets mee gebeurd, en dat blijft bewaard. "
        "Gaat de bijeenkomst niet door, annuleer haar dan."
    )
    keeps_by = ("reschedulings",)
    list_display = ["title", "when", "status", "place", "occupancy", "is_public"]
    list_filter = [YearFilter, "programme", StateFilter, MissingFilter]
    search_fields = ["title", "other_titles__title", "place"]
    read_with = ("reschedulings",)
    autocomplete_fields = ["builds_on", "contributors", "themes"]
    readonly_fields = [
        "when_to_the_day",
        "status",
        "is_public",
        "cancellation_reason",
        "cancellation_note",
        "followed_by",
        "who_came",
        "slug",
    ]

    @property
    def kinds(self) -> dict[str, type[Kind]]:  # type: ignore[override]
        return {"": sheet_of(self.model)}

    def get_form(
        self, request: HttpRequest, obj: Meeting | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs.setdefault("form", KnownMeetingForm if obj else NewMeetingForm)
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Meeting | None = None) -> list[tuple]:
        if obj is None:
            when = ("Wanneer en waar", {"fields": ["date", *PLACE]})
            follow_up = ("Vervolg", {"fields": ["builds_on", SERIES]})
            what = ("Wat", {**WHAT[1], "description": self._begun(request)})
            return [what, when, REGISTERING, NEW_AGREEMENT, follow_up, AFTER]
        cancelled = ["cancellation_reason", "cancellation_note"] if obj.is_cancelled else []
        fields = {
            "fields": ["when_to_the_day", "status", "is_public", *cancelled, *PLACE],
            "description": DATE_BY_ACTION,
        }
        follow_up = ("Vervolg", {"fields": ["builds_on", "followed_by", SERIES]})
        technical = ("Technisch", {"fields": ["slug"], "classes": ["collapse"]})
        where = ("Wanneer en waar", fields)
        after = [MAIL, technical] if self._may_mail(request, obj) else [technical]
        return [WHAT, where, REGISTERING, AGREEMENT, follow_up, WITH_LIST, *after]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        last = last_of(self.model.LINE)
        begun = (
            {} if last is None or EMPTY in request.GET else begins_with(last, timezone.localdate())
        )
        return {**begun, **super().get_changeform_initial_data(request)}

    def told_apart(self, obj: Meeting) -> str:
        return f"{obj}, {write(obj.date)}"

    def _begun(self, request: HttpRequest) -> str:
        """From which meeting a new one begins, and how it begins with nothing."""
        last = last_of(self.model.LINE)
        if last is None or EMPTY in request.GET:
            return ""
        return format_html(BEGUN, last, write(last.date), f"?{EMPTY}=1")

    def _may_mail(self, request: HttpRequest, meeting: Meeting) -> bool:
        planned = meeting.status == Meeting.Status.PLANNED
        return planned and self.has_change_permission(request, meeting)

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
        if change:
            notify = form.cleaned_data["notify"]
            self.save_seen(
                request, obj, lambda: actions.change_details(obj, by=request.user, notify=notify)
            )
            if "capacity" in form.changed_data and (too_many := above_capacity(obj)):
                self.message_user(request, too_many, messages.WARNING)
        else:
            obj.is_public = False
            super().save_model(request, obj, form, change)
            self.message_user(request, CONCEPT)
            counts = f"Telt mee voor de afspraak {obj.target}." if obj.target else IS_EXTRA
            self.message_user(request, counts)

    def action_links(self, request: HttpRequest, obj: Meeting) -> list[tuple[str, str]]:
        links = super().action_links(request, obj)
        if request.user.has_perm("meetings.view_registration"):
            people = reverse("admin:meetings_registration_changelist")
            links = [*links, (f"{people}?bijeenkomst={obj.pk}", "Aanmeldingen")]
        door = (reverse("attendance:list", args=[obj.slug]), "Presentielijst")
        return [*links, door] if may_run(request.user, obj) else links

    @admin.display(description="geteld")
    def who_came(self, meeting: Meeting) -> str:
        """Registered, attended and no-show are three numbers."""
        rows = Meeting.objects.with_occupancy().with_attendance().with_answers()
        found = rows.get(pk=meeting.pk)
        came = f"aanwezig {found.present} (van wie {found.walked_in} binnengelopen)"
        absent = f"niet gekomen {found.absent}" if found.list_closed_at else "lijst nog open"
        counted = f"aangemeld {found.registered}, wachtlijst {found.waiting}, {came}, {absent}"
        return f"{counted}{kept(found)}"

    def get_ordering(self, request: HttpRequest) -> list[OrderBy]:
        """What comes next first, then what was last."""
        return next_first(timezone.localdate())

    def with_columns(self, rows: models.QuerySet) -> models.QuerySet:
        return rows.with_occupancy()

    @admin.display(description="aangemeld")
    def occupancy(self, meeting: Meeting) -> str:
        of = f" van {meeting.capacity}" if meeting.capacity is not None else ""
        words = "wacht" if meeting.waiting == 1 else "wachten"
        waiting = f", {meeting.waiting} {words}" if meeting.waiting else ""
        return f"{meeting.taken}{of}{waiting}"

    @admin.display(description="datum", ordering="date_earliest")
    def when(self, meeting: Meeting) -> str:
        return write(meeting.date)

    @admin.display(description="datum")
    def when_to_the_day(self, meeting: Meeting) -> str:
        return write_with_days(meeting.date)

    @admin.display(description="hierop bouwen voort")
    def followed_by(self, meeting: Meeting) -> str:
        return ", ".join(map(str, meeting.follow_ups.all())) or "nog geen bijeenkomst"


def kept(meeting: Meeting) -> str:
    """How many of those who were asked said that they come on the date it moved to."""
    if not meeting.answered:
        return ""
    return f", komt op de nieuwe datum: {meeting.keeping} van {meeting.answered} zeiden ja"


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
        if not self.has_view_permission(request):
            raise PermissionDenied
        meeting = self.get_object(request, object_id)
        if meeting:
            page = f"admin:{meetings_line(meeting.line).admin_page}_change"
            return HttpResponseRedirect(reverse(page, args=[meeting.pk]))
        return super().change_view(request, object_id, *args)
