"""Pages of the admin: the register of processing, and what a person asks by phone or letter."""

import json
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backoffice.proving import EDIT, proven
from dates.day_fields import DayField

from .handling import erase, hold, look, show
from .holding import lift
from .models import Hold, PersonRequest
from .register import HEADS, SECURITY, as_json, as_xlsx, disappearing, processings

REGISTER, REQUESTS = "privacy.view_consent", "privacy.add_personrequest"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CHECKED_BY_STAFF = [
    choice for choice in PersonRequest.Checked.choices if choice[0] != PersonRequest.Checked.LINK
]


LOOK_FIRST = (
    "U wijzigde het adres of wat er is gevraagd. Er is nog niets gedaan: "
    "kijk na wat er is gevonden, en bevestig dan."
)


class RequestForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres van wie het vraagt",
        widget=forms.EmailInput({"class": "vTextField"}),
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Vul een e-mailadres in zoals naam@organisatie.nl.",
        },
    )
    asked = forms.ChoiceField(
        label="Wat is gevraagd?",
        choices=PersonRequest.Asked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er is gevraagd."},
    )
    checked = forms.ChoiceField(
        label="Hoe weet u dat de juiste persoon het vraagt?",
        choices=CHECKED_BY_STAFF,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u dat hebt nagegaan; weet u het niet, doe niets."},
    )
    reason = forms.CharField(
        label="Waarom blijven de gegevens langer?",
        help_text="Alleen bij vasthouden. De persoon leest dit ook.",
        max_length=300,
        required=False,
        widget=forms.TextInput({"class": "vTextField"}),
    )
    until = DayField(
        label="Tot en met", help_text="Alleen bij vasthouden, hooguit twee jaar.", required=False
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("asked") == PersonRequest.Asked.HOLD:
            if not values.get("reason"):
                self.add_error("reason", "Zeg waarom de gegevens langer blijven.")
            if "until" not in self.errors and not values.get("until"):
                self.add_error("until", "Vul in tot en met welke dag u de gegevens vasthoudt.")
        return values

    def looking(self) -> str:
        """What is looked at, for the form to carry to the deed."""
        values = self.cleaned_data if self.is_bound else {}
        return f"{values.get('asked')} {values.get('email')}"

    def was_looked_at(self) -> bool:
        if self.data.get("looked") == self.looking():
            return True
        self.add_error(None, LOOK_FIRST)
        return False


def urls_of(site: AdminSite) -> list[URLPattern]:
    return [
        path("verwerkingen/", site.admin_view(register_page), name="processing_register"),
        path("verwerkingen/dpia/", site.admin_view(assessment_page), name="processing_assessment"),
        path(
            "verwerkingen/<slug:kind>/",
            site.admin_view(register_file),
            name="processing_register_file",
        ),
        path("verzoeken/opheffen/<int:pk>/", site.admin_view(lift_page), name="hold_lifted"),
        path("verzoeken/", site.admin_view(request_page), name="person_request"),
    ]


def _demand(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    _demand(request, REGISTER)
    context = admin.site.each_context(request) | {
        "title": "Register van verwerkingen",
        "heads": HEADS,
        "processings": processings(),
        "disappearing": disappearing(timezone.now()),
    }
    return render(request, "admin/privacy/register.html", context)


@require_safe
def assessment_page(request: HttpRequest) -> HttpResponse:
    """A draft of the assessment (DPIA): what the system knows is filled in, the rest is asked."""
    _demand(request, REGISTER)
    context = admin.site.each_context(request) | {
        "title": "Concept-DPIA",
        "processings": processings(),
        "security": SECURITY,
    }
    return render(request, "admin/privacy/assessment.html", context)


@require_POST
def lift_page(request: HttpRequest, pk: int) -> HttpResponse:
    _demand(request, REQUESTS)
    try:
        lift(get_object_or_404(Hold, pk=pk))
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Opgeheven. Wat te oud is, verdwijnt vannacht.")
    return redirect("admin:person_request")


@require_safe
def register_file(request: HttpRequest, kind: str) -> HttpResponse:
    _demand(request, REGISTER)
    if kind == "xlsx":
        return _file(as_xlsx(), XLSX, "register-van-verwerkingen.xlsx")
    if kind == "json":
        text = json.dumps(as_json(), ensure_ascii=False, indent=2)
        return _file(text.encode(), "application/json", "register-van-verwerkingen.json")
    raise Http404


def does(request: HttpRequest) -> bool:
    """Not only looks at what is kept."""
    return "doen" in request.POST and EDIT not in request.POST


@require_http_methods(["GET", "HEAD", "POST"])
@partial(proven, when=does, edits=True)
def request_page(request: HttpRequest) -> HttpResponse:
    """First what is found, then, at the second press, the deed: nothing is done by looking, nor
    to another address or by another deed than was looked at."""
    _demand(request, REQUESTS)
    form = RequestForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        done = _do(request, form) if does(request) and form.was_looked_at() else None
        if done:
            return done
        found = look(form.cleaned_data["email"])
    context = admin.site.each_context(request) | {
        "title": "Verzoek van een persoon",
        "form": form,
        "found": found,
        "asked": form.data.get("asked"),
        "looked": form.looking(),
        "holds": Hold.objects.standing(timezone.localdate()).select_related("placed_by"),
    }
    return render(request, "admin/privacy/request.html", context)


def _do(request: HttpRequest, form: RequestForm) -> HttpResponse | None:
    """None where it cannot be done; the form then says why."""
    values = form.cleaned_data
    said = {"checked": values["checked"], "by": request.user}
    if values["asked"] == PersonRequest.Asked.SEE:
        text = show(values["email"], **said)
        return _file(text.encode(), "application/json", "wat-wij-bewaren.json")
    try:
        if values["asked"] == PersonRequest.Asked.HOLD:
            said |= {"reason": values["reason"], "until": values["until"]}
            outcome = hold(values["email"], **said)
        else:
            outcome = erase(values["email"], **said)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, f"Gedaan. {outcome}")
    return redirect("admin:person_request")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
