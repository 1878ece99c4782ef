"""Two people who approve, and two workers who make, at once: there is one version.

Threads wait for each other after reading the report and before storing; with the lock the other
cannot read so far, without it both go on from what they read.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from reporting.making import actions, publishing
from reporting.models import PublishedVersion, PublishJob
from reporting.renderings.formats import FORMATS
from routekaart.rights import ensure_groups

from ..publishing import approver, submitted

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(monkeypatch):
    """Ready to be approved; its forms take no time to make."""
    ensure_groups()
    for form in FORMATS:
        monkeypatch.setitem(FORMATS, form, lambda document: b"bytes")
    return submitted()


@pytest.fixture
def wait_before_logging(monkeypatch):
    both, log = Barrier(2), PublishJob.validate_constraints

    def wait(job, *arguments, **options):
        log(job, *arguments, **options)
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)

    monkeypatch.setattr(PublishJob, "validate_constraints", wait)


@pytest.fixture
def wait_before_storing(monkeypatch):
    both, add = Barrier(2), publishing._add_version

    def wait(*arguments):
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)
        return add(*arguments)

    monkeypatch.setattr(publishing, "_add_version", wait)


def at_once(*deeds):
    with ThreadPoolExecutor(len(deeds)) as people:
        return [future.result() for future in [people.submit(outcome_of, deed) for deed in deeds]]


def outcome_of(deed):
    try:
        deed()
    except ValidationError as refusal:
        return refusal.messages[0]
    except IntegrityError:
        return "the database refused"
    finally:
        connection.close()
    return None


def test_two_who_approve_at_once_make_one_version(report, wait_before_logging):
    one, other = approver(), approver()

    outcomes = at_once(
        lambda: actions.publish(report, by=one), lambda: actions.publish(report, by=other)
    )
    publishing.publish_approved()

    assert sorted(outcomes, key=str) == ["Deze rapportage wordt al gemaakt.", None]
    assert PublishedVersion.objects.count() == 1


def test_two_who_approve_without_the_lock_meet_the_database(
    report, wait_before_logging, monkeypatch
):
    """The control: the lock is what makes the second hear a sentence."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    one, other = approver(), approver()

    outcomes = at_once(
        lambda: actions.publish(report, by=one), lambda: actions.publish(report, by=other)
    )

    assert sorted(outcomes, key=str) == [None, "the database refused"]


def test_two_workers_who_look_at_once_take_the_job_once(report):
    actions.publish(report, by=approver())

    at_once(publishing.publish_approved, publishing.publish_approved)

    assert [row.number for row in PublishedVersion.objects.all()] == [1]


def test_two_workers_who_made_the_same_store_it_once(report, wait_before_storing):
    """As when a lease ended while the first worker was still making."""
    job = actions.publish(report, by=approver())

    at_once(lambda: publishing.run(job), lambda: publishing.run(job))

    job.refresh_from_db()
    assert [row.number for row in PublishedVersion.objects.all()] == [1]
    assert (job.error, job.finished_at is not None) == ("", True)


def test_return_and_store_at_once_end_in_one_of_two_ways(report):
    job = actions.publish(report, by=approver())
    by = approver()

    at_once(lambda: publishing.run(job), lambda: actions.return_to_draft(report, by=by))

    report.refresh_from_db()
    assert (report.state, PublishedVersion.objects.count()) in [("draft", 0), ("published", 1)]
