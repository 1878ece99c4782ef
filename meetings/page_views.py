"""The page of a meeting with the form to register, and the page after that."""

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, is_too_often

from .actions import register
from .meeting_page import for_page, page_context
from .models import Meeting, Registration
from .querysets import MeetingQuerySet
from .registration_forms import RegistrationForm, blank_fields

LANDING_SALT = "meetings.landing"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_page(request: HttpRequest, meetings: MeetingQuerySet, slug: str) -> HttpResponse:
    """GET shows the meeting with the form, POST registers."""
    if request.method == "POST":
        return take_registration(request, meetings, slug)
    meeting = get_object_or_404(for_page(meetings), slug=slug)
    return _show(request, meeting, RegistrationForm(meeting=meeting))


def take_registration(request: HttpRequest, meetings: MeetingQuerySet, slug: str) -> HttpResponse:
    meeting = get_object_or_404(meetings.public(), slug=slug)
    form = RegistrationForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _show_again(request, meetings, slug, form)
    email = form.cleaned_data["email"]
    if is_too_often(request, purpose="register", email=email):
        form.add_error(None, TOO_OFTEN)
        return _show_again(request, meetings, slug, form, status=429)
    try:
        outcome = register(meeting, form.applicant(email=email), consents=form.consents())
    except ValidationError as error:
        form.add_error(None, error)
        return _show_again(request, meetings, slug, form)
    return redirect(landing_url(meeting, outcome.state))


def landing_url(meeting: Meeting, state: str) -> str:
    """Signed, so that nobody is told of a place that was never given; names no one."""
    return reverse("meetings:landing", args=[signing.dumps([meeting.pk, state], salt=LANDING_SALT)])


@personal
@require_safe
def landing(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk, state = signing.loads(token, salt=LANDING_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    meeting = get_object_or_404(Meeting, pk=pk, is_public=True)
    confirmed = state == Registration.State.CONFIRMED
    context = {"meeting": meeting, "confirmed": confirmed, "nav": meeting.line}
    return render(request, "meetings/landing.html", context)


def _show_again(
    request: HttpRequest,
    meetings: MeetingQuerySet,
    slug: str,
    form: RegistrationForm,
    status: int = 200,
) -> HttpResponse:
    """With what was filled in, beside the meeting as it is now."""
    meeting = get_object_or_404(for_page(meetings), slug=slug)
    return _show(request, meeting, form, status=status)


def _show(
    request: HttpRequest, meeting: Meeting, form: RegistrationForm, status: int = 200
) -> HttpResponse:
    context = page_context(meeting) | {"form": form, "blank_fields": blank_fields(meeting.line)}
    return render(request, "meetings/meeting.html", context, status=status)
