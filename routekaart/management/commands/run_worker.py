import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from types import FrameType

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from ambassadors.reminding import remind_of_activities
from meetings import schedule
from meetings.actions.ticking import forget_ticks
from meetings.counting import count_people
from outbox.delivery import deliver_due
from outbox.digest import report_failures
from outbox.retention import forget_old
from privacy.retention import erase_expired, erase_hourly
from reporting.making.publishing import publish_approved
from routekaart.backups.making import begin_nightly, keep_keys
from routekaart.watch.keeping import hold_slow_checks, note_job, note_round
from sheets.jobs import apply_large
from sorting.rounds import end_due

logger = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks at the outbox."""
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
SOON = 5 * MINUTE
"""After which a job that failed is tried again, where its own round takes longer: the database may
have been away for a moment just when what is due once a day was to be erased."""


@dataclass
class Round:
    """Something to do every so many seconds, from the start on."""

    job: Callable[[], object]
    every: float
    due: float = 0.0

    def go(self) -> None:
        wait = self.every if attempt(self.job) else min(self.every, SOON)
        self.due = time.monotonic() + wait


class Command(BaseCommand):
    help = "Verstuur mails en doe wat op tijd moet gebeuren; loopt door tot het wordt gestopt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="een ronde, en dan klaar")

    def handle(self, *, once: bool, **_: object) -> None:
        self.stopping = False
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        self.rounds = [Round(job, MINUTE) for job in schedule.JOBS]
        self.rounds += [Round(report_failures, HOUR), Round(forget_old, DAY)]
        self.rounds.append(Round(count_people, DAY))  # before what it counts is erased
        self.rounds += [Round(erase_expired, DAY), Round(remind_of_activities, DAY)]
        self.rounds += [Round(erase_hourly, HOUR), Round(forget_ticks, DAY)]
        self.rounds += [Round(begin_nightly, HOUR), Round(keep_keys, HOUR), Round(end_due, HOUR)]
        self.rounds += [Round(note_round, MINUTE), Round(hold_slow_checks, HOUR)]
        self.rounds += [Round(check_versions, DAY), Round(clear_sessions, DAY)]
        self.rounds += [Round(publish_approved, PAUSE), Round(apply_large, PAUSE)]
        while not self.stopping:
            for turn in filter(self.is_due, self.rounds):
                turn.go()
            self.tried = 0
            attempt(self.deliver)
            if once and not self.tried:
                return
            if not self.tried and not self.stopping:
                time.sleep(PAUSE)

    def is_due(self, turn: Round) -> bool:
        return time.monotonic() >= turn.due and not self.stopping

    def deliver(self) -> None:
        """However many mails there are, and however slow the mail server: rounds go first."""
        self.tried = deliver_due(stop=lambda: self.stopping or any(map(self.is_due, self.rounds)))

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Finish the mail in hand, then end."""
        self.stopping = True


def attempt(job: Callable[[], object]) -> bool:
    """Whether it went well. A fault in one job is told, and ends neither the worker nor the other
    jobs."""
    close_old_connections()
    try:
        job()
    except Exception as fault:
        said = "a job failed; it is tried again soon"
        logger.exception(said, extra={"job": job.__name__})
        tell(job.__name__, type(fault).__name__)
        return False
    tell(job.__name__, "")
    return True


def tell(job: str, fault: str) -> None:
    """Write down how a job went, where that is news; without a database that waits."""
    if told.get(job) == fault:
        return
    with suppress(DatabaseError):
        note_job(job, fault)
        told[job] = fault


told: dict[str, str] = {}
"""What this process last wrote down of each job: the kind of its fault, empty where all is well."""


def clear_sessions() -> None:
    call_command("clearsessions")


def check_versions() -> None:
    """Raises CommandError where what was published is not what it was."""
    call_command("verify_versions", stdout=StringIO(), stderr=StringIO())
