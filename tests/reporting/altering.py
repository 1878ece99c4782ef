"""A published version in no time, and what happens to it behind the back of the software."""

import json
from hashlib import sha256

from django.db import connection, models
from django.utils import timezone

from reporting.document.values import SCHEMA_VERSION
from reporting.fixed_tables import open_for_emptying
from reporting.models import PublishedVersion, Rendering
from tests.factories import ProgressReportFactory, UserFactory


def stored_version(report=None, number: int = 1) -> PublishedVersion:
    content = json.dumps({"schema_version": SCHEMA_VERSION, "number": number}).encode()
    version = PublishedVersion.objects.create(
        report=report or ProgressReportFactory(),
        number=number,
        reason="Een hub vergeten." if number > 1 else "",
        schema_version=SCHEMA_VERSION,
        document=content,
        checksum=sha256(content).hexdigest(),
        published_at=timezone.now(),
        published_by=UserFactory(),
    )
    for name, bytes_of in (("json", content), ("pdf", b"as a PDF")):
        Rendering.objects.create(
            version=version,
            format=name,
            content=bytes_of,
            checksum=sha256(bytes_of).hexdigest(),
        )
    return version


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def alter(row: models.Model, column: str, value: object) -> None:
    """As one who owns the database could, past its triggers."""
    with open_for_emptying("default"):
        sql(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", value, row.pk)


def remove(row: models.Model) -> None:
    with open_for_emptying("default"):
        if isinstance(row, PublishedVersion):
            sql("DELETE FROM reporting_rendering WHERE version_id = %s", row.pk)
        sql(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)
