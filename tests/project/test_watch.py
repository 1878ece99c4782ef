"""The server looks after itself: each check in both directions, the page, and who may see it."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pyrage.x25519 import Identity

from outbox.delivery import deliver_due
from outbox.models import Message
from routekaart.backups import making, restoring
from routekaart.management.commands import run_worker
from routekaart.models import Watch
from routekaart.watch import checks, keeping
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/beheer/server/"


@pytest.fixture
def administrator(client):
    user = UserFactory(email="beheer@beroepseer.example", is_superuser=True)
    client.force_login(user)
    return client


def queued(**values) -> Message:
    known = {"key": "x", "to": "a@b.example", "template": "trial_mail", "context": {"url": "u"}}
    return Message.objects.create(**known | values)


def test_the_worker_is_late_after_a_quarter_of_an_hour():
    assert checks.check_worker().is_well is False
    keeping.note_round()
    assert checks.check_worker().is_well is True
    Watch.objects.update(at=timezone.now() - timedelta(minutes=16))

    found = checks.check_worker()

    assert found.is_well is False
    assert "run_worker" in found.todo


def test_mail_that_waits_too_long_and_mail_that_failed_are_told():
    assert checks.check_queue().is_well is True
    waiting = queued(due_at=timezone.now() - timedelta(minutes=16))
    assert "weg had gemoeten" in checks.check_queue().found
    Message.objects.filter(pk=waiting.pk).update(state="failed", failed_at=timezone.now())
    assert checks.check_queue().found == "Aantal mails dat na negen pogingen niet weg kon: 1."


def test_a_migration_that_has_not_run_is_told(monkeypatch):
    assert checks.check_database().is_well is True
    monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda *_: [1, 2])

    found = checks.check_database()

    assert found.is_well is False
    assert "twee stappen" in found.found


def test_the_clock_of_the_database_is_compared(monkeypatch):
    assert checks.check_clock().is_well is True
    later = timezone.now() + timedelta(seconds=60)
    monkeypatch.setattr(checks.timezone, "now", lambda: later)

    assert checks.check_clock().is_well is False


def test_a_full_disk_is_told(monkeypatch):
    assert checks.check_disk().is_well is True
    monkeypatch.setattr(checks, "LEAST_FREE", 10**18)

    assert "raakt vol" in checks.check_disk().found


@pytest.mark.parametrize("days, well", [(60, True), (13, False)])
def test_a_certificate_that_ends_soon_is_told(settings, monkeypatch, days, well):
    settings.SITE_URL = "https://routekaart.example"
    until = timezone.now() + timedelta(days=days, hours=1)
    monkeypatch.setattr(checks, "certificate_end", lambda *_: until)

    found = checks.check_certificate()

    assert (found.is_well, found.found) == (well, f"Het certificaat geldt nog {days} dagen.")


def test_a_certificate_that_cannot_be_read_is_unknown_and_not_well(settings):
    assert checks.check_certificate().is_well is None
    settings.SITE_URL = "https://localhost:1"

    found = checks.check_certificate()

    assert found.is_well is None
    assert "niet te bekijken" in found.found


def test_a_mail_server_that_does_not_answer_is_told(settings):
    settings.PRODUCTION, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "localhost", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    found = checks.check_mail_server()

    assert found.is_well is False
    assert "EMAIL_HOST" in found.todo


def test_the_backup_is_well_after_a_trial_and_not_when_that_failed_or_is_old(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    assert "BACKUP_KEY" in checks.check_backup().todo
    settings.BACKUP_KEY = str(Identity.generate())
    assert checks.check_backup().found == "Er is nog geen back-up op proef teruggezet."
    now, name = timezone.now(), making.archive.name_for(timezone.now())
    for at, faults, well in ((now, [], True), (now, ["Mis."], False), (now, [], True)):
        restoring._write_down(restoring.Trial(at.isoformat(), name, faults))
        assert checks.check_backup().is_well is well
    long_ago = now - timedelta(hours=37)
    restoring._write_down(restoring.Trial(long_ago.isoformat(), name, []))
    assert checks.check_backup().is_well is False


def test_a_job_that_fails_is_told_without_what_it_said_and_forgotten_when_it_works(monkeypatch):
    monkeypatch.setattr(run_worker, "told", {})
    monkeypatch.setattr(run_worker, "close_old_connections", lambda: None)
    failing = [ValueError("jan@gemeente.example")]

    def remind() -> None:
        if failing:
            raise failing.pop()

    run_worker.attempt(remind)
    found = checks.check_jobs()
    assert found.is_well is False
    assert "remind (ValueError)" in found.found
    assert "jan@" not in found.found

    run_worker.attempt(remind)
    assert checks.check_jobs().is_well is True


def test_what_is_due_once_a_day_and_fails_is_tried_again_soon(monkeypatch):
    """As when the database was away at that moment."""
    monkeypatch.setattr(run_worker, "close_old_connections", lambda: None)
    works, fails = (
        run_worker.Round(job, run_worker.DAY) for job in (lambda: None, lambda: [].pop())
    )

    for each in (works, fails):
        each.go()

    assert works.due - fails.due > run_worker.DAY - 2 * run_worker.SOON
    assert fails.due > time.monotonic()


def test_a_trial_mail_goes_and_its_link_says_that_it_arrived(administrator):
    administrator.post(reverse("admin:trial_mail"))
    deliver_due()
    [letter] = mail.outbox
    assert letter.to == ["beheer@beroepseer.example"]
    link = next(word for word in letter.body.split() if "/proefmail/" in word)
    assert checks.check_trial_mail().is_well is None

    administrator.get(link)
    assert checks.check_trial_mail().is_well is None, "who only opens it changes nothing"

    administrator.post(link)
    assert checks.check_trial_mail().is_well is True

    forged = administrator.post(link[:-3] + "xx/", follow=True)
    assert "ouder dan een week" in forged.content.decode()


def test_the_page_says_of_each_check_how_it_is_and_what_to_do(administrator):
    queued(due_at=timezone.now() - timedelta(hours=1))
    keeping.hold_slow_checks()

    page = html.fromstring(administrator.get(PAGE).content)

    said = {
        h.text_content().split(":")[0]: h.text_content()
        for h in page.xpath("//li[contains(@class, 'check ')]/h2")
    }
    assert set(said) == {*checks.READ_AT_ONCE, *checks.BY_WORKER}
    assert said["Wachtrij van mail"] == "Wachtrij van mail: fout"
    assert "Wat u doet: Kijk of de worker draait" in " ".join(page.text_content().split())

    first = administrator.get(reverse("admin:index")).content.decode()
    assert "De server heeft u nodig" in first


def test_only_who_invites_colleagues_sees_the_server(client):
    client.force_login(UserFactory())

    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("admin:trial_mail")).status_code == 403
    assert "De server heeft u nodig" not in client.get(reverse("admin:index")).content.decode()


def test_the_page_asks_the_same_number_of_queries_however_much_there_is(
    administrator, django_assert_max_num_queries
):
    for number in range(30):
        queued(key=str(number), due_at=timezone.now() - timedelta(hours=1))
        Watch.objects.create(name=f"taak: {number}", is_well=False, found="X", at=timezone.now())

    with django_assert_max_num_queries(20):
        administrator.get(PAGE)


def test_liveness_needs_no_host_name_and_readiness_waits_for_migrations(client, monkeypatch):
    assert client.get("/-/live/", headers={"host": "10.0.0.3:8000"}).content == b"leeft"
    assert client.get("/-/ready/", headers={"host": "10.0.0.3:8000"}).status_code == 200
    monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda *_: [1])
    assert client.get("/-/ready/").status_code == 503
    assert client.get("/-/live/").status_code == 200


def test_self_check_ends_with_an_error_and_says_what_to_do():
    out = StringIO()
    with pytest.raises(CommandError, match="Niet in orde"):
        call_command("self_check", stdout=out)
    assert "FOUT     Worker: De worker heeft nog nooit gedraaid." in out.getvalue()
    assert "make_backup_key" in out.getvalue()
