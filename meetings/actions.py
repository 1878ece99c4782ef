"""What happens to a meeting. The only way in which its date and its status change.

Each action locks the meeting's row, so that two people who act at once act in turn, and checks the
state it finds there. All raise ValidationError with a sentence for the person.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from programme.date_fields import date_columns
from programme.dates import ApproximateDate

from .models import Meeting, Rescheduling

PLANNED, HELD, CANCELLED = Meeting.Status.PLANNED, Meeting.Status.HELD, Meeting.Status.CANCELLED


@transaction.atomic
def reschedule(
    meeting: Meeting,
    *,
    to: ApproximateDate | None,
    by: object,
    reason: str = "",
    decided: ApproximateDate | None = None,
) -> Meeting:
    """Move a planned meeting to another date and keep the date that is given up.

    An unknown reason stays empty, and is listed as missing until someone knows it.
    """
    meeting = _locked(meeting, expected=PLANNED, verb="verplaatst")
    if to == meeting.date:
        raise ValidationError("De bijeenkomst staat al op deze datum. Kies een andere datum.")
    Rescheduling.objects.create(
        meeting=meeting,
        former_date=meeting.date,
        decided=decided,
        reason=reason,
        recorded_by=_user(by),
    )
    return _set_date(meeting, to, by=by, why=f"verplaatst: {reason or 'reden niet vastgelegd'}")


@transaction.atomic
def correct_date(meeting: Meeting, *, to: ApproximateDate | None, by: object, why: str) -> Meeting:
    """Refine a date or mend a typing error. That is logged, and is no move."""
    meeting = _locked(meeting)
    if to == meeting.date:
        raise ValidationError("Deze datum staat er al. Vul de juiste datum in.")
    return _set_date(meeting, to, by=by, why=f"datum verbeterd: {_required(why)}")


@transaction.atomic
def correct_former_date(
    rescheduling: Rescheduling, *, to: ApproximateDate | None, by: object, why: str
) -> Rescheduling:
    """Mend the date that a move gave up; logged in the history of the meeting."""
    meeting = _locked(rescheduling.meeting)
    rescheduling.former_date = to
    rescheduling.save(update_fields=date_columns("former_date", to))
    _save(meeting, by=by, why=f"eerdere datum verbeterd: {_required(why)}")
    return rescheduling


@transaction.atomic
def hold(
    meeting: Meeting, *, by: object, attended: int | None = None, attended_source: str = ""
) -> Meeting:
    """Record that a planned meeting was held; how many came only where that is known."""
    meeting = _locked(meeting, expected=PLANNED, verb="als gehouden vastgelegd")
    meeting.status = HELD
    if attended is not None:
        meeting.attended, meeting.attended_source = attended, attended_source
    return _save(meeting, by=by, why="gehouden")


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: object, note: str = "") -> Meeting:
    """Cancel a planned meeting, with a reason of the list `Meeting.CancellationReason`."""
    meeting = _locked(meeting, expected=PLANNED, verb="geannuleerd")
    if reason not in Meeting.CancellationReason.values:
        raise ValidationError("Kies een reden uit de lijst.")
    meeting.status = CANCELLED
    meeting.cancellation_reason, meeting.cancellation_note = reason, note
    return _save(meeting, by=by, why="geannuleerd")


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
    return _save(meeting, by=by, why=f"toch niet geannuleerd: {_required(why)}")


def _locked(meeting: Meeting, *, expected: str = "", verb: str = "") -> Meeting:
    """The meeting as it stands now, locked against every other action on it."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if expected and meeting.status != expected:
        raise ValidationError(
            f"Deze bijeenkomst is {meeting.get_status_display()} en kan niet worden {verb}."
        )
    return meeting


def _set_date(meeting: Meeting, to: ApproximateDate | None, *, by: object, why: str) -> Meeting:
    meeting.date = to
    if to is None or to.day is None:
        meeting.start_time = meeting.end_time = None
    return _save(meeting, by=by, why=why)


def _save(meeting: Meeting, *, by: object, why: str) -> Meeting:
    meeting.full_clean(validate_unique=False)
    meeting._history_user = _user(by)
    meeting._change_reason = why
    meeting.save()
    return meeting


def _required(why: str) -> str:
    if not why.strip():
        raise ValidationError("Schrijf op waarom u dit verandert.")
    return why


def _user(by: object) -> object:
    """The user who acts; an import or command acts as nobody."""
    return by if getattr(by, "pk", None) else None
