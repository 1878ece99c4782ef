"""What is published is made once, whole, and never changes."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from dates.entry import read_date
from documents.pdf import DocumentError
from reporting.making import actions, publishing
from reporting.models import PublishedVersion, PublishJob, Rendering
from reporting.models.job import LEASE
from reporting.models.version import FixedForGoodError
from reporting.renderings.formats import FORMATS
from tests.factories import UserFactory

from ..publishing import approver, corrected, publish_now, published, submitted, writer
from ..reading import hub

pytestmark = pytest.mark.django_db


def test_version_holds_the_document_its_forms_and_their_checksums():
    version = published()

    content = bytes(version.document)
    forms = {row.format: row for row in version.renderings.all()}
    assert version.checksum == sha256(content).hexdigest()
    assert set(forms) == set(FORMATS)
    assert bytes(forms["json"].content) == content
    for row in forms.values():
        assert row.checksum == sha256(bytes(row.content)).hexdigest()
    assert (version.number, version.reason) == (1, "")
    version.report.refresh_from_db()
    assert version.report.state == "published"


def test_who_approved_stands_with_the_version():
    report, by = submitted(), approver()
    actions.publish(report, by=by)
    publishing.publish_approved()
    assert report.versions.get().published_by == by


def test_colophon_says_the_version_and_the_day_of_publication():
    colophon = json.loads(bytes(published().document))["colophon"]
    today = timezone.localdate()
    assert colophon["version"] == "versie 1"
    assert str(today.year) in colophon["date"]


def test_date_of_the_report_stands_before_the_day_of_publication():
    report = submitted()
    type(report).objects.filter(pk=report.pk).update(
        date_earliest=read_date("1 mei 2014").earliest, date_latest=read_date("1 mei 2014").latest
    )
    version = publish_now(report)
    assert json.loads(bytes(version.document))["colophon"]["date"] == "1 mei 2014"


def test_later_records_change_nothing_of_what_was_published():
    version = published()
    stored = bytes(version.document)
    forms = {row.format: bytes(row.content) for row in version.renderings.all()}

    hub(version.report.programme, "2013", held=True)
    type(version.report).objects.filter(pk=version.report.pk).update(author="Iemand anders")

    again = PublishedVersion.objects.get(pk=version.pk)
    assert bytes(again.document) == stored
    assert {row.format: bytes(row.content) for row in again.renderings.all()} == forms


def test_correction_is_a_next_version_with_its_reason():
    first = published()
    before = bytes(first.document)
    second = publish_now(corrected(first, reason="Een hub vergeten."))

    first.refresh_from_db()
    assert (second.number, second.reason) == (2, "Een hub vergeten.")
    assert json.loads(bytes(second.document))["colophon"]["version"] == "versie 2"
    assert bytes(first.document) == before
    second.report.refresh_from_db()
    assert second.report.correction_reason == ""


def test_line_that_came_up_after_approval_stops_the_worker():
    report = submitted()
    actions.publish(report, by=approver())
    hub(report.programme, "2013", held=True)

    publishing.publish_approved()

    job = report.jobs.get()
    assert "open op de lijst van wat ontbreekt" in job.error
    assert job.finished_at is not None
    assert PublishedVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [(DocumentError("De PDF lukt niet."), "De PDF lukt niet."), (KeyError("x"), publishing.FAULT)],
)
def test_failure_stores_nothing_and_can_be_tried_again(monkeypatch, fault, said):
    def fail(document):
        raise fault

    report = submitted()
    with monkeypatch.context() as patch:
        patch.setitem(FORMATS, "pdf", fail)
        publish_now(report)
    assert report.jobs.get().error == said
    assert (PublishedVersion.objects.count(), Rendering.objects.count()) == (0, 0)

    assert publish_now(report).number == 1


def test_fault_while_storing_stores_nothing_by_half(monkeypatch):
    def fail(content):
        if content.startswith(b"%PDF"):
            raise RuntimeError("schijf vol")
        return sha256(content).hexdigest()

    report = submitted()
    monkeypatch.setattr(publishing, "checksum", fail)
    publish_now(report)

    report.refresh_from_db()
    assert (PublishedVersion.objects.count(), Rendering.objects.count()) == (0, 0)
    assert report.state == "submitted"


def test_job_of_a_killed_worker_is_begun_again_after_its_lease():
    report = submitted()
    job = actions.publish(report, by=approver())
    PublishJob.objects.filter(pk=job.pk).update(started_at=timezone.now())
    assert publishing.publish_approved() == 0

    expired = timezone.now() - LEASE - timedelta(seconds=1)
    PublishJob.objects.filter(pk=job.pk).update(started_at=expired)
    assert publishing.publish_approved() == 1
    assert report.versions.count() == 1


def test_withdrawn_while_it_was_being_made_is_not_stored(monkeypatch):
    report = submitted()
    actions.publish(report, by=approver())

    def withdraw(document):
        actions.return_to_draft(report, by=writer())
        return b"%PDF-"

    monkeypatch.setitem(FORMATS, "pdf", withdraw)
    publishing.publish_approved()

    report.refresh_from_db()
    assert (report.state, report.versions.count()) == ("draft", 0)


def test_worker_that_was_late_does_not_make_a_second_version():
    report = submitted()
    job = actions.publish(report, by=approver())
    publishing.run(job)
    publishing.run(job)
    assert [version.number for version in report.versions.all()] == [1]


def test_command_makes_what_was_approved(capsys):
    report = submitted()
    actions.publish(report, by=approver())
    call_command("publish_reports")
    assert capsys.readouterr().out == "Geprobeerd: 1.\n"
    assert report.versions.count() == 1


def test_nobody_publishes_without_the_right():
    report = submitted()
    with pytest.raises(PermissionDenied):
        actions.publish(report, by=UserFactory())
    assert publishing.publish_approved() == 0


ATTEMPTS = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update of many": lambda row: type(row).objects.filter(pk=row.pk).update(checksum="x"),
    "delete of many": lambda row: type(row).objects.filter(pk=row.pk).delete(),
    "bulk create": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, update_fields=["checksum"], unique_fields=["id"]
    ),
    "bulk update": lambda row: type(row).objects.bulk_update([row], ["checksum"]),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("what", ["version", "rendering"])
def test_what_was_published_is_neither_changed_nor_deleted(attempt, what):
    version = published()
    row = version if what == "version" else version.renderings.first()
    before, row.checksum = row.checksum, "x" * 64

    with pytest.raises(FixedForGoodError):
        ATTEMPTS[attempt](row)

    assert type(row).objects.get(pk=row.pk).checksum == before


@pytest.mark.parametrize("what", ["version", "rendering"])
def test_new_row_with_the_key_of_a_known_one_does_not_take_its_place(what):
    version = published()
    row = version if what == "version" else version.renderings.first()
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)(**values | {"checksum": "x" * 64}).save()

    assert type(row).objects.get(pk=row.pk).checksum == row.checksum


def test_waivers_stay_for_the_next_version():
    version = published()
    kept = set(version.report.waivers.values_list("key", flat=True))
    report = corrected(version)
    assert set(report.waivers.values_list("key", flat=True)) == kept


def test_what_was_changed_after_approval_is_not_published():
    report = submitted()
    meeting = hub(report.programme, "2013", cancelled=True)
    actions.publish(report, by=approver())
    type(report).objects.filter(pk=report.pk).update(addressee="Een ander")

    publishing.publish_approved()

    assert (report.jobs.get().error, report.versions.count()) == (publishing.CHANGED, 0)
    assert meeting.is_cancelled


def test_late_worker_does_not_end_the_job_of_another():
    report = submitted()
    job = actions.publish(report, by=approver())
    late = publishing._claim()
    PublishJob.objects.filter(pk=job.pk).update(started_at=timezone.now() - 2 * LEASE)
    publishing._claim()

    publishing._end(late, "te laat")

    job.refresh_from_db()
    assert (job.finished_at, job.error) == (None, "")
