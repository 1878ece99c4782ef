"""One answer each: the tickets for the evaluation, and what is done with one.

Nothing ties an answer to its ticket. The ticket goes in the transaction in which the answers come,
so there is no list of used ones to lay beside them (docs/decisions/0018-one-answer-each.md).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..evaluation.outcome import OPEN_FOR
from ..links import ticket_key
from ..models import Evaluation, EvaluationTicket, Meeting, Registration

SPARE = timedelta(days=30)
"""Tickets stay this much longer, since a date may still be corrected."""


@transaction.atomic
def give_tickets(registrations: Iterable[Registration]) -> None:
    """To those who have none yet; in the order of their keys, which says nothing of the people."""
    keys = [registration.pk for registration in registrations]
    without = Registration.objects.select_for_update(of=("self",)).select_related("meeting")
    people = list(without.filter(pk__in=keys, has_ticket=False))
    tickets = [
        EvaluationTicket(key=ticket_key(person), kept_until=_kept_until(person.meeting))
        for person in people
    ]
    EvaluationTicket.objects.bulk_create(sorted(tickets, key=lambda ticket: ticket.key))
    without.filter(pk__in=[person.pk for person in people]).update(has_ticket=True)


def give_ticket(registration: Registration) -> None:
    """At the door, to someone who is there and gets no mail."""
    if not registration.attended or not registration.is_active:
        raise ValidationError("Een code is voor wie er is. Vink deze persoon eerst af.")
    if registration.email:
        raise ValidationError("Deze persoon krijgt de vragen na afloop per mail.")
    give_tickets([registration])


@transaction.atomic
def answer(meeting: Meeting, answers: Mapping[str, object], *, ticket: str) -> bool:
    """Keep the answers of someone with a ticket; False where that was used already."""
    number, _ = EvaluationTicket.objects.filter(pk=ticket).delete()
    if number:
        Evaluation.objects.create(meeting=meeting, **answers)
    return bool(number)


def answer_once(meeting: Meeting, answers: Mapping[str, object], *, form: UUID) -> None:
    """Keep the answers that came by a link for all; the same form sent twice is one answer."""
    Evaluation.objects.get_or_create(pk=form, defaults={"meeting": meeting, **answers})


def may_answer(ticket: str) -> bool:
    return EvaluationTicket.objects.filter(pk=ticket).exists()


def drop_tickets(today: date) -> None:
    """Nobody can answer with them any more."""
    old = EvaluationTicket.objects.filter(kept_until__lt=today)
    if old.exists():
        old.delete()


def _kept_until(meeting: Meeting) -> date:
    return (meeting.date_latest or timezone.localdate()) + OPEN_FOR + SPARE
