"""Bringing the database to a release: all of it, or back; also for who is killed in between."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from routekaart.backups import archive, restoring, updating
from routekaart.backups.archive import BackupRefused
from routekaart.backups.sums import differences, sums_of
from routekaart.watch.checks import check_database
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def said(folder):
    return []


@pytest.fixture
def restored(monkeypatch):
    """The archives that were put back; the database of the tests itself stays as it is."""
    undone = []
    monkeypatch.setattr(restoring, "undo_update", lambda file: undone.append(file.name))
    return undone


def one_to_do(monkeypatch) -> None:
    monkeypatch.setattr(updating, "pending", lambda: 1)


def test_nothing_is_done_where_the_database_is_of_this_release(said):
    updating.update(said.append)

    assert said == ["De database hoort al bij deze versie."]
    assert archive.archives() == []


def test_a_backup_goes_before_and_the_mark_stays_until_the_new_release_starts(
    said, monkeypatch, restored
):
    one_to_do(monkeypatch)

    updating.update(said.append)

    [made] = archive.archives()
    assert said == [f"Back-up gemaakt: {made.name}", "Bijgewerkt: één stap."]
    assert updating._mark() == updating.Mark(made.name, updating.fingerprint(), done=True)

    updating.settle(said.append)
    assert updating._mark() is None
    assert restored == []


@pytest.mark.parametrize("broken", ["migrate", "page"])
def test_what_fails_goes_back_and_says_so(said, monkeypatch, restored, broken):
    one_to_do(monkeypatch)
    if broken == "migrate":
        monkeypatch.setattr(updating, "call_command", failing)
    else:
        monkeypatch.setattr(updating.Client, "get", lambda *_, **__: Answer())

    with pytest.raises(BackupRefused, match="de gegevens staan weer zoals ze stonden"):
        updating.update(said.append)

    assert restored == [archive.archives()[0].name]
    assert updating._mark() is None


class Answer:
    status_code = 500


def failing(*_, **__):
    raise ValueError("kapot")


def test_killed_before_it_was_done_whoever_starts_goes_back(said, monkeypatch, restored):
    one_to_do(monkeypatch)
    monkeypatch.setattr(updating, "_migrate_and_look", killed)
    with pytest.raises(KeyboardInterrupt):
        updating.update(said.append)
    [made] = archive.archives()

    updating.settle(said.append)

    assert restored == [made.name]
    assert updating._mark() is None


def killed():
    raise KeyboardInterrupt


def test_killed_after_it_was_done_the_former_software_goes_back(said, monkeypatch, restored):
    one_to_do(monkeypatch)
    updating.update(said.append)
    [made] = archive.archives()
    monkeypatch.setattr(updating, "fingerprint", lambda: "dat van de vorige versie")

    updating.settle(said.append)

    assert restored == [made.name]


def test_the_archive_is_put_back_as_it_was_without_migrating(elsewhere):
    """On a database of its own, through the command: the mark of a killed update, and a start."""
    database, command = elsewhere
    MeetingFactory()
    before = sums_of(connection)
    call_command("backup")
    [made] = archive.archives()
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE half_updated (id integer)")
    assert differences(before, sums_of(database)) != []
    database.close()
    updating._lay_mark(updating.Mark(made.name, "elders"))

    done = command("update", "--settle")

    assert done.returncode == 0, done.stderr
    assert f"teruggezet: {made.name}" in done.stdout
    assert differences(before, sums_of(database)) == []
    assert updating._mark() is None


def test_the_server_says_that_the_database_is_of_a_newer_release():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("meetings", "9999_of_later")
    try:
        assert "nieuwere versie" in check_database().found
    finally:
        recorder.record_unapplied("meetings", "9999_of_later")
    assert check_database().is_well is True
