"""What people do with a report: submit, approve, correct, and let a line stand.

Each action locks the row of the report, so that two people who act at once act in turn, and checks
the state it finds there. All raise PermissionDenied for who may not, and ValidationError with a
sentence for the person. The worker makes what was approved (`reporting.publishing`).
"""

from collections.abc import Collection

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dutch.numerals import counted

from ..collect import make_document, material_of
from ..document.values import fingerprint
from ..models import ProgressReport, PublishJob, Waiver
from ..rules import check_may_publish, check_may_return, check_may_write
from .four_eyes import check_other_eyes
from .waiving import lines_of, open_lines

State = ProgressReport.State
WITHDRAWN = "De rapportage is teruggezet naar concept."


@transaction.atomic
def submit(report: ProgressReport, *, by: AbstractUser) -> ProgressReport:
    check_may_write(by)
    report = lock(report, expected=State.DRAFT, verb="ter goedkeuring gelegd")
    report.submitted_by, report.submitted_at = by, timezone.now()
    return _to(State.SUBMITTED, report, by, "Ter goedkeuring gelegd.")


@transaction.atomic
def return_to_draft(report: ProgressReport, *, by: AbstractUser) -> ProgressReport:
    """Also withdraws an approval that the worker did not finish yet."""
    check_may_return(by)
    report = lock(report, expected=State.SUBMITTED, verb="teruggezet naar concept")
    report.jobs.unfinished().update(finished_at=timezone.now(), error=WITHDRAWN)
    return _to(State.DRAFT, report, by, WITHDRAWN)


@transaction.atomic
def publish(report: ProgressReport, *, by: AbstractUser) -> PublishJob:
    """Approve: the worker makes the version from here on."""
    check_may_publish(by)
    report = lock(report, expected=State.SUBMITTED, verb="gepubliceerd")
    check_other_eyes(report, by=by)
    material = material_of(report)
    check_ready(len(open_lines(material)))
    job = PublishJob(report=report, requested_by=by, approved=fingerprint(make_document(material)))
    job.validate_constraints()
    job.save()
    _log(report, by, "Goedgekeurd om te publiceren.")
    return job


@transaction.atomic
def start_correction(report: ProgressReport, *, reason: str, by: AbstractUser) -> ProgressReport:
    """Make a draft of the next version; what was published stays as it is."""
    check_may_write(by)
    report = lock(report, expected=State.PUBLISHED, verb="gecorrigeerd")
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf op waarom er een nieuwe versie komt."})
    report.correction_reason = reason.strip()
    return _to(State.DRAFT, report, by, "Correctie begonnen.")


@transaction.atomic
def show_on_site(report: ProgressReport, *, shown: bool, by: AbstractUser) -> ProgressReport:
    check_may_publish(by)
    report = lock(report)
    report.is_public = shown
    report.save(update_fields=["is_public"])
    _log(report, by, "Op de site gezet." if shown else "Van de site gehaald.")
    return report


@transaction.atomic
def waive(
    report: ProgressReport, *, keys: Collection[str], reason: str, by: AbstractUser
) -> list[Waiver]:
    """Let lines of the readiness list stand, all for the same reason."""
    check_may_write(by)
    report = _locked_before_publication(report)
    lines = lines_of(material_of(report))
    open_texts = {line.missing.key: line.missing.text for line in lines if not line.waiver}
    if not keys or not open_texts.keys() >= set(keys):
        raise ValidationError({"keys": "Kies regels die nu op de lijst staan."})
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf op waarom dit zo blijft."})
    _log(report, by, f"Laten staan: {len(keys)} van wat ontbreekt.")
    return [
        Waiver.objects.create(
            report=report, key=key, text=open_texts[key], reason=reason.strip(), waived_by=by
        )
        for key in keys
    ]


@transaction.atomic
def unwaive(waiver: Waiver, *, by: AbstractUser) -> None:
    check_may_write(by)
    report = _locked_before_publication(waiver.report)
    _log(report, by, f"Staat weer open: {waiver.text}")
    waiver.delete()


def lock(report: ProgressReport, *, expected: str = "", verb: str = "") -> ProgressReport:
    """The row as it is now, locked against every other action on this report."""
    rows = ProgressReport.objects.select_related("programme").select_for_update(of=("self",))
    report = rows.get(pk=report.pk)
    if expected and report.state != expected:
        state = report.get_state_display()
        raise ValidationError(f"Deze rapportage is nu “{state}” en kan niet worden {verb}.")
    return report


def check_ready(number_open: int) -> None:
    if number_open:
        verb = "staat" if number_open == 1 else "staan"
        lines = f"{verb} nog {counted(number_open, 'regel', 'regels')}"
        raise ValidationError(
            f"Er {lines} open op de lijst van wat ontbreekt: vul dat aan, of schrijf op waarom het "
            "zo blijft."
        )


def _locked_before_publication(report: ProgressReport) -> ProgressReport:
    report = lock(report)
    if report.state == State.PUBLISHED:
        raise ValidationError("Deze rapportage is gepubliceerd. Begin eerst een correctie.")
    return report


def _to(state: str, report: ProgressReport, by: AbstractUser, done: str) -> ProgressReport:
    report.state = state
    report.save(update_fields=["state", "correction_reason", "submitted_by", "submitted_at"])
    _log(report, by, done)
    return report


def _log(report: ProgressReport, by: AbstractUser, done: str) -> None:
    """Who did what and when; staff read it at "Geschiedenis" in the admin."""
    LogEntry.objects.log_actions(by.pk, [report], CHANGE, done, single_object=True)
