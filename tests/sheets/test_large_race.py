"""Two workers and one large file."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from programme.models import Organisation
from programme.organisation_sheet import OrganisationSheet
from sheets import jobs
from sheets.models import Import, ImportJob
from sheets.sheet import Sheet
from tables import Row, Table, packed
from tests.factories import UserFactory

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
