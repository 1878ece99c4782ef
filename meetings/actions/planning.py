"""Moving, cancelling, holding and changing a meeting. The only way its date and status change.

Each action locks the meeting's row, so that two people who act at once act in turn, and checks the
state it finds there. Who is registered or waits hears of it by mail, written in the same
transaction. All raise ValidationError with a sentence for the person.
"""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dates.days import write_hour
from dates.fields import date_columns
from dates.to_come import refuse_to_come
from dates.values import Answer, ApproximateDate

from .. import emails
from ..asking import check_before_meeting
from ..models import Meeting, Registration, Rescheduling, move_without_day
from ..registering.queue import tend, who_hears
from ..times import starts_at
from .keeping import ask_anew, take_back

IN_CALENDAR = ("title", "start_time", "end_time", "venue", "place")
PLANNED, HELD, CANCELLED = Meeting.Status.PLANNED, Meeting.Status.HELD, Meeting.Status.CANCELLED


@transaction.atomic
def reschedule(
    meeting: Meeting,
    *,
    to: ApproximateDate | None,
    by: object,
    reason: str = "",
    decided: ApproximateDate | None = None,
    times: tuple[time | None, time | None] | None = None,
) -> Meeting:
    """Move a planned meeting to another date and keep the date that is given up.

    An unknown reason stays empty, and is listed as missing until someone knows it. `times` are the
    new begin and end; without them the old ones stay, out of sight while no day is known.
    """
    meeting = _locked(meeting, expected=PLANNED, verb="verplaatst")
    if meeting.date is None:
        raise ValidationError(
            "Er staat nog geen datum, dus er is niets te verplaatsen. "
            "Vul de datum in bij “Datum verbeteren”."
        )
    if to == meeting.date:
        raise ValidationError("De bijeenkomst staat al op deze datum. Kies een andere datum.")
    former = emails.before(meeting)
    refuse_to_come(decided=decided)
    move = Rescheduling.objects.create(
        meeting=meeting,
        former_date=meeting.date,
        decided=decided,
        reason=reason,
        recorded_by=_user(by),
    )
    if times:
        meeting.start_time, meeting.end_time = times
    why = f"verplaatst: {reason or 'reden niet vastgelegd'}"

    def tell() -> None:
        ask_anew(meeting)
        emails.send_moved(_involved(meeting), former, move=move.pk, reason=reason)

    return _set_date(meeting, to, by=by, why=why, tell=tell)


@transaction.atomic
def correct_date(
    meeting: Meeting,
    *,
    to: ApproximateDate | None,
    by: object,
    why: str,
    notify: bool | None = None,
) -> Meeting:
    """Refine a date or mend an error. That is logged, is no move, and mails nobody unasked.

    But where a move gave up the day before there was another, the day that comes now ends that
    move: all hear of it, unless `notify` is False, and who has a place is asked anew.
    """
    meeting = _locked(meeting)
    move = move_without_day(meeting) if to and to.is_known_to_the_day else None
    if to == meeting.date:
        raise ValidationError("Deze datum staat er al. Vul de juiste datum in.")
    former = emails.before(meeting)
    if meeting.status == HELD:
        refuse_to_come(to=to)

    def tell() -> None:
        if move and notify is not False:
            ask_anew(meeting)
            emails.send_new_day(_involved(meeting), move, sequence=meeting.calendar_sequence)
            return
        take_back(meeting)
        if notify:
            correction = meeting.calendar_sequence
            emails.send_date_corrected(_involved(meeting), former, correction=correction)

    return _set_date(meeting, to, by=by, why=f"datum verbeterd: {_required(why)}", tell=tell)


@transaction.atomic
def change_details(meeting: Meeting, *, by: object, notify: bool = False) -> Meeting:
    """Keep what was filled in on `meeting`, except its date and status, which stand as stored.

    Whoever has it in a calendar gets a newer file once the calendar shows something else. Mails
    nobody about the change unasked, and never about a meeting that is over or off.
    """
    stored = _locked(meeting)
    former = emails.before(stored)
    bounds = _changed_bounds(stored, meeting)
    in_calendar = any(getattr(stored, name) != getattr(meeting, name) for name in IN_CALENDAR)
    for field in Meeting._meta.concrete_fields:
        if field.editable and not field.primary_key:
            setattr(stored, field.attname, getattr(meeting, field.attname))
    check_before_meeting(stored, **bounds)
    notify = notify and stored.status == PLANNED
    if in_calendar or notify:
        stored.calendar_sequence += 1

    def tell() -> None:
        if notify:
            emails.send_changed(_involved(stored), former, change=stored.calendar_sequence)

    return _save(stored, by=by, why="", tell=tell)


@transaction.atomic
def correct_former_date(
    rescheduling: Rescheduling, *, to: ApproximateDate | None, by: object, why: str
) -> Rescheduling:
    """Mend the date that a move gave up; logged in the history of the meeting."""
    meeting = _locked(rescheduling.meeting)
    rescheduling.refresh_from_db()
    if to == rescheduling.former_date:
        raise ValidationError("Deze eerdere datum staat er al. Vul de juiste datum in.")
    rescheduling.former_date = to
    rescheduling.save(update_fields=date_columns("former_date", to))
    _save(meeting, by=by, why=f"eerdere datum verbeterd: {_required(why)}")
    return rescheduling


@transaction.atomic
def hold(
    meeting: Meeting, *, by: object, attended: int | None = None, attended_source: str = ""
) -> Meeting:
    """Record that a planned meeting was held; how many came only where that is known.

    Its date may be unknown (sources tell of such meetings), but may not lie wholly in the future. A
    person says it once the meeting has begun; an import knows the day only.
    """
    meeting = _locked(meeting, expected=PLANNED, verb="als gehouden vastgelegd")
    _check_begun(meeting, by_person=_user(by) is not None)
    meeting.status = HELD
    if attended is not None:
        meeting.attended, meeting.attended_source = attended, attended_source.strip()
    return _save(meeting, by=by, why="gehouden")


@transaction.atomic
def cancel(
    meeting: Meeting, *, reason: str, by: object, note: str = "", sister: Meeting | None = None
) -> Meeting:
    """Cancel a planned meeting, with a reason of the list `Meeting.CancellationReason`.

    Who registered or waits is offered a place in the `sister` meeting, if there is one.
    """
    meeting = _locked(meeting, expected=PLANNED, verb="geannuleerd")
    if reason not in Meeting.CancellationReason.values:
        raise ValidationError("Kies een reden uit de lijst.")
    meeting.status = CANCELLED
    meeting.cancellation_reason, meeting.cancellation_note = reason, note
    meeting.calendar_sequence += 1

    def tell() -> None:
        emails.send_meeting_cancelled(_involved(meeting), sister)

    return _save(meeting, by=by, why="geannuleerd", tell=tell)


@transaction.atomic
def reverse_hold(meeting: Meeting, *, by: object, why: str) -> Meeting:
    """Take back that a meeting was held; it stands as planned again."""
    meeting = _locked(meeting, expected=HELD, verb="teruggezet naar gepland")
    meeting.status = PLANNED
    return _save(meeting, by=by, why=f"toch niet gehouden: {_required(why)}")


@transaction.atomic
def reverse_cancellation(meeting: Meeting, *, by: object, why: str) -> Meeting:
    """Take back a cancellation; the meeting stands as planned again."""
    meeting = _locked(meeting, expected=CANCELLED, verb="hersteld")
    meeting.status = PLANNED
    meeting.cancellation_reason = meeting.cancellation_note = ""
    meeting.calendar_sequence += 1

    def tell() -> None:
        emails.send_reinstated(_involved(meeting))

    return _save(meeting, by=by, why=f"toch niet geannuleerd: {_required(why)}", tell=tell)


def _check_begun(meeting: Meeting, *, by_person: bool) -> None:
    if meeting.date and meeting.date.lies_after(timezone.localdate()) is Answer.YES:
        raise ValidationError(
            f"De datum van deze bijeenkomst ligt in de toekomst: {meeting.date}. "
            "Klopt die niet, verbeter dan eerst de datum."
        )
    start = starts_at(meeting)
    if by_person and start is not None and start > timezone.now():
        raise ValidationError(
            f"Deze bijeenkomst begint pas om {write_hour(timezone.localtime(start))}. "
            "Leg daarna vast dat ze is gehouden."
        )


def _locked(meeting: Meeting, *, expected: str = "", verb: str = "") -> Meeting:
    """The meeting as it stands now, locked against every other action on it."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if expected and meeting.status != expected:
        raise ValidationError(
            f"Deze bijeenkomst is {meeting.get_status_display()} en kan niet worden {verb}."
        )
    return meeting


def _set_date(
    meeting: Meeting,
    to: ApproximateDate | None,
    *,
    by: object,
    why: str,
    tell: Callable[[], None],
) -> Meeting:
    meeting.date = to
    meeting.calendar_sequence += 1
    meeting.fit_times_to_day()
    return _save(meeting, by=by, why=why, tell=tell)


def _save(
    meeting: Meeting, *, by: object, why: str, tell: Callable[[], None] | None = None
) -> Meeting:
    """How every action ends: what changed is kept, told by `tell`, and then moves the queue.

    So nothing that makes room, or takes away what was offered, has to be thought of one by one.
    """
    meeting.full_clean(validate_unique=False)
    meeting._history_user = _user(by)
    meeting._change_reason = why or None
    meeting.save()
    if tell:
        tell()
    tend(meeting)
    return meeting


def _involved(meeting: Meeting) -> list[Registration]:
    """Who is registered or waits, each with the meeting as it is now."""
    active = meeting.registrations.active().exclude(email="")
    involved = list(active.select_related("organisation"))
    hears_more = who_hears(meeting, timezone.now())
    for registration in involved:
        registration.meeting = meeting
        registration.hears_more = registration.pk in hears_more
    return involved


def _changed_bounds(stored: Meeting, meeting: Meeting) -> dict[str, Any]:
    """What is being changed of deciding and closing."""
    decide, close = meeting.decision_date, meeting.registration_closes
    return {
        "decision_date": decide if decide != stored.decision_date else None,
        "closes": close if close != stored.registration_closes else None,
    }


def _required(why: str) -> str:
    if not why.strip():
        raise ValidationError("Schrijf op waarom u dit verandert.")
    return why


def _user(by: object) -> object:
    """The user who acts; an import or command acts as nobody."""
    return by if getattr(by, "pk", None) else None
