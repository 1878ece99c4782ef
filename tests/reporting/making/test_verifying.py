"""`verify_versions` finds whatever is not as it was published, and the site never shows it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories import UserFactory

from ..altering import alter, remove, sql, stored_version
from ..publishing import BACKEND

pytestmark = pytest.mark.django_db


def verify(capsys) -> list[str]:
    """What it says is wrong; it ends with their number."""
    try:
        call_command("verify_versions")
    except CommandError as error:
        found = capsys.readouterr().err.splitlines()
        assert str(error) == f"Niet in orde: {len(found)}."
        return found
    assert capsys.readouterr().err == ""
    return []


def test_all_that_was_published_is_checked(capsys):
    stored_version(stored_version().report, number=2)
    call_command("verify_versions")
    assert capsys.readouterr().out == "In orde. Versies: 2, bestanden: 4.\n"


def test_changed_file_is_found(capsys):
    version = stored_version()
    alter(version.renderings.get(format="pdf"), "content", b"another PDF")
    assert verify(capsys) == [f"{version}, pdf: het bestand is niet meer wat is gepubliceerd."]


def test_changed_document_is_found_by_its_checksum_and_beside_its_file(capsys):
    version = stored_version()
    alter(version, "document", b'{"schema_version": 1}')
    assert verify(capsys) == [
        f"{version}: het document is niet meer wat is gepubliceerd.",
        f"{version}, json: het bestand is niet het document van deze versie.",
    ]


def test_document_that_cannot_be_read_is_found(capsys):
    from hashlib import sha256

    version = stored_version()
    alter(version, "document", b"niets")
    alter(version, "checksum", sha256(b"niets").hexdigest())
    assert [line.split(" (")[0] for line in verify(capsys)] == [
        f"{version}: het document is niet te lezen",
        f"{version}, json: het bestand is niet het document van deze versie.",
    ]


def test_version_or_files_taken_out_are_found(capsys):
    first = stored_version()
    stored_version(first.report, number=2)
    remove(first)
    bare = stored_version()
    for rendering in bare.renderings.all():
        remove(rendering)
    assert verify(capsys) == [
        f"{first.report}, versie 1: ontbreekt.",
        f"{bare}: er is geen enkel bestand.",
    ]


def test_only_version_taken_out_is_found_by_the_state_of_the_report(capsys):
    version = stored_version()
    type(version.report).objects.update(state="published")
    remove(version)
    assert verify(capsys) == [f"{version.report}, versie 1: ontbreekt."]


def test_trigger_taken_away_is_found(capsys):
    from django.db import connection

    on = " ON reporting_rendering" if connection.vendor == "postgresql" else ""
    name = f"reporting_rendering_fixed_{'rows' if on else 'update'}"
    sql(f"DROP TRIGGER {name}{on}")
    assert verify(capsys) == [
        f"De database bewaakt niet wat is gepubliceerd: trigger {name} ontbreekt."
    ]


def address(page: str, version, *rest: object) -> str:
    report = version.report
    return reverse(f"reporting:{page}", args=[report.programme.slug, report.year, *rest])


@pytest.mark.parametrize(
    ("column", "value"),
    [("document", b"SECRET"), ("checksum", "0" * 64)],
    ids=["other bytes", "other checksum"],
)
@pytest.mark.parametrize(
    "page", ["published", "download pdf", "compare", "changed"], ids=lambda page: page
)
def test_altered_bytes_are_never_shown(client, caplog, page, column, value):
    version = stored_version()
    row = version
    if page.startswith("download"):
        row, column = version.renderings.get(format="pdf"), column.replace("document", "content")
    alter(row, column, value)
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    name, *rest = page.split()
    numbers = {"compare": [1, 1], "changed": []}.get(name, [1])

    answer = client.get(address(name, version, *numbers, *rest))

    assert answer.status_code == 500
    assert "Deze versie is beschadigd" in answer.content.decode()
    assert b"SECRET" not in answer.content
    assert answer["Cache-Control"] == "no-store"
    (logged,) = [record for record in caplog.records if record.name == "reporting.middleware"]
    assert (logged.levelname, f" {row.pk}: " in logged.version) == ("ERROR", True)


def test_who_has_the_bytes_hears_of_the_damage_too(client):
    """Not that they did not change."""
    version = stored_version()
    rendering = version.renderings.get(format="pdf")
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    page = address("download", version, 1, "pdf")
    tag = client.get(page)["ETag"]
    assert client.get(page, headers={"if-none-match": tag}).status_code == 304

    alter(rendering, "content", b"another PDF")

    assert client.get(page, headers={"if-none-match": tag}).status_code == 500
