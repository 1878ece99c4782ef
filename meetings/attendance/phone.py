"""The list at the door on a phone without network, as an enhancement (decision 61)."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from ..actions import apply_ticks
from ..models import Meeting
from .forms import TicksForm, WalkInForm
from .views import PAGE, at_the_door, page_context

CONFLICT = 409
BAD_REQUEST = 400


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Under this address it can serve the pages at the door and no others,
    since a browser gives it no more than its own folder; it holds nothing of anybody."""
    return render(request, "meetings/door_worker.js", content_type="text/javascript; charset=utf-8")


@require_POST
@at_the_door
def ticks(request: HttpRequest, meeting: Meeting) -> JsonResponse:
    """What became of them, and the page as it is now; or why all stay on the phone."""
    form = TicksForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": form.errors["ticks"][0]}, status=BAD_REQUEST)
    try:
        told = apply_ticks(meeting, form.cleaned_data["ticks"])
    except ValidationError as error:
        return JsonResponse({"refused": error.messages[0]}, status=CONFLICT)
    page = render_to_string(PAGE, page_context(request, meeting, WalkInForm()), request)
    return JsonResponse({"told": told, "page": page})
