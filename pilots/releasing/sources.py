"""Where the texts that can be released come from. An app above this one provides its own."""

from collections.abc import Callable

from ..models import Observation, Pilot, What
from ..personal_data import ERASED

Passages = Callable[[Pilot], list[str]]

_provided: dict[str, Passages] = {}


def provide(what: What, passages: Passages) -> None:
    """`passages` gives what there is to release of a pilot, one text each, without names."""
    _provided[what] = passages


def passages_of(pilot: Pilot, what: str) -> list[str]:
    """What could be released; nothing where nothing was written."""
    return _provided[what](pilot) if what in _provided else []


def paragraphs(text: str) -> list[str]:
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part]


def observations(pilot: Pilot) -> list[str]:
    """What was seen, with what was said; not who wrote it, nor in which session."""
    rows = Observation.objects.filter(session__group__pilot=pilot).exclude(tension=ERASED)
    return [_one(row) for row in rows.order_by("pk")]


def _one(row: Observation) -> str:
    said = f"\n“{row.quote.strip()}”" if row.quote.strip() else ""
    return " ".join(row.tension.split()) + said


provide(What.RESULTS, lambda pilot: paragraphs(pilot.results))
provide(What.CONCLUSIONS, lambda pilot: paragraphs(pilot.conclusions))
provide(What.OBSERVATIONS, observations)
