"""The mails of the reading room: to readers, and to staff at the address of the site."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from dates.days import write_hour
from dates.values import write_weekday
from outbox.actions import Mail, queue

from ..models import Confirmation, PublishedVersion, Question, Reader
from .links import absolute_url_of, url_of


def send_invitation(reader: Reader) -> None:
    """The link; also when it is a new one or its last day changed."""
    context = _of_reader(reader) | {"published": reader.report.versions.exists()}
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    queue([_to_reader(reader, "reader_invited", moment, context)])


def announce_version(version: PublishedVersion) -> None:
    """Tell the readers whose link works; call it in the transaction that stores the version."""
    readers = Reader.objects.active(timezone.localdate()).filter(report=version.report)
    told = {"number": version.number, "reason": version.reason}
    queue(
        _to_reader(reader, "version_published", str(version.number), _of_reader(reader) | told)
        for reader in readers.select_related("report")
    )


def send_code(confirmation: Confirmation, code: str) -> None:
    """The code itself stands nowhere but in this mail, and in its row until it was sent."""
    context = _of_confirmation(confirmation) | {"code": code}
    cause = f"{confirmation.pk}:{confirmation.code_expires_at:%Y%m%d%H%M%S%f}"
    queue([_to_reader(confirmation.reader, "reader_code", cause, context)])


def send_confirmed(confirmation: Confirmation) -> None:
    """The same words to the reader and to staff: who confirmed what, and when."""
    at = timezone.localtime(confirmation.confirmed_at)
    context = _of_confirmation(confirmation) | {
        "by": confirmation.name,
        "at": f"{write_weekday(at)}, {write_hour(at)}",
        "checksum": confirmation.version.checksum,
    }
    staff = context | {"name": settings.CONTACT["name"], "url": ""}
    cause = str(confirmation.pk)
    queue(
        [
            _to_reader(confirmation.reader, "reader_confirmed", cause, context),
            _to_staff("reader_confirmed", cause, staff),
        ]
    )


def send_asked(question: Question, topic: str) -> None:
    page = reverse("admin:reporting_question_change", args=[question.pk])
    context = _of_question(question, topic) | {
        "name": settings.CONTACT["name"],
        "asked_by": question.reader.name,
        "admin_url": settings.SITE_URL.rstrip("/") + page,
    }
    queue([_to_staff("question_asked", str(question.pk), context)])


def send_answered(question: Question, topic: str) -> None:
    """Also when an answer was mended; that it was mended is told."""
    reader = question.reader
    page = absolute_url_of(reader, "room_version", number=question.version.number)
    context = _of_question(question, topic) | {
        "name": reader.name,
        "answer": question.answer.splitlines(),
        "url": f"{page}#{question.about}",
    }
    cause = f"{question.pk}:{question.answered_at:%Y%m%d%H%M%S%f}"
    queue([_to_reader(reader, "question_answered", cause, context)])


def _of_reader(reader: Reader) -> dict:
    return {
        "name": reader.name,
        "report": str(reader.report),
        "expires": write_weekday(reader.expires_on),
        "url": settings.SITE_URL.rstrip("/") + url_of(reader),
    }


def _of_confirmation(confirmation: Confirmation) -> dict:
    return _of_reader(confirmation.reader) | {
        "number": confirmation.version.number,
        "agrees": confirmation.kind == Confirmation.Kind.AGREED,
    }


def _of_question(question: Question, topic: str) -> dict:
    """The lines of the question each apart: a mail holds a text on one line."""
    return {
        "report": str(question.version.report),
        "number": question.version.number,
        "topic": topic,
        "question": question.text.splitlines(),
    }


def _to_reader(reader: Reader, template: str, cause: str, context: dict) -> Mail:
    key = f"reader:{reader.pk}:{template}:{cause}"
    return Mail(key=key, to=reader.email, template=template, context=context)


def _to_staff(template: str, cause: str, context: dict) -> Mail:
    to = settings.CONTACT["email"]
    return Mail(key=f"staff:{template}:{cause}", to=to, template=template, context=context)
