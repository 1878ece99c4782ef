"""Whether all that was published is still there, and still the bytes that were published."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS

from ..document.stored import UnknownSchemaError, read_document
from ..fixed_tables import missing_triggers
from ..models import ProgressReport, PublishedVersion, Rendering
from ..models.version import AlteredError


def faults() -> Iterator[str]:
    """A sentence for each; one version and one file is in memory at a time."""
    for name in missing_triggers(DEFAULT_DB_ALIAS):
        yield f"De database bewaakt niet wat is gepubliceerd: trigger {name} ontbreekt."
    for report in ProgressReport.objects.order_by("pk"):
        yield from _missing_versions(report)
    for key in PublishedVersion.objects.order_by("pk").values_list("pk", flat=True):
        yield from _faults_of(PublishedVersion.objects.select_related("report").get(pk=key))


def _missing_versions(report: ProgressReport) -> Iterator[str]:
    """Versions are numbered from one, and none is ever taken out."""
    numbers = set(report.versions.values_list("number", flat=True))
    last = max(numbers, default=int(report.state == ProgressReport.State.PUBLISHED))
    for number in sorted(set(range(1, last + 1)) - numbers):
        yield f"{report}, versie {number}: ontbreekt."


def _faults_of(version: PublishedVersion) -> Iterator[str]:
    try:
        read_document(version.intact_document)
    except AlteredError:
        yield f"{version}: het document is niet meer wat is gepubliceerd."
    except (UnknownSchemaError, ValueError, KeyError) as error:
        yield f"{version}: het document is niet te lezen ({error})."
    keys = list(version.renderings.values_list("pk", flat=True))
    if not keys:
        yield f"{version}: er is geen enkel bestand."
    for key in keys:
        yield from _faults_of_file(Rendering.objects.get(pk=key), version)


def _faults_of_file(rendering: Rendering, version: PublishedVersion) -> Iterator[str]:
    name = f"{version}, {rendering.format}"
    try:
        content = rendering.intact_content
    except AlteredError:
        yield f"{name}: het bestand is niet meer wat is gepubliceerd."
        return
    if rendering.format == "json" and content != bytes(version.document):
        yield f"{name}: het bestand is niet het document van deze versie."
