"""Consents of hosts, as the actions record them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pilots.models import Audience, Form, Pilot, Release, ReleaseRequest, What
from pilots.releasing.asking import ask_host
from pilots.releasing.recording import Choice, record_on_paper

GIVEN = {"consent_by": "de directeur", "consent_on": date(2014, 4, 24), "source_note": "brief"}


def release(
    pilot: Pilot,
    *whats: What,
    audiences: tuple[Audience, ...] = (Audience.PUBLIC,),
    form: Form = Form.FULL,
    until: date | None = None,
    **given: Any,
) -> list[Release]:
    choices = [Choice(what, audience, form, until) for what in whats for audience in audiences]
    return record_on_paper(pilot, choices=choices, by=None, **GIVEN | given)


def asked(pilot: Pilot, *choices: Choice, **values: Any) -> ReleaseRequest:
    last = timezone.localdate() + timedelta(days=30)
    known = {"name": "Kim Bos", "email": "kim@gemeente.example", "expires_on": last, "by": None}
    return ask_host(pilot, choices=choices, **known | values)
