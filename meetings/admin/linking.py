"""The pages on which staff say which organisation was meant by what people typed."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from programme.candidates import Candidates
from programme.models import Organisation

from ..actions import linking
from .registration_forms import LinkForm

A_PAGE = 50
SUGGESTIONS = 6


class LinkingPages(ModelAdmin):
    """For the admin of registrations."""

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("koppelen/", self.admin_site.admin_view(self._all), name="meetings_linking"),
            path("koppelen/een/", self.admin_site.admin_view(self._one), name="meetings_link"),
        ]
        return [*own, *super().get_urls()]

    def _all(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        page = Paginator(linking.unlinked(), A_PAGE).get_page(request.GET.get("p"))
        return self._page(request, "linking", {"title": "Organisaties koppelen", "page": page})

    def _one(self, request: HttpRequest) -> HttpResponse:
        """`schreef` is the key of what was typed."""
        self._check(request)
        key = request.GET.get("schreef", "")
        typed = next((each for each in linking.unlinked() if each.key == key), None)
        if typed is None:
            return self._back(request, "Deze schrijfwijze is al gekoppeld.", messages.WARNING)
        form = LinkForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._link(request, typed, form.cleaned_data["organisation"])
        values = {
            "title": "Organisatie koppelen",
            "typed": typed,
            "form": form,
            "offered": with_reasons(typed.text),
        }
        return self._page(request, "link", values)

    def _link(self, request: HttpRequest, typed: linking.Typed, to: object) -> HttpResponse:
        try:
            number = linking.link_typed(typed.key, to=to, by=request.user)
        except ValidationError as refusal:
            return self._back(request, refusal.messages[0], messages.ERROR)
        done = f"“{typed.text}” is gekoppeld aan {to} ({number})."
        return self._back(request, done, messages.SUCCESS)

    def _back(self, request: HttpRequest, sentence: str, level: int) -> HttpResponse:
        messages.add_message(request, level, sentence)
        return HttpResponseRedirect(reverse("admin:meetings_linking"))

    def _check(self, request: HttpRequest) -> None:
        if not request.user.has_perm(linking.RIGHT):
            raise PermissionDenied

    def _page(self, request: HttpRequest, name: str, values: dict) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/meetings/{name}.html", context | values)


def with_reasons(text: str) -> list[tuple[Organisation, str]]:
    """What it may be, in order, each with why."""
    found = Candidates.now().of(text, most=SUGGESTIONS)
    organisations = Organisation.objects.in_bulk([each.organisation for each in found])
    return [(organisations[each.organisation], each.reason) for each in found]
