"""The mails of an action for many rows, as staff see them before they go: those that read alike
together, without name and links of the one they go to."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from backoffice.together.deeds import Mail

from .composing import read_content
from .models import Message
from .seen_first import mails_written_by

NAME = "(naam)"
OWN = {"name": NAME, "organisation": ""}


def mails_alike(act: Callable[[], object]) -> Iterator[Mail]:
    written = sorted(mails_written_by(act), key=_read_as)
    for _, group in groupby(written, key=_read_as):
        alike = list(group)
        message = alike[0]
        message.context |= OWN
        message.to = ""
        content = read_content(message, hide_secrets=True)
        yield Mail(len(alike), content.subject, content.text, kind=message.template)


def _read_as(message: Message) -> tuple[str, str]:
    """The same of mails that say the same to different people. Of the calendar file is read that
    there is one: it counts for each person how often it was changed."""
    shown = {k: v for k, v in message.get_context_display().items() if k not in OWN}
    shown["event"] = bool(shown.get("event"))
    return message.template, json.dumps(shown, sort_keys=True, default=_text)


def _text(value: Any) -> str:
    return str(value)
