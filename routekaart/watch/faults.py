"""A mail to who looks after the site where a page or a job failed: once a day for each place.

It says what the log says (`routekaart.logs`): of a fault its kind and where it arose, of a request
its route. What somebody typed is in neither. It goes by the outbox, so it waits for no mail server;
where the database itself is away, the log alone has it.
"""

import logging
from contextlib import suppress
from traceback import extract_tb
from types import TracebackType

from django.conf import settings
from django.utils import timezone


class FaultMail(logging.Handler):
    """Handles records that carry a fault; whatever goes wrong here stays here."""

    def emit(self, record: logging.LogRecord) -> None:
        kind, _, trace = record.exc_info or (None, None, None)
        if kind:
            with suppress(Exception):
                _queue(record, kind, trace)


def _queue(
    record: logging.LogRecord, kind: type[BaseException], trace: TracebackType | None
) -> None:
    from outbox.actions import Mail, queue
    from routekaart.logs import of_request

    where = place_of(trace)
    key = f"fault:{timezone.localdate()}:{kind.__name__}:{where}"[:200]
    said = of_request(getattr(record, "request", None))
    context = {
        "kind": kind.__name__,
        "where": where,
        "page": said.get("route", ""),
        "job": getattr(record, "job", ""),
        "at": timezone.localtime().strftime("%H:%M"),
    }
    queue([Mail(key=key, to=settings.CONTACT["email"], template="fault", context=context)])


def place_of(trace: TracebackType | None) -> str:
    """The innermost line of our own code, else the innermost of all: file, line and function."""
    home = f"{settings.BASE_DIR}/"
    frames = extract_tb(trace)
    own = [
        each for each in frames if each.filename.startswith(home) and ".venv" not in each.filename
    ]
    deepest = (own or frames)[-1]
    return f"{deepest.filename.removeprefix(home)}:{deepest.lineno} {deepest.name}"
