"""The mails of releasing: to the host, and to staff at the address of the site."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from dates.days import write_hour
from dates.values import write_weekday
from outbox.actions import Mail, queue

from ..models import Pilot, Release, ReleaseRequest
from .links import absolute_url_of
from .standing import Told


def send_invitation(request: ReleaseRequest) -> None:
    """The link; also when it is a new one."""
    context = _of(request) | {
        "asked": [cell.in_words() for cell in request.cells.all()],
        "message": request.message.splitlines(),
    }
    queue([_to_host(request, "release_asked", f"{timezone.now():%Y%m%d%H%M%S%f}", context)])


def send_code(request: ReleaseRequest, code: str) -> None:
    """The code itself stands nowhere but in this mail."""
    context = _of(request) | {"code": code, "agrees": request.answer == request.Answer.AGREED}
    cause = f"{request.code_expires_at:%Y%m%d%H%M%S%f}"
    queue([_to_host(request, "release_code", cause, context)])


def send_decided(request: ReleaseRequest) -> None:
    """The same words to the host and to staff: who decided what, and when; no texts."""
    at = timezone.localtime(request.decided_at)
    context = _of(request) | {
        "by": request.answered_by,
        "at": f"{write_weekday(at)}, {write_hour(at)}",
        "agreed": [cell.in_words() for cell in request.cells.all() if cell.agreed],
        "refused": [cell.in_words() for cell in request.cells.all() if not cell.agreed],
        "marks": request.marks.count(),
    }
    staff = context | {"name": settings.CONTACT["name"], "url": ""}
    staff |= {"admin_url": _page_of(request.pilot)}
    queue(
        [
            _to_host(request, "release_decided", "decided", context),
            _to_staff(request, "release_decided", "decided", staff),
        ]
    )


def send_withdrawn(
    request: ReleaseRequest, releases: Iterable[Release], published: Iterable[Told]
) -> None:
    context = _of(request) | {
        "withdrawn": [release.in_words() for release in releases],
        "published": [f"{told.title}, sinds {write_weekday(told.since)}" for told in published],
    }
    staff = context | {"name": settings.CONTACT["name"], "url": ""}
    staff |= {"admin_url": _page_of(request.pilot)}
    cause = f"withdrawn:{timezone.now():%Y%m%d%H%M%S%f}"
    queue(
        [
            _to_host(request, "release_withdrawn", cause, context),
            _to_staff(request, "release_withdrawn", cause, staff),
        ]
    )


def _of(request: ReleaseRequest) -> dict:
    return {
        "name": request.name,
        "pilot": request.pilot.title,
        "expires": write_weekday(request.expires_on),
        "url": absolute_url_of(request),
    }


def _page_of(pilot: Pilot) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("admin:pilots_pilot_vrijgave", args=[pilot.pk])


def _to_host(request: ReleaseRequest, template: str, cause: str, context: dict) -> Mail:
    key = f"host:{request.pk}:{template}:{cause}"
    return Mail(key=key, to=request.email, template=template, context=context)


def _to_staff(request: ReleaseRequest, template: str, cause: str, context: dict) -> Mail:
    key = f"staff:{template}:{request.pk}:{cause}"
    return Mail(key=key, to=settings.CONTACT["email"], template=template, context=context)
