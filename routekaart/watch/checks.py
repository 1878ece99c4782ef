"""What is checked of the server, each in one function that says what it found and what to do.

The worker holds the slow ones every hour and writes down what they found, so that the page of
the server only reads. `manage.py self_check` holds all of them at once.
"""

import shutil
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dates.days import write_hour, write_short
from dutch.numerals import counted
from outbox.models import Message
from routekaart.backups import archive, restoring
from routekaart.models import Watch

PATIENCE = 10  # seconds, for another server
LEAST_FREE = 2 * 1024**3  # bytes
LEAST_DAYS = 14
LATE = timedelta(minutes=15)
MOST_SECONDS_APART = 5


@dataclass(frozen=True)
class Found:
    """`is_well` is None where it could not be found out; `todo` is empty where nothing is to do."""

    is_well: bool | None
    found: str
    todo: str = ""


def check_database() -> Found:
    """Whether every migration of this release has run."""
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        return Found(
            False,
            f"De database loopt {counted(len(left), 'stap', 'stappen')} achter op de software.",
            "Voer op de server uit: python manage.py update.",
        )
    unknown = executor.loader.applied_migrations.keys() - executor.loader.disk_migrations.keys()
    if {app for app, _ in unknown} & executor.loader.migrated_apps:
        return Found(
            False,
            "De database hoort bij een nieuwere versie van de software.",
            "Start de nieuwere versie, of zet de back-up van voor het bijwerken terug.",
        )
    return Found(True, "De database hoort bij deze versie van de software.")


def check_worker() -> Found:
    """Whether the worker went round in the last minutes."""
    seen = Watch.objects.filter(name=WORKER).values_list("at", flat=True).first()
    todo = (
        "Er gaat nu geen mail uit. Start op de server de dienst run_worker, en kijk in zijn "
        "log waarom die stopte."
    )
    if seen is None:
        return Found(False, "De worker heeft nog nooit gedraaid.", todo)
    if timezone.now() - seen > LATE:
        return Found(False, f"De worker liep voor het laatst op {said(seen)}.", todo)
    return Found(True, f"De worker liep om {write_hour(timezone.localtime(seen))}.")


def check_queue() -> Found:
    """Whether mail that should have gone is still waiting."""
    now = timezone.now()
    oldest = Message.objects.due(now).values_list("due_at", flat=True).first()
    failed = Message.objects.failed().count()
    if oldest and now - oldest > LATE:
        return Found(
            False,
            f"Er wacht mail die al op {said(oldest)} weg had gemoeten.",
            "Kijk of de worker draait en of de mailserver opneemt; de mail gaat dan vanzelf.",
        )
    if failed:
        return Found(
            False,
            f"Aantal mails dat na negen pogingen niet weg kon: {failed}.",
            "Open Mail in het beheer, kies “niet gelukt”, en verstuur ze opnieuw.",
        )
    return Found(True, "Er wacht geen mail die al weg had gemoeten.")


def check_mail_server() -> Found:
    """Whether the mail server lets us in; that a mail arrives is known by a trial mail only."""
    if settings.PRACTICE_DIR or not settings.PRODUCTION:
        return Found(None, "Hier gaat geen mail de deur uit.")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection(fail_silently=False, timeout=PATIENCE):
            return Found(True, f"De mailserver {server} neemt op.")
    except Exception as fault:  # whatever the mail server or its library comes up with
        return Found(
            False,
            f"De mailserver {server} laat ons niet toe ({type(fault).__name__}).",
            "Kijk EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER en EMAIL_HOST_PASSWORD na, of vraag uw "
            "provider of er een storing is.",
        )


def check_trial_mail() -> Found:
    """Whether somebody saw a trial mail arrive since the last one went."""
    rows = dict(Watch.objects.filter(name__in=(MAIL_SENT, MAIL_ARRIVED)).values_list("name", "at"))
    sent, arrived = rows.get(MAIL_SENT), rows.get(MAIL_ARRIVED)
    todo = "Stuur uzelf een proefmail met de knop op deze pagina, en druk in die mail op de link."
    if sent is None:
        return Found(None, "Er is nog geen proefmail verstuurd.", todo)
    if arrived is None or arrived < sent:
        late = timezone.now() - sent > LATE
        todo = "Kijk in uw map met ongewenste mail. Staat die daar ook niet, bel dan uw provider."
        return Found(
            False if late else None,
            f"De proefmail van {said(sent)} is nog niet als aangekomen gemeld.",
            todo,
        )
    return Found(True, f"De proefmail van {said(sent)} kwam aan.")


def check_clock() -> Found:
    """Whether this machine and the database know the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        theirs = cursor.fetchone()[0]
    if isinstance(theirs, str):
        theirs = datetime.fromisoformat(theirs).replace(tzinfo=UTC)
    apart = abs((timezone.now() - theirs).total_seconds())
    if apart > MOST_SECONDS_APART:
        return Found(
            False,
            f"De klok van de server en die van de database schelen {apart:.0f} seconden.",
            "Zet op beide machines de tijd gelijk: timedatectl set-ntp true.",
        )
    return Found(True, "De klok loopt gelijk met die van de database.")


def check_disk() -> Found:
    """Whether there is room for the backups of the coming weeks."""
    place = settings.BACKUP_DIR if settings.BACKUP_DIR.exists() else settings.BASE_DIR
    free = shutil.disk_usage(place).free
    said_free = f"{free / 1024**3:.0f} GB vrij"
    if free < LEAST_FREE:
        return Found(
            False,
            f"De schijf raakt vol: {said_free}.",
            "Maak ruimte of neem een grotere schijf; zonder ruimte stoppen back-ups en database.",
        )
    return Found(True, f"Op de schijf is {said_free}.")


def check_certificate() -> Found:
    """How many days the certificate of the site is still valid."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https" or not address.hostname:
        return Found(None, "Deze site gebruikt geen https.")
    try:
        until = certificate_end(address.hostname, address.port or 443)
    except (OSError, ValueError) as fault:
        return Found(
            None,
            f"Het certificaat van {address.hostname} is vanaf deze machine niet te bekijken "
            f"({type(fault).__name__}).",
            "Kijk in een browser, bij het slotje, tot wanneer het geldt.",
        )
    days = (until - timezone.now()).days
    if days < LEAST_DAYS:
        return Found(
            False,
            f"Het certificaat geldt nog {days} dagen.",
            "Kijk in de log van de proxy, die het certificaat zelf hoort te vernieuwen.",
        )
    return Found(True, f"Het certificaat geldt nog {days} dagen.")


def certificate_end(host: str, port: int) -> datetime:
    """Until when the certificate is valid, UTC. Raises OSError where nobody answers, or the
    certificate is not to be trusted."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        certificate = secure.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), tz=UTC)


def check_backup() -> Found:
    """What the trial restore of last night found, and how old it is."""
    if settings.PRACTICE_DIR:
        return Found(True, "Van de oefenomgeving is geen back-up nodig.")
    if not settings.BACKUP_KEY:
        return Found(
            False,
            "Er worden geen back-ups gemaakt.",
            "Voer op de server uit: python manage.py make_backup_key. Zet die in BACKUP_KEY.",
        )
    trial = restoring.last_trial()
    todo = "Voer op de server uit: python manage.py backup --nightly, en lees wat er staat."
    if trial is None:
        return Found(False, "Er is nog geen back-up op proef teruggezet.", todo)
    at = datetime.fromisoformat(trial.at)
    if trial.faults:
        faults = f"De proef van {said(at)} mislukte: {' '.join(trial.faults)}"
        return Found(False, faults[:500], todo)
    if timezone.now() - at > restoring.TOO_OLD:
        return Found(False, f"De laatste proef was op {said(at)}.", todo)
    return Found(True, f"De back-up van {said(_age(trial.archive))} is op proef teruggezet.")


def _age(name: str) -> datetime:
    return archive.made_at(Path(name))


def check_jobs() -> Found:
    """Whether the last round of each job of the worker went well."""
    failed = list(Watch.objects.filter(name__startswith=JOB, is_well=False))
    if failed:
        names = ", ".join(f"{row.name.removeprefix(JOB)} ({row.found})" for row in failed)
        return Found(
            False,
            f"Wat de worker niet kon doen: {names}."[:500],
            "Kijk in de log van run_worker; het wordt telkens opnieuw geprobeerd.",
        )
    return Found(True, "Alles wat de worker moest doen, is gelukt.")


def said(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{write_short(local)} om {write_hour(local)}"


WORKER, JOB = "worker", "taak: "
MAIL_SENT, MAIL_ARRIVED = "proefmail verstuurd", "proefmail kwam aan"

READ_AT_ONCE: dict[str, Callable[[], Found]] = {
    "Database": check_database,
    "Worker": check_worker,
    "Wachtrij van mail": check_queue,
    "Proefmail": check_trial_mail,
    "Klok": check_clock,
    "Taken van de worker": check_jobs,
}
"""Checks that ask the database alone."""

BY_WORKER: dict[str, Callable[[], Found]] = {
    "Mailserver": check_mail_server,
    "Back-up": check_backup,
    "Schijf": check_disk,
    "Certificaat": check_certificate,
}
"""Checks of other servers and of the disk of the worker."""
