"""Made, tried, put back: on files and databases of their own, through the commands people type."""

import json
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from pyrage import decrypt_file, encrypt_file
from pyrage.x25519 import Identity

from programme.models import Person
from routekaart.backups import apart, archive, making, restoring
from routekaart.backups.archive import BackupRefused
from routekaart.backups.sums import differences, sums_of
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)
OLDEST = Path(__file__).parent / "data"
KEY_OF_OLDEST = "AGE-SECRET-KEY-1JDXXX7HV66E7TS9X9P46GX5N6QQYPMAQ24N88ZFNA9S546CCWCVSP86X05"
"""Opens the stored archives alone, which hold the demonstration: one of each kind of database."""


def test_what_was_backed_up_is_put_back_in_an_empty_database_and_replaces_another(elsewhere):
    database, command = elsewhere
    MeetingFactory(title="Één hub: 'quotes', ; en 中文")
    file = making.make_backup()
    before = sums_of(connection)

    done = command("restore", str(file))

    assert done.returncode == 0, done.stderr
    assert differences(before, sums_of(database)) == []

    with database.cursor() as cursor:
        cursor.execute("UPDATE meetings_meeting SET title = 'Overschreven'")
    database.close()

    replaced = command("restore", "--replace", str(file))

    assert replaced.returncode == 0, replaced.stderr
    assert differences(before, sums_of(database)) == []
    assert len(archive.archives()) == 2, "what was replaced has a backup of its own"


def test_a_database_with_rows_is_not_replaced_unasked(folder):
    MeetingFactory()
    file = making.make_backup()
    MeetingFactory()
    before = sums_of(connection)

    with pytest.raises(CommandError, match="Zet --replace erbij"):
        call_command("restore", str(file))

    assert differences(before, sums_of(connection)) == []
    assert archive.archives() == [file]


@pytest.fixture
def without_migrating(monkeypatch):
    """A trial that stops where the archive was loaded and compared."""
    monkeypatch.setattr(restoring, "_migrate", lambda address: None)


def test_the_trial_finds_nothing_wrong_and_leaves_nothing_behind(folder):
    MeetingFactory()
    made = making.make_backup()

    trial = restoring.try_newest()

    assert trial.faults == []
    assert trial == restoring.last_trial()
    names = {each.name for each in folder.iterdir()}
    assert names == {made.name, apart.NAME, restoring.RESULT}


def test_nobody_reads_an_archive_without_the_key(folder, settings):
    MeetingFactory(title="Alleen met de sleutel")
    file = making.make_backup()
    assert b"Alleen met de sleutel" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    settings.BACKUP_KEY = str(Identity.generate())

    [fault] = restoring.try_newest().faults

    assert "met een andere sleutel gemaakt" in fault


def test_a_flipped_byte_is_noticed(folder):
    file = making.make_backup()
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)

    [fault] = restoring.try_newest().faults

    assert "is beschadigd" in fault


def test_a_missing_table_and_a_changed_row_are_noticed(folder, tmp_path):
    """The manifest tells of more than the dump holds, as where a dump was cut short."""
    file = making.make_backup()
    with_other_sums(file, tmp_path, {"verdwenen": "1:" + "0" * 64, "programme_person": "7:aa"})

    [fault] = restoring.try_newest().faults

    assert "De tabel verdwenen ontbreekt." in fault
    assert "De tabel programme_person heeft 0 rijen in plaats van 7." in fault


def with_other_sums(file: Path, tmp_path: Path, sums: dict[str, str]) -> None:
    key, plain = archive.identity(), tmp_path / "plain"
    decrypt_file(str(file), str(plain), [key])
    with tarfile.open(plain) as tar:
        for name in (archive.MANIFEST, archive.DUMP):
            (tmp_path / name).write_bytes(tar.extractfile(name).read())
    manifest = json.loads((tmp_path / archive.MANIFEST).read_text())
    manifest["tables"] |= sums
    (tmp_path / archive.MANIFEST).write_text(json.dumps(manifest))
    with tarfile.open(plain, "w:gz") as tar:
        for name in (archive.MANIFEST, archive.DUMP):
            tar.add(tmp_path / name, arcname=name)
    encrypt_file(str(plain), str(file), [key.to_public()])


def test_a_backup_older_than_36_hours_is_a_fault_and_so_is_none(folder, without_migrating):
    assert restoring.try_newest().faults == ["Er is nog geen back-up."]
    making.make_backup()

    [fault] = restoring.try_newest(timezone.now() + timedelta(hours=37)).faults

    assert "ouder dan 36 uur" in fault


def test_without_a_key_one_sentence_says_what_to_do(settings, tmp_path):
    settings.BACKUP_KEY, settings.BACKUP_DIR = "", tmp_path

    with pytest.raises(BackupRefused, match="make_backup_key"):
        making.make_backup()

    making.begin_nightly()
    assert archive.archives() == []


@pytest.mark.parametrize(
    "change, said",
    [({"format": 2}, "werk eerst bij"), ({"vendor": "oracle"}, "zet DATABASE_URL")],
)
def test_an_archive_that_does_not_fit_is_refused(folder, tmp_path, monkeypatch, change, said):
    file = making.make_backup()
    read = json.loads
    monkeypatch.setattr(archive.json, "loads", lambda text: read(text) | change)

    with pytest.raises(BackupRefused, match=said):
        restoring.restore(file, replace=True)


def test_keys_lie_apart_and_follow_what_was_erased(folder, without_migrating, monkeypatch):
    """Whoever restores yesterday's archive gets the keys of now: not that of what was erased."""
    monkeypatch.setattr(apart, "KEYS", ("programme.Person",))
    kept, erased = (Person.objects.create(name=name) for name in ("Blijft", "Gewist"))
    making.make_backup()
    erased.delete()
    making.keep_keys()

    restored = restoring.try_newest()
    assert restored.faults == []
    keys = apart.kept_keys(folder, archive.identity())
    assert "Blijft" in keys
    assert "Gewist" not in keys

    kept_pk = kept.pk
    kept.delete()
    apart.put_back(keys)
    assert Person.objects.get().pk == kept_pk


def test_two_weeks_stay_and_the_first_of_each_week_before(folder):
    now = timezone.now()
    folder.mkdir()
    for days in range(80):
        (folder / archive.name_for(now - timedelta(days=days))).touch()

    making.let_go(now)

    ages = sorted((now - archive.made_at(each)).days for each in archive.archives())
    assert ages[:14] == list(range(14))
    assert 5 <= len(ages[14:]) <= 7
    assert ages[-1] <= 7 * making.WEEKS


def test_only_one_works_at_a_time(folder):
    with making.alone() as first, making.alone() as second:
        assert (first, second) == (True, False)
    with making.alone() as again:
        assert again


@pytest.mark.postgresql
def test_a_restore_that_was_killed_halfway_is_undone_by_the_next(elsewhere):
    database, command = elsewhere
    MeetingFactory(title="Van voor de breuk")
    file = making.make_backup()
    assert command("restore", str(file)).returncode == 0
    before = sums_of(database)
    with database.cursor() as cursor:
        cursor.execute("ALTER SCHEMA public RENAME TO before_restore")
        cursor.execute("CREATE SCHEMA public")
        cursor.execute("CREATE TABLE half (id integer)")
    database.close()

    assert command("restore", str(file)).returncode == 1, "the former tables stand again"

    assert differences(before, sums_of(database)) == []


def test_a_backup_of_the_oldest_release_is_restored_in_this_one(elsewhere, settings):
    database, command = elsewhere
    settings.BACKUP_KEY = KEY_OF_OLDEST
    [file] = (OLDEST / connection.vendor).glob("*.age")

    done = command("restore", str(file))

    assert done.returncode == 0, done.stderr
    with database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM meetings_meeting")
        assert cursor.fetchone() == (31,)
        cursor.execute("SELECT app, name FROM django_migrations")
        assert MigrationLoader(None).disk_migrations.keys() - set(cursor.fetchall()) == set()
