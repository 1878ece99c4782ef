"""The lines that consist of meetings, in the order of the report."""

from programme.lines import LINES

from .line import MeetingsLine

MEETING_LINES = tuple(line for line in LINES if isinstance(line, MeetingsLine))
NOUNS = [line.one for line in MEETING_LINES]
KEYS = [line.key for line in MEETING_LINES]
CHOICES = [(line.key, line.kind) for line in MEETING_LINES]


def meetings_line(key: str) -> MeetingsLine:
    """Raises KeyError where there is no such line, or it holds no meetings."""
    return {line.key: line for line in MEETING_LINES}[key]
