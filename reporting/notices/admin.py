"""Letters to the funder: drafted by the ledger, finished by staff, logged when they went."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from backoffice.actions import ActionForm, ActionPage
from backoffice.base import HouseAdmin
from dates.day_fields import DayField
from meetings.models import Meeting
from pilots.models import Pilot

from ..models import Notice
from .drafting import draft_notice, log_sent
from .due import units_to_tell

HOW_IT_GOES = (
    "Het systeem verstuurt deze brief niet. Vul eerst aan wat tussen [haken] staat en sla op. "
    "Kopieer de tekst in uw mail of brief en vul daarna in wanneer hij is verstuurd, met de knop "
    "“Leg vast dat de brief is verstuurd”."
)
UNITS = {"meeting": Meeting, "pilot": Pilot}


class SentForm(ActionForm):
    on = DayField(
        label="Verstuurd op",
        error_messages={"required": "Vul in op welke dag de brief is verstuurd."},
    )


@admin.register(Notice)
class NoticeAdmin(HouseAdmin):
    list_display = ["about", "target", "standing", "sent_on"]
    ordering = [F("sent_on").desc(nulls_first=True), "-id"]
    list_filter = ["target__programme", "target__line"]
    list_select_related = ["target", "meeting", "pilot"]
    search_fields = ["text"]
    readonly_fields = ["target", "meeting", "pilot", "sent_on"]
    change_list_template = "admin/reporting/notices.html"
    action_pages = (
        ActionPage(
            "verstuurd",
            "Leg vast dat de brief is verstuurd",
            log_sent,
            "Vastgelegd dat de brief is verstuurd.",
            form=SentForm,
            possible=lambda notice: notice.sent_on is None,
        ),
    )

    def name_of(self, obj: Notice) -> str:
        return f"Melding over {obj.meeting or obj.pilot}"

    @admin.display(description="melding")
    def about(self, notice: Notice) -> str:
        return self.name_of(notice)

    def get_fieldsets(self, request: HttpRequest, obj: Notice | None = None) -> list:
        unsent = obj is not None and obj.sent_on is None
        about = "pilot" if obj and obj.pilot_id else "meeting"
        fields = ["target", about, "text", "sent_on"]
        return [(None, {"fields": fields, "description": HOW_IT_GOES if unsent else ""})]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A letter begins with the draft of the ledger."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.sent_on is None)

    def get_readonly_fields(self, request: HttpRequest, obj: Notice | None = None) -> list[str]:
        """What was sent stays as it went."""
        sent = obj is not None and obj.sent_on is not None
        return [*self.readonly_fields, *(["text"] if sent else [])]

    def get_urls(self) -> list:
        admin_view = self.admin_site.admin_view
        own = [
            path("nodig/", admin_view(self.due_view), name="reporting_notice_due"),
            path("maak/", admin_view(require_POST(self.draft_view)), name="reporting_notice_draft"),
        ]
        return own + super().get_urls()

    def due_view(self, request: HttpRequest) -> HttpResponse:
        """What has to be told to the funder and was not yet, over all reports."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = [{"unit": unit, "kind": unit._meta.model_name} for unit in units_to_tell()]
        context = self.admin_site.each_context(request) | {
            "title": "Nog te melden aan de opdrachtgever",
            "rows": rows,
            "opts": self.opts,
            "may_draft": self.has_change_permission(request),
        }
        return render(request, "admin/reporting/notices_due.html", context)

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            return HttpResponse(status=403)
        model = UNITS.get(request.POST.get("kind"), Meeting)
        pk = request.POST.get("pk", "")
        unit = get_object_or_404(model, pk=int(pk) if pk.isdecimal() else 0)
        try:
            notice = draft_notice(unit)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:reporting_notice_due")
        return redirect(reverse("admin:reporting_notice_change", args=[notice.pk]))
