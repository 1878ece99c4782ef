"""Logs of which every field is on a list, one JSON object a line: no name or address gets in.

What a program says of a fault can hold what somebody typed, and a path can hold a personal link.
So of a message only its words in the code are written, not what was filled in; of a fault its kind
and where it arose, not its text; of a request its route, not its path. What more is to be known is
given as `extra`, under a name that is in `FIELDS`.
"""

import json
import logging
from datetime import UTC, datetime
from traceback import extract_tb

FIELDS = ("job", "mail", "attempt", "fault", "version", "report", "status_code")
"""What a message may say beside its words: numbers and names of the program, never of people."""
DEEPEST = 12
"""Frames of a fault, the innermost."""


class AllowedFields(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        known: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg),
        }
        known |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        known |= of_request(getattr(record, "request", None))
        if record.exc_info and record.exc_info[0]:
            known |= {"fault": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        return json.dumps(known, ensure_ascii=False, default=str)


def of_request(request: object) -> dict[str, object]:
    """The route as the code names it: "toestemming/<str:token>/", never the token."""
    match = getattr(request, "resolver_match", None)
    if request is None or not hasattr(request, "method"):
        return {}
    return {"method": request.method, "route": match.route if match else "unknown"}


def _where(trace: object) -> list[str]:
    frames = extract_tb(trace)[-DEEPEST:]  # type: ignore[arg-type]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
