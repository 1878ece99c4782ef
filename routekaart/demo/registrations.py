"""Who registered for the example meetings, who walked in, and what was thought of one.

All of them are invented: their addresses are in .example, where nobody gets mail.
"""

import uuid
from typing import Any

from django.utils import timezone

from meetings.actions import Applicant, add_walk_in, register
from meetings.actions.evaluating import answer_once
from meetings.models import Meeting
from meetings.times import registration_is_open

from .rows import Loading

NAMESPACE = uuid.UUID("5b0e7b38-0d3c-4d0e-9a53-7f1d0f2f6f6b")


def load_registrations(loading: Loading) -> int:
    """How many registered; one registers only for what is to come, also in an example."""
    written = loading.folder.subject("registrations")
    made = sum(_register(**row) for row in written.get("registration", ()))
    for row in written.get("walk_in", ()):
        _walk_in(**row)
    for number, row in enumerate(written.get("evaluation", ())):
        _evaluate(number, **row)
    return made


def _register(*, meeting: str, **fields: Any) -> int:
    found = Meeting.objects.get(slug=meeting)
    if not registration_is_open(found, timezone.now()):
        return 0
    register(found, Applicant(**fields))
    return 1


def _walk_in(*, meeting: str, **fields: Any) -> None:
    add_walk_in(Meeting.objects.get(slug=meeting), **fields)


def _evaluate(number: int, *, meeting: str, **answers: object) -> None:
    form = uuid.uuid5(NAMESPACE, f"{meeting}:{number}")
    answer_once(Meeting.objects.get(slug=meeting), answers, form=form)
