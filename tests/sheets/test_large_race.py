"""Two workers and one large file; and one worker with the file of somebody who is erased."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from privacy.addresses import hashed_address
from privacy.requests import erase_person
from programme.models import Organisation
from programme.organisation_sheet import OrganisationSheet
from sheets import jobs
from sheets.models import Import, ImportJob
from sheets.sheet import Sheet
from tables import Row, Table, packed
from tests.backoffice.test_lock_order_race import wait_for_one_who_waits
from tests.factories import RegistrationFactory, UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def worker(_number):
    try:
        jobs.apply_large()
    finally:
        connection.close()


def test_two_workers_apply_a_large_file_once():
    rows = (Row(1, ("Naam", "Sector")), Row(2, ("Een", "overig")), Row(3, ("Twee", "overig")))
    table = Table(rows)
    sheet = Sheet(OrganisationSheet(), table, rows[0], {"name": 0, "sector": 1})
    by = UserFactory(is_superuser=True, is_staff=True)
    jobs.hand_over(sheet, packed(table), sheet.plan(), by=by)

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(worker, range(2)))

    assert (Organisation.objects.count(), Import.objects.count()) == (2, 1)
    job = ImportJob.objects.get()
    assert (job.made, job.refusal, job.table) == (2, "", "")


def erased(email):
    try:
        return erase_person(email)["meetings.Registration"]
    finally:
        connection.close()


def of_a_file(email):
    table = packed(Table((Row(1, ("E-mail",)), Row(2, (email,)))))
    return ImportJob.objects.create(kind="registrations", table=table)


def of_undoing(email):
    run = Import.objects.create(kind="registrations", made=1, changed=0)
    run.rows.create(record=1, version="x", hashed_address=hashed_address(email))
    return ImportJob.objects.create(kind="registrations", undoes=run)


@pytest.mark.parametrize("brought", [of_a_file, of_undoing])
def test_who_is_erased_is_not_held_while_a_worker_has_the_file_in_hand(brought):
    registration = RegistrationFactory()
    job = brought(registration.email)

    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            ImportJob.objects.select_for_update().get(pk=job.pk)
            erasing = people.submit(erased, registration.email)
            wait_for_one_who_waits()
            type(registration).objects.select_for_update(nowait=True).get(pk=registration.pk)
        assert erasing.result() == 1
