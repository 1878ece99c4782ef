"""The banner on each page of the place to practise, and the page on which one begins anew."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from .beginning import begin_again

BODY = re.compile(rb'<body[^>]*>(\s*<a [^>]*class="skip[^>]*>[^<]*</a>)?')
"""The beginning of a page: the link to its contents stays what the keyboard finds first."""
BANNER = """
<link rel="stylesheet" href="{style}">
<aside class="practice" aria-label="Oefenomgeving"><strong>Oefenomgeving.</strong>
Alles is verzonnen en er gaat geen mail weg. <a href="{page}">Opnieuw beginnen</a></aside>
"""


class PracticeBanner:
    """On every page, also of a fault; and no search engine keeps any of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex"
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            banner = BANNER.format(
                style=static("site/practice.css"), page=reverse("admin:practice")
            )
            marked = rb"\g<0>" + banner.encode()
            response.content = BODY.sub(marked, response.content, count=1)
            if "Content-Length" in response:
                response["Content-Length"] = str(len(response.content))
        return response


def urls_of(site: AdminSite) -> list[URLPattern]:
    """None in the real one."""
    page = path("oefenen/", site.admin_view(practice_page), name="practice")
    return [page] if settings.PRACTICE_DIR else []


@require_http_methods(["GET", "HEAD", "POST"])
def practice_page(request: HttpRequest) -> HttpResponse:
    """Anyone who practises may begin anew, and then signs in again."""
    if request.method == "POST":
        logout(request)
        begin_again()
        messages.success(request, "De oefenomgeving is opnieuw begonnen. Log opnieuw in.")
        return redirect("account_login")
    context = admin.site.each_context(request) | {"title": "Oefenen"}
    return render(request, "admin/practice.html", context)
