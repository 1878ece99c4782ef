"""In which published reports words of a pilot stand, for whoever takes back what was released."""

from collections.abc import Iterator

from pilots.models import Pilot
from pilots.releasing.standing import Told, published_by

from ..document.stored import read_document
from ..models import PublishedVersion
from ..public_views import address

SHORTEST = 4
"""Characters; less says nothing about where it comes from."""


def reports_with(pilot: Pilot, words: list[str]) -> list[Told]:
    """Every version stays as it was published, also one with a later correction."""
    lines = [line.strip() for text in words for line in text.splitlines()]
    wanted = [line for line in lines if len(line) >= SHORTEST]
    versions = PublishedVersion.objects.filter(report__programme=pilot.programme_id)
    return [
        Told(f"{version.report}, versie {version.number}", address("published", version), when)
        for version in versions.select_related("report__programme").order_by("pk")
        if (when := version.published_at) and _holds(version, wanted)
    ]


def _holds(version: PublishedVersion, wanted: list[str]) -> bool:
    told = "\n".join(_texts(read_document(version.document)))
    return any(line in told for line in wanted)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


published_by(reports_with)
