"""Making what was approved: the Document once, its formats, then all of it stored together.

The worker does this, outside any request. Rendering stands outside the transaction that stores. A
worker that is killed leaves a job whose lease ends, and the next one begins it again; should two
have made the same version, only the first that stores it finds the job unfinished.
"""

import logging
from dataclasses import replace
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dates.values import ApproximateDate, write
from documents.pdf import DocumentError

from ..collect import make_document, material_of
from ..document.values import Document, as_json, fingerprint
from ..models import ProgressReport, PublishedVersion, PublishJob, Rendering
from ..reading_room.emails import announce_version
from ..records.scope import ReportError
from ..renderings.formats import FORMATS
from ..sections.material import Material
from .actions import State, check_ready, lock
from .four_eyes import check_other_eyes, in_words
from .waiving import open_lines

logger = logging.getLogger(__name__)

CHANGED = (
    "De gegevens of de omslag zijn gewijzigd nadat de rapportage is goedgekeurd. Bekijk haar "
    "opnieuw, en keur haar dan weer goed."
)
FAULT = "De rapportage kon niet worden gemaakt door een fout in de software. Meld dit de beheerder."


def publish_approved() -> int:
    """Make all that was approved; the number of jobs that were tried."""
    tried = 0
    while job := _claim():
        run(job)
        tried += 1
    return tried


def run(job: PublishJob) -> None:
    """Store the version, or write at the job why that could not be."""
    try:
        _make_and_store(job)
    except ValidationError as refusal:
        _end(job, " ".join(refusal.messages))
    except (DocumentError, ReportError) as refusal:
        _end(job, str(refusal))
    except Exception:
        logger.exception("publishing failed", extra={"report": job.report.pk})
        _end(job, FAULT)


def checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


def document_to_publish(
    material: Material, number: int, making: dict[str, str] | None = None
) -> Document:
    """The Document with the colophon of the version that it becomes; `making`: who did what."""
    document, date = make_document(material), material.scope.report.date
    today = ApproximateDate.of_day(timezone.localdate())
    colophon = replace(
        document.colophon,
        version=f"versie {number}",
        date=write(date or today),
        **making or {},
    )
    return replace(document, colophon=colophon)


def next_number(report: ProgressReport) -> int:
    last = report.versions.order_by("number").values_list("number", flat=True).last()
    return (last or 0) + 1


def _claim() -> PublishJob | None:
    """Compare and set: only one worker finds the job still free."""
    now = timezone.now()
    for job in PublishJob.objects.due(now).select_related("report__programme"):
        if PublishJob.objects.due(now).filter(pk=job.pk).update(started_at=now, formats_made=0):
            job.started_at = now
            return job
    return None


def _make_and_store(job: PublishJob) -> None:
    report = job.report
    material = material_of(report)
    check_ready(len(open_lines(material)))
    check_other_eyes(report, by=job.requested_by)
    _check_approved(job, material)
    number = next_number(report)
    document = document_to_publish(material, number, in_words(job))
    _store(job, number, document, _render(job, document))


def _check_approved(job: PublishJob, material: Material) -> None:
    if fingerprint(make_document(material)) != job.approved:
        raise ValidationError(CHANGED)


def _render(job: PublishJob, document: Document) -> dict[str, bytes]:
    files = {}
    for made, (name, render) in enumerate(FORMATS.items(), start=1):
        files[name] = render(document)
        PublishJob.objects.filter(pk=job.pk).update(formats_made=made)
    return files


@transaction.atomic
def _store(job: PublishJob, number: int, document: Document, files: dict[str, bytes]) -> None:
    """All or nothing. The locks hold off other actions on the report and another worker."""
    report = lock(job.report)
    if not _still_ours(job).select_for_update().exists():
        return  # withdrawn, or stored by another worker, while this one was rendering
    lock(report, expected=State.SUBMITTED, verb="gepubliceerd")
    version = _add_version(job, report, number, document)
    for name, content in files.items():
        Rendering.objects.create(
            version=version, format=name, content=content, checksum=checksum(content)
        )
    report.state, report.correction_reason = State.PUBLISHED, ""
    report.save(update_fields=["state", "correction_reason"])
    announce_version(version)
    _end(job, "")


def _add_version(
    job: PublishJob, report: ProgressReport, number: int, document: Document
) -> PublishedVersion:
    content = as_json(document).encode()
    return PublishedVersion.objects.create(
        report=report,
        number=number,
        reason=report.correction_reason,
        schema_version=document.schema_version,
        document=content,
        checksum=checksum(content),
        published_at=timezone.now(),
        published_by=job.requested_by,
    )


def _end(job: PublishJob, error: str) -> None:
    _still_ours(job).update(finished_at=timezone.now(), error=error)


def _still_ours(job: PublishJob) -> QuerySet:
    """Empty once the job ended, or once its lease ended and another worker began it again."""
    return PublishJob.objects.unfinished().filter(pk=job.pk, started_at=job.started_at)
