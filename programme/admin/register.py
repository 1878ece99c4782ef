"""The page on which staff bring the register up to date: first what would change, then doing it."""

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from backoffice.needed import SaysWhatIsNeeded

from ..register import Plan, Register, plan, read, update

MOST_BYTES = 2 * 1024 * 1024
NO_TEXT = "Dit bestand is geen CSV in UTF-8. Bewaar het zo, en kies opnieuw."
CHANGED = "Intussen zou er iets anders veranderen dan u zag. Kijk het na en bevestig opnieuw."


def text_of(uploaded: UploadedFile | None) -> str:
    """Raises ValidationError, with a sentence."""
    if uploaded is None:
        return ""
    if uploaded.size > MOST_BYTES:
        raise ValidationError(
            "Dit bestand is groter dan 2 MB. Kies het CSV-bestand van het register."
        )
    try:
        text = uploaded.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(NO_TEXT) from error
    if "\0" in text:
        raise ValidationError(NO_TEXT)
    return text


class FilesForm(SaysWhatIsNeeded, forms.Form):
    """The files themselves, or, once they were read, what they hold."""

    organisations = forms.FileField(label="Organisaties (CSV)", required=False)
    ended = forms.FileField(label="Opgeheven en hernoemde organisaties (CSV)", required=False)
    organisations_text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    ended_text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in ("organisations", "ended"):
            values[f"{name}_text"] = text_of(values.get(name)) or values.get(f"{name}_text", "")
        if self.errors:
            return values
        if not values["organisations_text"]:
            raise ValidationError({"organisations": "Kies het bestand met organisaties."})
        values["register"] = read(values["organisations_text"], values["ended_text"])
        return values


class RegisterPages(admin.ModelAdmin):
    """For the admin of organisations."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self._register)
        return [path("register/", view, name="programme_register"), *super().get_urls()]

    def _register(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_change_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        posted = request.method == "POST"
        form = FilesForm(request.POST if posted else None, request.FILES if posted else None)
        planned = plan(form.cleaned_data["register"]) if form.is_valid() else None
        if planned and planned.refusal:
            form.add_error(None, planned.refusal)
        elif planned and form.cleaned_data["seen"] == digest(planned) and not planned.is_empty:
            return self._update(request, form.cleaned_data["register"])
        elif planned and form.cleaned_data["seen"]:
            form.add_error(None, CHANGED)
        return self._show(request, form, planned)

    def _update(self, request: HttpRequest, register: Register) -> HttpResponse:
        update(register, by=request.user)
        self.message_user(request, "Het register is bijgewerkt.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:programme_organisation_changelist"))

    def _show(self, request: HttpRequest, form: FilesForm, planned: Plan | None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": "Register bijwerken",
            "form": form,
            "plan": planned,
            "told": list(planned.told()) if planned else [],
            "seen": digest(planned) if planned else "",
        }
        return TemplateResponse(request, "admin/programme/register.html", context)


def digest(planned: Plan) -> str:
    return sha256(repr(list(planned.told())).encode()).hexdigest()
