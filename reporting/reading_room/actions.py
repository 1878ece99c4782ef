"""Letting readers in and out, what they ask, what staff answer, and that they were here."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from ..document.stored import read_document
from ..models import PublishedVersion, Question, Reader, Visit
from . import emails
from .topics import topics_of

READERS, QUESTIONS = "reporting.change_reader", "reporting.change_question"
LONGEST = 2000
"""Characters of a question."""
ONE_VISIT = timedelta(hours=1)


def invite(reader: Reader, *, by: AbstractUser) -> Reader:
    """Add a new reader and mail the link."""
    _check_may(by, "reporting.add_reader")
    reader.email = reader.email.strip().lower()
    check_last_day(reader.expires_on)
    reader.full_clean()
    with transaction.atomic():
        reader.save()
        emails.send_invitation(reader)
    return reader


@transaction.atomic
def extend(reader: Reader, *, expires_on: date, by: AbstractUser) -> Reader:
    """The same link until a later or an earlier day; the reader is told."""
    reader = _locked(reader, by)
    if reader.revoked_at:
        raise ValidationError("Deze link is ingetrokken. Stuur een nieuwe link.")
    check_last_day(expires_on)
    reader.expires_on = expires_on
    reader.save(update_fields=["expires_on"])
    emails.send_invitation(reader)
    return reader


@transaction.atomic
def renew(reader: Reader, *, expires_on: date, by: AbstractUser) -> Reader:
    """A new link; the one before stops working, also where it was revoked."""
    reader = _locked(reader, by)
    check_last_day(expires_on)
    reader.expires_on, reader.revoked_at = expires_on, None
    reader.invited_at = timezone.now()
    reader.save(update_fields=["expires_on", "revoked_at", "invited_at"])
    emails.send_invitation(reader)
    return reader


def revoke(reader: Reader, *, by: AbstractUser) -> None:
    """The link stops working at once."""
    _check_may(by, READERS)
    open_now = Reader.objects.filter(pk=reader.pk, revoked_at=None)
    if not open_now.update(revoked_at=timezone.now()):
        raise ValidationError("Deze link is al ingetrokken.")


@transaction.atomic
def log_visit(reader: Reader, version: PublishedVersion) -> None:
    """At most one row an hour. The lock holds off another page of the same reader."""
    Reader.objects.select_for_update().get(pk=reader.pk)
    recent = timezone.now() - ONE_VISIT
    if not Visit.objects.filter(reader=reader, version=version, at__gt=recent).exists():
        Visit.objects.create(reader=reader, version=version)


@transaction.atomic
def ask(reader: Reader, version: PublishedVersion, *, about: str, text: str) -> Question:
    """Put a question to staff. Who sends the same one twice asks it once."""
    topic = topics_of(read_document(version.document)).get(about)
    if topic is None:
        raise ValidationError("Dit onderdeel staat niet in deze versie van de rapportage.")
    _check_question(text.strip())
    Reader.objects.select_for_update().get(pk=reader.pk)  # two sendings at once wait in turn
    of_reader = {"reader": reader, "version": version, "about": about, "text": text.strip()}
    question, is_new = Question.objects.get_or_create(**of_reader)
    if is_new:
        emails.send_asked(question, topic)
    return question


@transaction.atomic
def answer(question: Question, *, text: str, by: AbstractUser) -> Question:
    question = _locked_question(question, by)
    if question.answer:
        raise ValidationError("Deze vraag is al beantwoord. Verbeter dat antwoord.")
    return _answer(question, text, by)


@transaction.atomic
def mend_answer(question: Question, *, text: str, by: AbstractUser) -> Question:
    """Another answer in place of the one that was given; the reader is told again."""
    question = _locked_question(question, by)
    if not question.answer:
        raise ValidationError("Deze vraag is nog niet beantwoord.")
    if question.answer == text.strip():
        raise ValidationError({"text": "Dit is het antwoord dat er al staat."})
    return _answer(question, text, by)


def check_last_day(day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({"expires_on": "Kies een dag die nog komt."})


def topic_of(question: Question) -> str:
    """What the question is about, in words."""
    topics = topics_of(read_document(question.version.document))
    return topics.get(question.about, question.about)


def _answer(question: Question, text: str, by: AbstractUser) -> Question:
    if not text.strip():
        raise ValidationError({"text": "Schrijf het antwoord op."})
    question.answer = text.strip()
    question.answered_at, question.answered_by = timezone.now(), by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    emails.send_answered(question, topic_of(question))
    return question


def _check_question(text: str) -> None:
    if not text:
        raise ValidationError({"text": "Schrijf uw vraag op."})
    if len(text) > LONGEST:
        raise ValidationError({"text": "Kort uw vraag in tot ten hoogste 2000 tekens."})


def _locked(reader: Reader, by: AbstractUser) -> Reader:
    """The row as it is now, locked against other actions on this reader."""
    _check_may(by, READERS)
    return Reader.objects.select_related("report").select_for_update(of=("self",)).get(pk=reader.pk)


def _locked_question(question: Question, by: AbstractUser) -> Question:
    """Locked against another answer."""
    _check_may(by, QUESTIONS)
    rows = Question.objects.select_related("reader", "version__report")
    return rows.select_for_update(of=("self",)).get(pk=question.pk)


def _check_may(user: AbstractUser, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied("U mag dit niet in de leeskamer.")
