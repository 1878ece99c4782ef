"""What the tests of registering share: a meeting one can register for, and what is filled in."""

import time
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.actions import Applicant, register
from meetings.models import Meeting, Registration
from privacy.sending import SALT
from tests.factories import HubFactory

FILLED_IN = {
    "name": "Sanne de Vries",
    "email": "sanne@leiden.example",
    "organisation": "Gemeente Leiden",
    "organisation_other": "",
    "function": "beleidsmedewerker",
}


def open_meeting(**values: Any) -> Meeting:
    day = timezone.localdate() + timedelta(days=30)
    return HubFactory(**{"date": ApproximateDate.of_day(day), "place": "Leiden", **values})


def stamp(seconds_ago: int = 60) -> str:
    """Of a form that was shown so long ago."""
    return signing.dumps(int(time.time()) - seconds_ago, salt=SALT)


def filled_in(**values: Any) -> dict[str, Any]:
    return {**FILLED_IN, "stamp": stamp(), **values}


def registered(meeting: Meeting, number: int = 1, **values: Any) -> Registration:
    values = {"name": f"Deelnemer {number}", "email": f"deelnemer{number}@rijk.example", **values}
    return register(meeting, Applicant(**values)).registration


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())
