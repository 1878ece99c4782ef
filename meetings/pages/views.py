"""The page of a meeting with the form to register, and the page after that."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from privacy.personal import personal
from privacy.rate_limit import TOO_OFTEN, is_too_often
from programme.prepared import Given, Prepared

from ..actions import register_at
from ..models import Meeting, Registration
from ..registering.forms import RegistrationForm, blank_fields
from .calendar_links import calendar_links, can_be_noted
from .carrying import carried, carry
from .kept_pages import HIDDEN_FIELDS, TYPED, kept, row_of, with_hidden_fields
from .meeting_page import page_context, public_meeting, stand, stands_alone

LANDING_SALT = "meetings.landing"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_page(request: HttpRequest, line: type[Meeting], slug: str) -> HttpResponse:
    """GET shows the meeting with the form, POST registers; `line` is the proxy of its line."""
    if request.method == "POST":
        return take_registration(request, line, slug)
    meeting = public_meeting(line, slug)

    def render_page() -> str:
        form = {"blank_fields": blank_fields(meeting.line), "hidden_fields": HIDDEN_FIELDS}
        return render_to_string("meetings/meeting.html", page_context(meeting) | form, request)

    if not stands_alone(meeting):
        return HttpResponse(with_hidden_fields(request, render_page()))
    key = (row_of(meeting), *stand(meeting, timezone.now()).values())
    return HttpResponse(with_hidden_fields(request, kept(request, key, render_page)))


def take_registration(request: HttpRequest, line: type[Meeting], slug: str) -> HttpResponse:
    form = RegistrationForm(request.POST, line=line.LINE)
    if not form.is_valid():
        return _show_again(request, line, slug, form)
    email = form.cleaned_data["email"]
    if is_too_often(request, purpose="register", email=email):
        form.add_error(None, TOO_OFTEN)
        return _show_again(request, line, slug, form, status=429)
    applicant = form.applicant(email=email)
    try:
        outcome = register_at(line, slug, applicant, consents=form.consents())
    except line.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        form.add_error(None, error)
        return _show_again(request, line, slug, form)
    url = landing_url(outcome.registration.meeting, outcome.state)
    return carry(redirect(url), url, form.typed())


def landing_url(meeting: Meeting, state: str) -> str:
    """Signed, so that nobody is told of a place that was never given; names no one."""
    return reverse("meetings:landing", args=[signing.dumps([meeting.pk, state], salt=LANDING_SALT)])


@personal
@require_safe
def landing(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk, state = signing.loads(token, salt=LANDING_SALT)
        meeting = _landed_at(meeting=pk)[0]
    except (signing.BadSignature, IndexError) as error:
        raise Http404 from error
    confirmed = state == Registration.State.CONFIRMED
    can_note = confirmed and can_be_noted(meeting)

    def render_page() -> str:
        links = calendar_links(meeting) if can_note else {}
        told = {"confirmed": confirmed, "calendar": links, "typed_part": TYPED}
        context = {"meeting": meeting, "nav": meeting.line, **told}
        return render_to_string("meetings/landing.html", context, request)

    page = kept(request, (row_of(meeting), confirmed, can_note), render_page)
    return HttpResponse(page.replace(TYPED, _typed_part(request, meeting)))


def _typed_part(request: HttpRequest, meeting: Meeting) -> str:
    """Empty for whoever did not just register here."""
    if not (typed := carried(request)):
        return ""
    context = {"typed": typed, "meeting": meeting, "contact_email": settings.CONTACT["email"]}
    return render_to_string("meetings/parts/typed.html", context)


@Prepared
def _landed_at() -> QuerySet:
    return Meeting.objects.public().marking_examples().filter(pk=Given("meeting")).order_by()


def _show_again(
    request: HttpRequest,
    line: type[Meeting],
    slug: str,
    form: RegistrationForm,
    status: int = 200,
) -> HttpResponse:
    """With what was filled in, beside the meeting as it is now."""
    context = page_context(public_meeting(line, slug)) | {"form": form}
    return render(request, "meetings/meeting.html", context, status=status)
