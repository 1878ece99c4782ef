"""The page "Server" of the admin, and the two addresses that a proxy or container asks."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from outbox.actions import Mail, queue

from .checks import MAIL_ARRIVED, MAIL_SENT, Found, check_database
from .keeping import as_known, hold, write_down

SALT = "routekaart.trial-mail"
DAY = 24 * 60 * 60
NEEDED = "auth.add_user"
"""Who may invite colleagues looks after the server too."""
LIVE, READY = "/-/live/", "/-/ready/"
PLAIN = "text/plain; charset=utf-8"


class HealthMiddleware:
    """Answers who looks whether the site lives, before anything else: without a host name, without
    https, and without saying more than a word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == LIVE:
            return HttpResponse("leeft", content_type=PLAIN)
        if request.path == READY:
            ready = hold(check_database).is_well
            return HttpResponse("klaar" if ready else "niet klaar", PLAIN, 200 if ready else 503)
        return self.get_response(request)


def urls_of(site: AdminSite) -> list[URLPattern]:
    return [
        path("server/", site.admin_view(server_page), name="server"),
        path("server/proefmail/", site.admin_view(send_trial_mail), name="trial_mail"),
        path("server/proefmail/<str:token>/", site.admin_view(arrived), name="mail_arrived"),
    ]


def may_look_after(request: HttpRequest) -> bool:
    return request.user.has_perm(NEEDED)


def _only_for_administrators(request: HttpRequest) -> None:
    if not may_look_after(request):
        raise PermissionDenied


def wrong() -> dict[str, Found]:
    """What is wrong now, by name; for the first page of the admin."""
    return {name: found for name, found in as_known().items() if found.is_well is False}


def server_page(request: HttpRequest) -> HttpResponse:
    _only_for_administrators(request)
    context = admin.site.each_context(request) | {"title": "Server", "checks": as_known()}
    return render(request, "admin/server.html", context)


@require_POST
def send_trial_mail(request: HttpRequest) -> HttpResponse:
    """Put a mail to oneself in the outbox, with a link that says that it arrived."""
    _only_for_administrators(request)
    if not request.user.email:
        messages.error(request, "Bij uw account staat geen e-mailadres. Vul dat eerst in.")
        return redirect("admin:server")
    now = timezone.now()
    token = signing.dumps({"sent": now.isoformat()}, salt=SALT)
    url = request.build_absolute_uri(reverse("admin:mail_arrived", args=[token]))
    key = f"user:{request.user.pk}:trial_mail:{now:%Y%m%d%H%M%S%f}"
    queue([Mail(key=key, to=request.user.email, template="trial_mail", context={"url": url})])
    write_down(MAIL_SENT, Found(None, "verstuurd"))
    messages.success(request, f"Er gaat een proefmail naar {request.user.email}.")
    return redirect("admin:server")


@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a trial mail; a mail scanner that opens it changes nothing."""
    _only_for_administrators(request)
    try:
        signing.loads(token, salt=SALT, max_age=7 * DAY)
    except signing.BadSignature:
        messages.error(request, "Deze link is ouder dan een week. Stuur een nieuwe proefmail.")
        return redirect("admin:server")
    if request.method == "POST":
        write_down(MAIL_ARRIVED, Found(True, "kwam aan"))
        messages.success(request, "Genoteerd: de proefmail kwam aan.")
        return redirect("admin:server")
    context = admin.site.each_context(request) | {"title": "De proefmail kwam aan"}
    return render(request, "admin/mail_arrived.html", context)
