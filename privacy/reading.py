"""Reading what is for few: first why, then a row in the log, then the page.

What is restricted shows on a page of its own. Opening it shows a form that asks for a reason;
sending that form writes the row and shows what was asked for, in the same answer.
"""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from backoffice.needed import SaysWhatIsNeeded

from .models import Reading

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
OK = 1
"""STATUS_CODE_OK of the standard."""


class ReasonForm(SaysWhatIsNeeded, forms.Form):
    reason = forms.CharField(
        label="Waarom leest u dit?",
        help_text="Dit komt in het leeslogboek, met uw naam. Noem geen namen van anderen.",
        max_length=300,
        error_messages={
            "required": "Zeg waarom u dit leest, bijvoorbeeld: om het uit te schrijven."
        },
    )


def reason_in(request: HttpRequest) -> ReasonForm:
    return ReasonForm(request.POST if request.method == "POST" else None)


def ask_reason(
    request: HttpRequest, site: AdminSite, form: ReasonForm, **told: object
) -> TemplateResponse:
    """The page that asks for it. `told`: title, subtitle, `back` (where the way back leads),
    `readings`, and `sent` along hidden: names with values."""
    context = {**site.each_context(request), "form": form, **told}
    return closed(TemplateResponse(request, "admin/privacy/reason.html", context))


def closed(answer: HttpResponse) -> HttpResponse:
    """No browser and no cache keeps it."""
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def note_reading(activity: str, obj: models.Model, *, by: AbstractBaseUser, reason: str) -> Reading:
    return note_subject(activity, subject_of(obj), by=by, reason=reason)


def note_subject(activity: str, subject: str, *, by: AbstractBaseUser, reason: str) -> Reading:
    """Of more than one row, such as "meetings.Registration (12)"."""
    return Reading.objects.create(activity=activity, subject=subject, reason=reason, read_by=by)


def readings_of(obj: models.Model) -> models.QuerySet:
    """Newest first, with who."""
    return Reading.objects.filter(subject=subject_of(obj)).select_related("read_by")


def subject_of(obj: models.Model) -> str:
    return f"{obj._meta.label} {obj.pk}"


def as_log(reading: Reading) -> dict[str, Any]:
    """The row in the fields of the standard "Logboek Dataverwerkingen" (Logius, component logboek).

    Times in milliseconds since 1970; reading takes no time here, so start and end are the same.
    """
    moment = int(timezone.localtime(reading.read_at).timestamp() * 1000)
    return {
        "trace_id": reading.trace_id,
        "operation_id": reading.operation_id,
        "status_code": OK,
        "name": reading.get_activity_display(),
        "start_time": moment,
        "end_time": moment,
        "attributes": {
            "dpl.core.processing_activity_id": reading.activity,
            "dpl.core.data_subject_id": reading.subject,
            "dpl.core.user": str(reading.read_by_id or ""),
            "reason": reading.reason,
        },
    }
