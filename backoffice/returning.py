"""Back to the page that sent someone here to mend one thing, once that is done.

The page puts its own address in the link, as `?terug=`. The pages of the admin pass it on, and go
there after saving.
"""

from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

RETURN = "terug"


def return_address(request: HttpRequest) -> str:
    """Empty where none was given, or where it leads away from this site."""
    address = request.GET.get(RETURN, "")
    here, secure = {request.get_host()}, request.is_secure()
    is_here = url_has_allowed_host_and_scheme(address, here, require_https=secure)
    return address if is_here else ""


def passing_on(request: HttpRequest, address: str) -> str:
    """The address of a next page of the admin, that is to go back to the same place."""
    back = return_address(request)
    return f"{address}?{urlencode({RETURN: back})}" if back else address


class ReturnsAfterSaving(admin.ModelAdmin):
    """For a ModelAdmin: "Opslaan" goes back. Django itself passes it on to who goes on editing.

    A list has nothing to save, and would take it for a filter.
    """

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        request.GET = request.GET.copy()
        request.GET.pop(RETURN, None)
        return super().changelist_view(request, extra_context)

    def response_post_save_add(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        back = return_address(request)
        return HttpResponseRedirect(back) if back else super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        back = return_address(request)
        if back:
            return HttpResponseRedirect(back)
        return super().response_post_save_change(request, obj)
