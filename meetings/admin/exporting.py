"""A file with who registered: first why it is made, which the log of reading keeps."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from backoffice.proving import proof_asked
from documents.csv_file import csv_file
from privacy.models import Reading
from privacy.reading import ReasonForm, ask_reason, closed, note_subject

from ..models import Registration

CHOSEN = "meetings.export_selection"
HEAD = [
    *("Bijeenkomst", "Naam", "E-mailadres", "Organisatie", "Functie"),
    *("Stand", "Aanwezig", "Komt op de nieuwe datum"),
]


def export_selection(admin: ModelAdmin, request: HttpRequest, chosen: QuerySet) -> HttpResponse:
    """Comes back with the reason, and with whom the page was about."""
    if sealed := request.POST.get("chosen"):
        chosen = admin.get_queryset(request).filter(pk__in=_unsealed(sealed))
    people = list(chosen.filter(erased_at=None).order_by("meeting", "sort_key"))
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        return _ask(admin, request, people, form)
    if asking := proof_asked(request):
        return asking
    subject = f"meetings.Registration ({len(people)})"
    note_subject(Reading.Activity.EXPORT, subject, by=request.user, **form.cleaned_data)
    admin.log_change(request, request.user, f"{len(people)} aanmelding(en) geëxporteerd")
    answer = HttpResponse(
        csv_file([HEAD, *map(exported, people)]), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="aanmeldingen.csv"'
    return closed(answer)


def _unsealed(chosen: str) -> list[int]:
    """Whom the page named; nobody where it was not made by us."""
    try:
        return list(signing.loads(chosen, salt=CHOSEN))
    except signing.BadSignature:
        return []


def _ask(
    admin: ModelAdmin, request: HttpRequest, people: list[Registration], form: ReasonForm
) -> HttpResponse:
    keys = [each.pk for each in people]
    sent = [
        ("action", "export_selected"),
        ("chosen", signing.dumps(keys, salt=CHOSEN, compress=True)),
        *((ACTION_CHECKBOX_NAME, key) for key in keys[:1]),
    ]
    number = "1 aanmelding" if len(keys) == 1 else f"{len(keys)} aanmeldingen"
    return ask_reason(
        request,
        admin.admin_site,
        form,
        title="Exporteren als CSV",
        subtitle=number,
        back=reverse("admin:meetings_registration_changelist"),
        back_label="Terug naar de aanmeldingen",
        button="Leg vast en exporteer",
        sent=sent,
    )


def exported(registration: Registration) -> list[str]:
    organisation = registration.organisation
    return [
        str(registration.meeting),
        registration.name,
        registration.email,
        organisation.name if organisation else registration.organisation_typed,
        registration.function,
        registration.get_state_display(),
        {True: "ja", False: "nee", None: "niet vastgelegd"}[registration.attended],
        registration.get_new_date_display(),
    ]
