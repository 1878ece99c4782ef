"""From a row to a mail: the templates in templates/mails, filled with the values of the row.

`<template>.txt` begins with the subject on its first line, then an empty line and the text;
`<template>.html` is the same text with mark-up. Every value is brought to one line first, so that
what someone typed can neither add a header nor lay out the text.
"""

import re
from datetime import date
from email.mime.text import MIMEText
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from .calendar_file import CalendarFile, make_calendar_file
from .models import Message

OWN_LINK = "Uw aanmelding bekijken, wijzigen of afmelden (de link is van u alleen):"
NEAR = {0: "vandaag", 1: "morgen"}
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


class Content(NamedTuple):
    subject: str
    text: str
    html: str


def read_content(message: Message, *, hide_secrets: bool = False) -> Content:
    """What the mail says; to show it to staff, without what is for its reader alone."""
    context = message.get_context_display() if hide_secrets else message.context
    fixed = {"site_url": settings.SITE_URL.rstrip("/"), "contact": settings.CONTACT}
    values = {**one_line(context), **fixed, "to": message.to, **how_near(message)}
    text = render(f"{message.template}.txt", values, autoescape=False)
    html = render(f"{message.template}.html", values, autoescape=True)
    subject, _, body = text.strip().partition("\n")
    return Content(" ".join(subject.split()), EMPTY_LINES.sub("\n\n", body).strip() + "\n", html)


def how_near(message: Message) -> dict[str, object]:
    """How far off the `day` of the values is when the mail goes: that may be later than planned.

    `near` is "vandaag" or "morgen" and else empty; `days_left` may be less than 0.
    """
    day = message.context.get("day")
    if not day:
        return {}
    goes = timezone.localdate(message.sent_at or timezone.now())
    left = (date.fromisoformat(day) - goes).days
    return {"near": NEAR.get(left, ""), "days_left": left}


def render(name: str, values: dict, *, autoescape: bool) -> str:
    return get_template(f"mails/{name}").template.render(Context(values, autoescape=autoescape))


def one_line(value: Any) -> Any:
    """The same values, each text on one line and without control characters."""
    if isinstance(value, str):
        return "".join(c for c in " ".join(value.split()) if c.isprintable())
    if isinstance(value, dict):
        return {key: one_line(part) for key, part in value.items()}
    return [one_line(part) for part in value] if isinstance(value, list) else value


def compose(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    content = read_content(message)
    mail = EmailMultiAlternatives(
        subject=content.subject,
        body=content.text,
        to=[message.to],
        reply_to=[settings.REPLY_TO],
        connection=connection,
        headers={
            "Message-ID": f"<{message.message_id}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(content.html, "text/html")
    if "event" in message.context:
        mail.attach(calendar_part(make_calendar_file(event_of(message), attendee=message.to)))
    return mail


def event_of(message: Message) -> dict:
    """With the reader's own link, so that it is at hand in the calendar. A secret of the mail, so
    it is put in here and stored nowhere else."""
    event, link = message.context["event"], message.context.get("manage_url")
    if event.get("cancelled") or not link:
        return event
    return {**event, "description": f"{OWN_LINK}\n{link}"}


def calendar_part(calendar: CalendarFile) -> MIMEText:
    part = MIMEText(calendar.text, "calendar", "utf-8")
    part.set_param("method", calendar.method)
    part.add_header("Content-Disposition", "attachment", filename="bijeenkomst.ics")
    return part
