"""From a row to a mail: the templates in templates/mails, filled with the values of the row.

`<template>.txt` begins with the subject on its first line, then an empty line and the text;
`<template>.html` is the same text with mark-up.
"""

from email.mime.text import MIMEText
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from .calendar_file import CalendarFile, make_calendar_file
from .models import Message


class Content(NamedTuple):
    subject: str
    text: str
    html: str


def read_content(message: Message) -> Content:
    """What the mail says; also for showing it to staff."""
    context = {**message.context, "site_url": settings.SITE_URL, "contact": settings.CONTACT}
    text = render_to_string(f"mails/{message.template}.txt", context)
    subject, _, body = text.strip().partition("\n")
    html = render_to_string(f"mails/{message.template}.html", context)
    return Content(" ".join(subject.split()), body.strip() + "\n", html)


def compose(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    content = read_content(message)
    mail = EmailMultiAlternatives(
        subject=content.subject,
        body=content.text,
        to=[message.to],
        connection=connection,
        headers={
            "Message-ID": f"<{message.message_id}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(content.html, "text/html")
    if "event" in message.context:
        event = message.context["event"]
        mail.attach(calendar_part(make_calendar_file(event, attendee=message.to)))
    return mail


def calendar_part(calendar: CalendarFile) -> MIMEText:
    part = MIMEText(calendar.text, "calendar", "utf-8")
    part.set_param("method", calendar.method)
    part.add_header("Content-Disposition", "attachment", filename="bijeenkomst.ics")
    return part
