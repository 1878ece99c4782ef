"""The page in the admin of who offers what, near which open question."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from .offers import described, helping_now, near, offered, open_questions

OFFERED = "ambassadors_ambassador_aanbod"


class OffersPage(admin.ModelAdmin):
    """For the ModelAdmin of ambassadors; who may see them may see this."""

    change_list_template = "admin/ambassadors/list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.offers_view))
        return [path("aanbod/", view, name=OFFERED), *super().get_urls()]

    def offers_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        helping = helping_now()
        questions = [
            (each, [(one, described(one.ambassador)) for one in near(each, helping)])
            for each in open_questions(timezone.localdate())
        ]
        context = self.admin_site.each_context(request) | {
            "title": "Wie biedt wat aan",
            "opts": self.opts,
            "questions": questions,
            "offers": offered(helping),
        }
        return TemplateResponse(request, "admin/ambassadors/offers.html", context)
