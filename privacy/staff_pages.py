"""Pages of the admin: the register of processing, and what a person asks by phone or letter."""

import json

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from .handling import erase, look, show
from .models import PersonRequest
from .register import HEADS, as_json, as_xlsx, disappearing, processings

REGISTER, REQUESTS = "privacy.view_consent", "privacy.add_personrequest"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CHECKED_BY_STAFF = [
    choice for choice in PersonRequest.Checked.choices if choice[0] != PersonRequest.Checked.LINK
]


class RequestForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres van wie het vraagt",
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


def urls_of(site: AdminSite) -> list[URLPattern]:
    return [
        path("verwerkingen/", site.admin_view(register_page), name="processing_register"),
        path(
            "verwerkingen/<slug:kind>/",
            site.admin_view(register_file),
            name="processing_register_file",
        ),
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
def register_file(request: HttpRequest, kind: str) -> HttpResponse:
    _demand(request, REGISTER)
    if kind == "xlsx":
        return _file(as_xlsx(), XLSX, "register-van-verwerkingen.xlsx")
    if kind == "json":
        text = json.dumps(as_json(), ensure_ascii=False, indent=2)
        return _file(text.encode(), "application/json", "register-van-verwerkingen.json")
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest) -> HttpResponse:
    """First what is found, then, at the second press, the deed: nothing is done by looking."""
    _demand(request, REQUESTS)
    form = RequestForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        if "doen" in request.POST:
            return _do(request, form.cleaned_data)
        found = look(form.cleaned_data["email"])
    context = admin.site.each_context(request) | {
        "title": "Verzoek van een persoon",
        "form": form,
        "found": found,
        "erases": form.data.get("asked") == PersonRequest.Asked.ERASE,
    }
    return render(request, "admin/privacy/request.html", context)


def _do(request: HttpRequest, values: dict[str, str]) -> HttpResponse:
    if values["asked"] == PersonRequest.Asked.SEE:
        text = show(values["email"], checked=values["checked"], by=request.user)
        return _file(text.encode(), "application/json", "wat-wij-bewaren.json")
    outcome = erase(values["email"], checked=values["checked"], by=request.user)
    messages.success(request, f"Gedaan. {outcome}")
    return redirect("admin:person_request")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
