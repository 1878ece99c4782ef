"""The lines of activity there are, in the order of the report: what `settings.LINES` names."""

from importlib import import_module

from django.conf import settings

from .line import CountedLine, Line

LINES: tuple[Line, ...] = tuple(import_module(module).LINE for module in settings.LINES)
COUNTED_LINES = tuple(line for line in LINES if isinstance(line, CountedLine))
CHOICES = [(line.key, line.name) for line in LINES]


def line_of(key: str) -> Line:
    """Raises KeyError where there is no such line."""
    return {line.key: line for line in LINES}[key]
