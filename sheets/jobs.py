"""Applying a file that is too large for a request, and undoing that: by the worker, all or nothing.

The row of the job is locked for as long as it is applied, in one transaction with what it does. A
worker that is killed leaves the job as it was, free for the next, and so does a database that ends
what waits crosswise; one that breaks off time after time is ended with a sentence.
"""

import logging
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from backoffice.locking import lock
from tables import Fault, Plan, Refused, recognise

from .kind import Kind
from .kinds import may_import, page_of
from .models import MOST_ATTEMPTS, Import, ImportJob
from .sheet import Sheet, sent
from .undoing import Unseen, chosen_of, undo_as_seen

logger = logging.getLogger(__name__)

CHANGED = "Intussen zou er iets anders gebeuren dan u zag. Bekijk het bestand opnieuw."
NOT_ALLOWED = "Wie dit bestand bracht, mag dit niet meer importeren."
BROKEN_OFF = "Het verwerken brak {} keer af. Verdeel het bestand over kleinere bestanden."
FAULT = "Dit lukte niet door een fout in de software. Meld dit de beheerder."


def hand_over(sheet: Sheet, packed: str, plan: Plan, *, by: Any) -> ImportJob:
    """What staff saw, for the worker to do."""
    return ImportJob.objects.create(
        kind=sheet.kind.name,
        chosen=sent(sheet.kind.chosen),
        places=dict(sheet.places),
        table=packed,
        seen=plan.digest,
        asked_by=by,
    )


def hand_over_undoing(run: Import, *, seen: str, by: Any) -> ImportJob:
    """`seen` is the seal of the mails that staff saw."""
    return ImportJob.objects.create(kind=run.kind, undoes=run, seen=seen, asked_by=by)


def apply_large() -> int:
    """Apply every file that waits; the number that was tried."""
    tried = 0
    for pk in list(ImportJob.objects.unfinished().order_by("pk").values_list("pk", flat=True)):
        if _begin(pk):
            _apply(pk)
            tried += 1
    return tried


def _free(pk: int) -> ImportJob | None:
    """The job, locked; None where it is done or another worker has it in hand."""
    jobs = ImportJob.objects.select_for_update(skip_locked=True).unfinished()
    return jobs.filter(pk=pk).first()


@transaction.atomic
def _begin(pk: int) -> bool:
    """Counted before it is done: what kills its worker leaves nothing else."""
    job = _free(pk)
    if job is None:
        return False
    if job.attempts >= MOST_ATTEMPTS:
        _end(job, refusal=BROKEN_OFF.format(MOST_ATTEMPTS))
        return False
    ImportJob.objects.filter(pk=pk).update(attempts=F("attempts") + 1, started_at=timezone.now())
    return True


@transaction.atomic
def _apply(pk: int) -> None:
    job = _free(pk)
    if job is None:
        return
    try:
        with transaction.atomic():
            outcome = _undone(job) if job.undoes else _done(job)
    except Unseen as unseen:
        _end(job, asks=asdict(unseen.mails))
    except Refused as refused:
        _end(job, faults=[asdict(fault) for fault in refused.faults])
    except ValidationError as refusal:
        _end(job, refusal=" ".join(refusal.messages))
    except OperationalError:
        logger.warning("an import is tried again", exc_info=True, extra={"job": job.pk})
    except Exception:
        logger.exception("an import failed", extra={"job": job.pk})
        _end(job, refusal=FAULT)
    else:
        _end(job, **outcome)


def _locked(job: ImportJob) -> type[Kind]:
    """Its kind, against whoever else adds one. Raises ValidationError."""
    page, of_kind = page_of(job.kind)
    if not may_import(page, job.asked_by):
        raise ValidationError(NOT_ALLOWED)
    lock(page.model, None)
    return of_kind


def _undone(job: ImportJob) -> dict[str, Any]:
    """Raises ValidationError where it was undone before, and Unseen."""
    of_kind, run = _locked(job), job.undoes
    kind = of_kind(chosen_of(of_kind, run))
    done = undo_as_seen(kind, run, seen=job.seen, by=job.asked_by)
    return {"made": len(done.made), "changed": len(done.changed), "stays": done.stays}


def _done(job: ImportJob) -> dict[str, Any]:
    """Raises ValidationError or Refused, with what stands in the way."""
    sheet = sheet_of(job, _locked(job))
    plan = sheet.plan()
    if plan.faults:
        raise Refused(plan.faults)
    if plan.digest != job.seen:
        raise ValidationError(CHANGED)
    sheet.apply(plan, by=job.asked_by)
    return {"table": "", "made": len(plan.new), "changed": len(plan.changed)}


def sheet_of(job: ImportJob, of_kind: type[Kind]) -> Sheet:
    """Raises ValidationError where what was chosen for it is gone."""
    form = of_kind.form({**job.chosen, "table": job.table})
    if not form.is_valid():
        raise ValidationError(CHANGED)
    kind, table = of_kind(form.cleaned_data), form.cleaned_data["read"]
    head, _ = recognise(table, kind.all_columns)
    return Sheet(kind, table, head, job.places)


def faults_of(job: ImportJob) -> list[Fault]:
    return [Fault(**each) for each in job.faults]


def _end(job: ImportJob, **outcome: Any) -> None:
    ImportJob.objects.filter(pk=job.pk).update(finished_at=timezone.now(), **outcome)
