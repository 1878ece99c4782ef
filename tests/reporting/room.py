"""Short ways into the reading room."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.composing import read_content
from outbox.models import Message
from reporting.models import PublishedVersion, Reader
from reporting.reading_room import actions
from reporting.reading_room.links import url_of

from .publishing import published, writer


@pytest.fixture(autouse=True)
def quick_forms(monkeypatch):
    """The reading room hands out stored bytes, whatever they are; making them takes seconds."""
    forms = {"pdf": lambda document: b"as a PDF", "json": lambda document: b"as JSON"}
    monkeypatch.setattr("reporting.making.publishing.FORMATS", forms)


def invited(version: PublishedVersion | None = None, **fields: object) -> Reader:
    values = {
        "report": (version or published()).report,
        "name": "R. de Lezer",
        "email": "lezer@bzk.example",
        "expires_on": timezone.localdate() + timedelta(days=30),
    }
    return actions.invite(Reader(**values | fields), by=writer())


def page_of(reader: Reader, number: int = 1) -> str:
    return url_of(reader, "room_version", number=number)


def mails(template: str) -> list[Message]:
    return list(Message.objects.filter(template=template).order_by("pk"))


def text_of(message: Message) -> str:
    return read_content(message).text


def mailed_code() -> str:
    """The code of the last mail, as the reader finds it there."""
    return re.search(r"Uw code is: (\d{6})", text_of(mails("reader_code")[-1])).group(1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"
